"""The respondent of an electronic form: whoever filled it in, who need not be the person it is about.

Microsoft Forms and Google Forms put the respondent's own address and name right after the times. Where a column
further out is about a person as well, the two are rivals, and nobody is read before a person has chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.enrolment.table.columns import Column, bare, meaning, name_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.enrolment.sheets import Row

_TIMES = {
    *("fullføringstidspunkt", "tidspunktforfullføring", "fullførttidspunkt", "completiontime", "fullført"),
    *("tidsmerke", "tidsstempel", "timestamp", "sluttidspunkt"),
}
_RESPONDENT = (Column.email, Column.name)
_OF_NAMES = ("navn", "namn", "name", "deltak", "participant", "hvem", "kven", "heter", "heiter")
_OF_ADDRESSES = ("epost", "mail")
_OF_OTHERS = (
    *("leder", "leiar", "leader", "manager", "team", "foretak", "føretak", "avdeling", "eining"),
    *("enhet", "prosjekt", "kontakt"),
)


def rivals_of_respondent(
    headings: Row, below: Sequence[Row], candidates: dict[Column, tuple[int, ...]]
) -> dict[Column, tuple[int, ...]]:
    """Return the unread columns that may hold the person where the respondent's columns would be read."""
    after = next((place for place, cell in enumerate(headings) if bare(cell.text) in _TIMES), None)
    if after is None:
        return {}
    own = [
        column for column in _RESPONDENT if set(candidates.get(column, ())) & set(range(after + 1, after + 4))
    ]
    unread = [place for place, cell in enumerate(headings) if cell.text and not _is_known(cell.text)]
    found = {
        column: tuple(place for place in unread if _may_be(column, place, headings, below)) for column in own
    }
    return {column: places for column, places in found.items() if places}


def _is_known(heading: str) -> bool:
    return meaning(heading) is not None


def _may_be(column: Column, place: int, headings: Row, below: Sequence[Row]) -> bool:
    heading = bare(headings[place].text)
    if any(word in heading for word in _OF_OTHERS):
        return False
    if column is Column.name:
        is_name = name_part(headings[place].text) is not None or any(word in heading for word in _OF_NAMES)
        return is_name and not any(word in heading for word in _OF_ADDRESSES)
    return any(word in heading for word in _OF_ADDRESSES) or _holds_addresses(place, below)


def _holds_addresses(place: int, below: Sequence[Row]) -> bool:
    filled = [row[place].text for row in below if place < len(row) and row[place].text]
    return bool(filled) and sum("@" in text for text in filled) * 2 > len(filled)
