"""Rows that say themselves that they do not count: somebody has withdrawn, or it is an example."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.enrolment.table.columns import Column
from app.enrolment.table.outside import is_outside
from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.enrolment.headings import Table
    from app.enrolment.sheets import Row

_GONE = r"trukket|trekt|avmeldt|avmelding|utgår|utgått|venteliste|sluttet|slutta|permisjon|frafalt|frafall"
_BEFORE = r"(?:(?:har|er|på|i|ute|går|skal|de|som|personer|deltakere|team|dei)\s+)*"
_BEGINS = re.compile(rf"\W*{_BEFORE}(?:{_GONE})\b")
_SAYS = re.compile(
    r"\b(?:(?:trukket|trekker|trekt|trekkjer) seg|avmeldt|utgår|utgått|(?:på|står på) venteliste|"
    r"deltar ikke|deltek ikkje|(?:skal|vil|kan) (?:ikke|ikkje) (?:delta|være med|vere med)|"
    r"erstatt(?:es|et|a) av|withdrawn|cancelled)\b"
)
_IN_NAME = re.compile(rf"\b(?:{_GONE}|erstattes av|erstattet av|erstatta av)\b")
_OF_OTHERS = re.compile(
    r"\b(?:vikar|erstatter|erstattar|etter|overtar|overtek|tar over|tek over|ikke|ikkje)\b(?! delta| være| vere)"
)
_MAX_WORDS_SAID, _MAX_WORDS_OF_HEADING = 8, 6
_IS_WITH = re.compile(
    r"(?:(?:skal|vil|kan) )?(?:delta|deltar|deltek|være med|vere med|bli med|påmeldt|deltaker|bekreftet|bekrefta)"
    r"(?: (?:i|på) (?:kull|læring|nettverk|program|forbedring).*)?\W*"
)
_NO = frozenset({"nei", "n", "no", "false", "usann", "0", "-", "–"})
_EXAMPLE = re.compile(r"\W*(?:eksempel|eksempler|døme|f\.? ?eks|example)|(?:.*\W)?eksempel\w*\W*$")
_EXAMPLE_NAMES = frozenset({"ola nordmann", "kari nordmann", "fornavn etternavn", "navn navnesen"})
_EXAMPLE_ADDRESS = re.compile(r"(?:fornavn|navn)\.(?:etternavn|navnesen)@")


def parts_withdrawn(table: Table) -> dict[int, str]:
    """Return the heading of its part for each row under a heading such as «Trukket seg:»."""
    found: dict[int, str] = {}
    heading = ""
    for number, row in table.below():
        texts = [cell.text for cell in row if cell.text]
        if is_heading_of_withdrawn(row):
            heading = texts[0]
        elif len(set(texts)) == 1 and is_outside(table, row):
            heading = ""
        elif texts and heading:
            found[number] = heading
    return found


def is_heading_of_withdrawn(row: Row) -> bool:
    texts = {cell.text for cell in row if cell.text}
    if len(texts) != 1:
        return False
    text = texts.pop()
    return len(text.split()) <= _MAX_WORDS_OF_HEADING and bool(_BEGINS.match(same_spelling(text)))


def says_withdrawn(table: Table, number: int, row: Row) -> str:
    """Return the words by which a row says that its person does not take part; empty when it does not."""
    name = _text(table, row, Column.name)
    if _IN_NAME.search(same_spelling(name)):
        return name
    team = _text(table, row, Column.team)
    if _BEGINS.match(same_spelling(team)):
        return team
    beside = [*_unread(table, row), *(("", line) for line in table.sheet.comments.get(number, ()))]
    return next((said for heading, said in beside if _is_no(heading, said)), "")


def is_example(table: Table, row: Row) -> bool:
    name, team = (same_spelling(_text(table, row, column)) for column in (Column.name, Column.team))
    first = next((same_spelling(cell.text) for cell in row if cell.text), "")
    return (
        name in _EXAMPLE_NAMES
        or any(_EXAMPLE.match(text) for text in (name, team, first))
        or bool(_EXAMPLE_ADDRESS.match(_text(table, row, Column.email).casefold()))
    )


def _is_no(heading: str, said: str) -> bool:
    """Tell whether an unread cell takes its row back, alone or as the answer to its heading."""
    heading, said = same_spelling(heading), same_spelling(said)
    if _BEGINS.fullmatch(heading.rstrip("?: ")):
        return said not in _NO
    if _IS_WITH.fullmatch(heading):
        return said in _NO
    if len(said.split()) > _MAX_WORDS_SAID or _OF_OTHERS.search(said):
        return False
    return bool(_BEGINS.match(said) or _SAYS.search(said))


def _unread(table: Table, row: Row) -> Iterator[tuple[str, str]]:
    read = {*table.positions.values(), *table.name_parts, *table.sheet.hidden_columns}
    for position, cell in enumerate(row):
        if cell.text and position not in read:
            yield (table.headings[position].text if position < len(table.headings) else ""), cell.text


def _text(table: Table, row: Row, column: Column) -> str:
    positions = table.name_parts if column is Column.name and table.name_parts else ()
    at = positions or ([table.positions[column]] if column in table.positions else [])
    return " ".join(row[one].text for one in at if one < len(row) and row[one].text)
