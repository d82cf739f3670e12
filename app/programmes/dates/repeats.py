"""Expand repeated meetings into single ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.programmes.dates.days import weeks_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.programmes.dates.days import Year
    from app.programmes.language.definition import Definition, Meeting
    from app.programmes.language.when import Repeat, When

MONTHS_IN_A_YEAR = 12


def written_out(definition: Definition, year: Year) -> Iterator[tuple[Meeting, str | None]]:
    """Yield every single meeting with its host."""
    for meeting in definition.meetings:
        if meeting.repeat:
            yield from _again_and_again(meeting, meeting.repeat, year)
        else:
            yield meeting, None


def _again_and_again(meeting: Meeting, repeat: Repeat, year: Year) -> Iterator[tuple[Meeting, str | None]]:
    for turn in range(repeat.times or _until_the_year_is_out(meeting.when, repeat, year)):
        this_time = {
            "key": f"{meeting.key}-{turn + 1}",
            "title": f"{meeting.title} {turn + 1}",
            "when": _turn_of(meeting.when, repeat, turn, year),
            "repeat": None,
        }
        host = repeat.hosts[turn % len(repeat.hosts)] if repeat.hosts else None
        yield meeting.model_copy(update=this_time), host


def _until_the_year_is_out(when: When, repeat: Repeat, year: Year) -> int:
    if repeat.every == "month":
        return MONTHS_IN_A_YEAR - (when.month or 1) + 1
    return weeks_in(year.start + when.years_after) - (when.week or 1) + 1


def _turn_of(when: When, repeat: Repeat, turn: int, year: Year) -> When:
    if when.month and repeat.every == "month":
        years, month = divmod(when.month - 1 + turn, MONTHS_IN_A_YEAR)
        return when.model_copy(update={"month": month + 1, "years_after": when.years_after + years})
    if when.week:
        return _weeks_later(when, turn if repeat.every == "week" else 4 * turn, year)
    return when


def _weeks_later(when: When, weeks: int, year: Year) -> When:
    begun = year.start + when.years_after
    first = date.fromisocalendar(begun, min(when.week or 1, weeks_in(begun)), 1)
    later = (first + timedelta(weeks=weeks)).isocalendar()
    return when.model_copy(update={"week": later.week, "years_after": later.year - year.start})
