"""Withdrawals that do not stand in the row itself: a note beside the table, a whole team, a footnote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.enrolment.doubts.answers import is_no, is_status
from app.enrolment.doubts.leaving import named_as_leaving, says_leaving
from app.enrolment.doubts.withdrawn import Said, is_heading_of_withdrawn, name_in
from app.enrolment.headings import Column
from app.enrolment.table.outside import outside_of
from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.enrolment.headings import Table

_MARK = re.compile(r"[*†‡¹²³]+")
_OF_THE_TEAM = re.compile(r"\bteam(?:et)?\b")
_MIN_WORDS_OF_NAME = 2


def said_beside(table: Table) -> dict[int, Said]:
    """Return what notes and comments outside the rows of people say of them, by the row of each."""
    people = {number: name for number, row in table.below() if (name := name_in(table, row))}
    whole = next(_of_all(table), None)
    if whole:
        return dict.fromkeys(people, Said(whole))
    return {
        number: Said(note)
        for note in _notes(table)
        for number in (*_named(table, note, people), *_marked(note, people))
    }


def _of_all(table: Table) -> Iterator[str]:
    """Give what is said of the team of a form: hung on its facts, as its status, or in words."""
    if not table.is_form:
        return
    for fact in table.facts.values():
        yield from (line for line in table.sheet.comments.get(fact.row, ()) if says_leaving(line))
    for row in table.sheet.rows[: table.heading_row - 1]:
        label, *said = [cell.text for cell in row if cell.text] or [""]
        if said and is_status(label) and (is_no(label, said[0]) or says_leaving(said[0])):
            yield f"{label.rstrip(': ')}: {said[0]}"
    yield from (
        note for note in _notes(table) if _OF_THE_TEAM.search(same_spelling(note)) and says_leaving(note)
    )


def _notes(table: Table) -> Iterator[str]:
    """Give the text of each row outside the table, and the comments on its headings."""
    outside = set(outside_of(table).rows)
    for number, row in enumerate(table.sheet.rows, start=1):
        if number in outside or (number > table.heading_row and is_heading_of_withdrawn(row)):
            texts = list(dict.fromkeys(cell.text for cell in row if cell.text))
            yield ": ".join([*(text.rstrip(": ") for text in texts[:-1]), texts[-1]])
    yield from table.sheet.comments.get(table.heading_row, ())


def _named(table: Table, note: str, people: dict[int, str]) -> list[int]:
    """Return the rows of those whom a note names in full, and of the teams it names, as leaving."""
    names = {number: _MARK.sub("", name).strip() for number, name in people.items()}
    whole = {name for name in names.values() if len(name.split()) >= _MIN_WORDS_OF_NAME}
    gone = named_as_leaving(note, whole | set(_teams(table).values()))
    teams = _teams(table)
    return [number for number in people if names[number] in gone or teams.get(number) in gone]


def _teams(table: Table) -> dict[int, str]:
    at = table.positions.get(Column.team)
    if at is None:
        return {}
    return {number: row[at].text for number, row in table.below() if at < len(row) and row[at].text}


def _marked(note: str, people: dict[int, str]) -> list[int]:
    """Return the rows whose name bears the mark of a footnote: «Liv Berg*» and «* Har trukket seg»."""
    mark = _MARK.match(note)
    if not mark or not says_leaving(note[mark.end() :].strip()):
        return []
    return [number for number, name in people.items() if name.rstrip().endswith(mark[0])]
