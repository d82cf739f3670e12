"""Problems of a table's headings: columns that are missing, doubled, hidden or left unread."""

from __future__ import annotations

import re
from difflib import get_close_matches
from itertools import chain
from typing import TYPE_CHECKING

from app.enrolment.headings import is_hidden, known_headings, label, team_facts
from app.enrolment.problems import Problem, Where
from app.enrolment.sheets import EMPTY
from app.enrolment.table.columns import (
    ALSO_WRITTEN,
    DESCRIBING,
    Column,
    bare,
    is_loose,
    name_part,
)
from app.enrolment.table.respondents import holds_addresses, is_about_others, is_nobody
from app.people import role_named, same_spelling, tidy_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.enrolment.headings import Table
    from app.enrolment.sheets import Row

_MIN_HEADINGS = 3
_OTHERS = re.compile(
    r"\b(?:team|forbedringsteam)?medlem\w*|\bhvem er med\b|\bkven er med\b|\bandre i teamet\b", re.IGNORECASE
)
"""Words of a heading that give its column to more people of the team, whatever else it says."""
_MEMBER = ("medlem", "teammedlem", "deltaker", "deltakar", "participant", "member")
_OF_ADDRESSES = {"epost", "mail", "epostadresse", "email", "adresse", "til", "for"}
_SHOW_IT = "Vis kolonnen i Excel (merk kolonnene på hver side, høyreklikk, Vis), eller slett den."


def heading_problems(table: Table, people: list[Row]) -> Iterator[Problem]:
    """Say which columns cannot be read, or are not; a hidden sheet is asked about whole, and says nothing of them."""
    if is_hidden(table.sheet):
        return
    where = Where(table.sheet.name, table.heading_row)
    for column in table.missing():
        yield where.error("missing_column", _missing_sentence(column, table))
    doubled = {column for column, places in table.candidates.items() if len(places) > 1}
    for column in doubled:
        yield from _doubled(where, table, column, people)
    yield from _whole_and_parts(where, table, people)
    yield from _hidden(where, table, doubled)
    yield from _second_person(where, table, people)
    unread = [cell.text for cell in _unread(table)]
    if unread:
        yield where.info("unread_column", f"Disse kolonnene er ikke lest: {', '.join(unread)}.")


def unread_columns(table: Table) -> tuple[int, ...]:
    known = {*chain.from_iterable(table.candidates.values()), *table.name_parts}
    return tuple(place for place, cell in enumerate(table.headings) if cell.text and place not in known)


def _unread(table: Table) -> Row:
    return tuple(table.headings[place] for place in unread_columns(table))


def _second_person(where: Where, table: Table, people: list[Row]) -> Iterator[Problem]:
    """Refuse an unread column of addresses that its heading gives to one more person of the same row."""
    own = {
        text
        for place in table.candidates.get(Column.email, ())
        for text in _texts(people, place, Column.email)
    }
    for place, cell in enumerate(table.headings):
        others = set(_texts(people, place, Column.email)) - own - {""}
        is_unread = cell in _unread(table) and place not in table.sheet.hidden_columns
        if is_unread and others and holds_addresses(place, people) and _is_of_one_more(cell.text):
            yield where.error(
                "second_person",
                f"Kolonne {table.heading_at(place)} ser ut til å gjelde en person til i samme rad, som ikke er "
                "lest. Skriv én person per rad, med alle i de samme kolonnene.",
            )


def _is_of_one_more(heading: str) -> bool:
    """Tell whether a heading of addresses bears a number, or the role of somebody in the team."""
    if _OTHERS.search(heading):
        return True
    words = [word for word in re.split(r"[^\w-]+", heading) if bare(word) not in _OF_ADDRESSES]
    is_member = any(role_named(word) or bare(word).startswith(_MEMBER) for word in words)
    return not is_about_others(bare(heading)) and (is_member or any(map(str.isdecimal, words)))


def _missing_sentence(column: Column, table: Table) -> str:
    ways = " eller ".join(f"«{way}»" for way in (column.value, *ALSO_WRITTEN[column][:2]))
    likely = [cell.text for cell in _unread(table) if _looks_like(cell.text, column)]
    meant = f" Er det «{likely[0]}» som skulle vært «{column.value}»?" if likely else ""
    return f"Kolonnen «{column.value}» mangler i rad {table.heading_row}. Skriv {ways} som overskrift.{meant}"


def _looks_like(heading: str, column: Column) -> bool:
    return bool(
        get_close_matches(bare(heading), [bare(column.value), *map(bare, ALSO_WRITTEN[column])], cutoff=0.7)
    )


