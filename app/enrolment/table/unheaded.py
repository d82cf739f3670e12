"""Columns without a heading that hold people: a second person's name or address, or surnames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from app.enrolment.problems import Problem, Where
from app.enrolment.table.columns import Column
from app.enrolment.table.whole_names import is_whole_name
from app.people import same_spelling, tidy_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.enrolment.headings import Table
    from app.enrolment.sheets import Row


def unheaded_people(table: Table, people: list[Row]) -> Iterator[Problem]:
    """Refuse a column without heading whose cells are more people, or the surnames of these."""
    own = {same_spelling(name) for name in table.names()} | _own_addresses(table, people)
    for place in range(max(map(len, people), default=0)):
        if _has_heading(table, place) or place in table.sheet.hidden_columns:
            continue
        where = Where(table.sheet.name, table.heading_row, get_column_letter(place + 1))
        if _are_surnames(table, people, place):
            yield where.error("no_heading", _surnames(table, place))
        elif _are_more_people(people, place, own):
            yield where.error("no_heading", _more_people(place))


def _has_heading(table: Table, place: int) -> bool:
    return bool(_at(table.headings, place)) or place in table.name_parts


def _own_addresses(table: Table, people: list[Row]) -> set[str]:
    places = table.candidates.get(Column.email, ())
    return {tidy_address(_at(row, place)) for row in people for place in places}


def _are_more_people(people: list[Row], place: int, own: set[str]) -> bool:
    """Tell whether an address of no row stands here, or whole names and nothing else."""
    texts = [text for row in people if (text := _at(row, place))]
    strange = [text for text in texts if not {same_spelling(text), tidy_address(text)} & own]
    if any("@" in text and len(text.split()) == 1 for text in strange):
        return True
    return bool(strange) and all(map(is_whole_name, texts))


def _are_surnames(table: Table, people: list[Row], place: int) -> bool:
    """Tell whether names of one word have another word right after them."""
    name = table.positions.get(Column.name)
    if name is None or place != name + 1:
        return False
    pairs = [(_at(row, name), text) for row in people if (text := _at(row, place))]
    return bool(pairs) and all(is_whole_name(f"{first} {last}") and " " not in first for first, last in pairs)


def _surnames(table: Table, place: int) -> str:
    return (
        f"Kolonne {get_column_letter(place + 1)} har ingen overskrift og er ikke lest, men ser ut til å være "
        f"etternavnet til dem i kolonne {table.heading(Column.name)}. Kall kolonnene «fornavn» og «etternavn»."
    )


def _more_people(place: int) -> str:
    return (
        f"Kolonne {get_column_letter(place + 1)} har ingen overskrift og er ikke lest, men ser ut til å gjelde en "
        "person til i samme rad. Skriv én person per rad, eller gi kolonnen en overskrift som sier hva den er."
    )


def _at(row: Row, place: int) -> str:
    return row[place].text if place < len(row) else ""
