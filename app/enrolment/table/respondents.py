"""The respondent of an electronic form: whoever filled it in, who need not be the person it is about.

Microsoft Forms and Google Forms put the respondent's own address and name right after the times. Where a column
further out is about a person as well, the two are rivals, and nobody is read before a person has chosen. Where the
times have been deleted, one address over most of the rows is a respondent's too.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.enrolment.table.columns import Column, bare, meaning, name_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.enrolment.sheets import Row

_TIMES = {
    *("fullføringstidspunkt", "tidspunktforfullføring", "fullførttidspunkt", "completiontime", "fullført"),
    *("tidsmerke", "tidsstempel", "timestamp", "sluttidspunkt"),
    *("starttidspunkt", "tidspunktforstart", "starttime"),
}
_MIN_OF_ONE = 2  # rows
_RESPONDENT = (Column.email, Column.name)
_ANONYMOUS = {"anonymous", "anonym", "anonymt", "anonyme"}
_OF_NAMES = ("navn", "namn", "name", "deltak", "participant", "hvem", "kven", "heter", "heiter")
_OF_ADDRESSES = ("epost", "mail")
_OF_OTHERS = (
    *("leder", "leiar", "leader", "manager", "team", "foretak", "føretak", "avdeling", "eining"),
    *("enhet", "prosjekt", "kontakt"),
)


def is_nobody(text: str) -> bool:
    """Tell whether an address is what an anonymous form writes for it."""
    return text.lower() in _ANONYMOUS


def rivals_of_respondent(
    headings: Row, below: Sequence[Row], candidates: dict[Column, tuple[int, ...]]
) -> dict[Column, tuple[int, ...]]:
    """Return the unread columns that may hold the person where the respondent's columns would be read."""
    own = _after_the_times(headings, candidates)
    unread = [place for place, cell in enumerate(headings) if cell.text and not _is_known(cell.text)]
    found = {
        column: tuple(place for place in unread if _may_be(column, place, headings, below)) for column in own
    }
    if not own and _is_of_one_address(below, candidates):
        others = [place for place in unread if _may_be(Column.email, place, headings, below)]
        found = {Column.email: tuple(place for place in others if holds_addresses(place, below))}
    return {column: places for column, places in found.items() if places}


def _after_the_times(headings: Row, candidates: dict[Column, tuple[int, ...]]) -> list[Column]:
    times = [place for place, cell in enumerate(headings) if bare(cell.text) in _TIMES][:2]
    near = {place for time in times for place in range(time + 1, time + 4)}
    return [column for column in _RESPONDENT if near & set(candidates.get(column, ()))]


def _is_of_one_address(below: Sequence[Row], candidates: dict[Column, tuple[int, ...]]) -> bool:
    """Tell whether one address fills most of the rows, as whoever fills in for all has but one."""
    places = candidates.get(Column.email, ())
    filled = _filled(places[0], below) if places else []
    most = max(Counter(filled).values(), default=0)
    return most >= _MIN_OF_ONE and most * 2 > len(filled)


def _is_known(heading: str) -> bool:
    return meaning(heading) is not None


def is_about_others(bare_heading: str) -> bool:
    return any(word in bare_heading for word in _OF_OTHERS)


def _may_be(column: Column, place: int, headings: Row, below: Sequence[Row]) -> bool:
    heading = bare(headings[place].text)
    if is_about_others(heading):
        return False
    if column is Column.name:
        is_name = name_part(headings[place].text) is not None or any(word in heading for word in _OF_NAMES)
        return is_name and not any(word in heading for word in _OF_ADDRESSES)
    return any(word in heading for word in _OF_ADDRESSES) or holds_addresses(place, below)


def holds_addresses(place: int, below: Sequence[Row]) -> bool:
    filled = _filled(place, below)
    return bool(filled) and sum("@" in text for text in filled) * 2 > len(filled)


def _filled(place: int, below: Sequence[Row]) -> list[str]:
    return [row[place].text for row in below if place < len(row) and row[place].text]