def _doubled(where: Where, table: Table, column: Column, people: list[Row]) -> Iterator[Problem]:
    """Refuse two columns for one thing where they differ in a row; an empty one is no rival."""
    said = {place: _texts(people, place, column) for place in table.candidates[column]}
    filled = {place: texts for place, texts in said.items() if any(texts)}
    if len(filled) < 2:  # noqa: PLR2004 - two columns
        return
    names = " og ".join(_named(table, place) for place in filled)
    differ = len(set(map(tuple, filled.values()))) > 1
    if differ and column not in table.hidden and _is_settled(table, column, filled):
        yield where.warning(
            "double_column",
            f"Kolonne {names} kan begge være «{column.value}», men sier ikke det samme. "
            f"{table.heading(column)} er lest; gi den andre en annen overskrift om det er rett.",
        )
    elif differ:
        yield where.error(
            "double_column",
            f"Kolonne {names} betyr begge «{column.value}», men sier ikke det samme. Slett den som ikke gjelder "
            "deltakerne, eller gi den en annen overskrift.",
        )
    elif column not in table.hidden:
        used = table.heading(column)
        yield where.info(
            "double_column",
            f"Kolonne {names} betyr begge «{column.value}» og sier det samme. {used} er lest.",
        )


def _is_settled(table: Table, column: Column, filled: Iterable[int]) -> bool:
    """Tell whether the first column may be read: the others matter little, or have a looser word for it."""
    strict = [place for place in filled if not is_loose(table.headings[place].text)]
    return column in DESCRIBING or (column in (Column.team, Column.organisation) and len(strict) == 1)


def _whole_and_parts(where: Where, table: Table, people: list[Row]) -> Iterator[Problem]:
    """Refuse a column of names beside columns of their parts, where the parts say more than the whole."""
    whole = table.positions.get(Column.name)
    if whole is None or table.name_parts:
        return
    for place, cell in enumerate(table.headings):
        if name_part(cell.text) is not None and not _is_within(people, place, whole):
            yield where.error(
                "double_column",
                f"Navnet står både i kolonne {table.heading_at(whole)} og i {table.heading_at(place)}, og vi vet ikke "
                "om de hører sammen. Kall kolonnene «fornavn» og «etternavn», eller slett den ene.",
            )


def _is_within(people: list[Row], part: int, whole: int) -> bool:
    parts, wholes = _texts(people, part, Column.name), _texts(people, whole, Column.name)
    return all(text in name for text, name in zip(parts, wholes, strict=True))


def _named(table: Table, place: int) -> str:
    named = table.heading_at(place)
    return f"{named}, som er skjult," if place in table.sheet.hidden_columns else named


def _texts(people: list[Row], place: int, column: Column) -> list[str]:
    tidied = tidy_address if column is Column.email else same_spelling
    texts = ((row[place] if place < len(row) else EMPTY).text for row in people)
    return ["" if is_nobody(text) else tidied(text) for text in texts]


def _hidden(where: Where, table: Table, doubled: set[Column]) -> Iterator[Problem]:
    for column, place in table.hidden.items():
        sentence = f"Kolonne {table.heading_at(place)} er skjult og er ikke lest. {_SHOW_IT}"
        if column in table.needed:
            yield where.error("hidden_column", sentence)
        elif column not in doubled:
            yield where.warning("hidden_column", sentence)


def doubled_facts(table: Table) -> Iterator[Problem]:
    """Refuse two facts above the table for one thing that say different things."""
    for column, facts in team_facts(table.sheet, table.heading_row).items():
        said = {same_spelling(fact.cell.text): fact for fact in facts if fact.cell.text}
        if column in table.facts and len(said) > 1 and not is_hidden(table.sheet):
            first, second = list(said.values())[:2]
            yield Where(table.sheet.name, second.row).error(
                "double_fact",
                f"Rad {first.row} og rad {second.row} betyr begge «{column.value}», men sier ikke det samme: "
                f"«{first.cell.text}» og «{second.cell.text}». Slett den som ikke gjelder.",
            )


def unseen_facts(table: Table) -> Iterator[Problem]:
    """Say which facts above the table are hidden or struck through, and so not read."""
    for number, row in enumerate(table.sheet.rows[: table.heading_row - 1], start=1):
        is_fact = label(row) is not None and known_headings(row) < _MIN_HEADINGS
        if is_fact and number in table.sheet.unseen and not is_hidden(table.sheet):
            yield Where(table.sheet.name, number).warning(
                "unseen_fact",
                f"«{next(cell.text for cell in row if cell.text)}» over tabellen er skjult "
                "eller strøket ut, og er ikke lest. Vis raden i Excel om den skal gjelde.",
            )
