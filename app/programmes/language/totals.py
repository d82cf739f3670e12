"""Hold the totals a document states against its own list of meetings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.programmes.dates.calendar import Caution
from app.programmes.dates.days import length_in_days
from app.programmes.dates.norwegian import day_in_norwegian, listed, named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.programmes.dates.calendar import Calendar
    from app.programmes.language.definition import Definition, Meeting
    from app.programmes.language.when import Between

    Count = Callable[[Meeting], int]

DAYS_IN_A_MONTH = 30.44


def _gatherings(meeting: Meeting) -> int:
    return int(meeting.kind == "gathering")


def _physical_gatherings(meeting: Meeting) -> int:
    return int(meeting.kind == "gathering" and meeting.mode == "physical")


def _digital_gatherings(meeting: Meeting) -> int:
    return int(meeting.kind == "gathering" and meeting.mode == "digital")


def _gathering_days(meeting: Meeting) -> int:
    return length_in_days(meeting.when, meeting.length.days) if meeting.kind == "gathering" else 0


def _check_ins(meeting: Meeting) -> int:
    return int(meeting.kind == "check_in")


def _digital_meetings(meeting: Meeting) -> int:
    return int(meeting.kind == "digital_meeting")


def _network_meetings(meeting: Meeting) -> int:
    repeat = meeting.repeat
    times = (repeat.times or len(repeat.weeks)) if repeat else 0
    return (times or 1) if meeting.kind == "network_meeting" else 0


COUNTED: dict[str, tuple[str, Count]] = {
    "gatherings": ("samlinger", _gatherings),
    "physical_gatherings": ("fysiske samlinger", _physical_gatherings),
    "digital_gatherings": ("digitale samlinger", _digital_gatherings),
    "gathering_days": ("samlingsdager", _gathering_days),
    "check_ins": ("innsjekker", _check_ins),
    "digital_meetings": ("digitale møter", _digital_meetings),
    "network_meetings": ("nettverksmøter", _network_meetings),
}


def counts(definition: Definition, _: Calendar) -> Iterator[Caution]:
    for field, (noun, count) in COUNTED.items():
        stated: Between | None = getattr(definition.stated, field)
        if stated:
            yield from _compared(stated, noun, count, definition.meetings)


def _compared(stated: Between, noun: str, count: Count, meetings: tuple[Meeting, ...]) -> Iterator[Caution]:
    unsure = [m for m in meetings if count(m) and ("kind" in m.assumed or m.optional)]
    highest = sum(map(count, meetings))
    lowest = highest - sum(map(count, unsure))
    if stated[0] <= lowest and highest <= stated[1]:
        return
    counted = f", eller {highest} når {listed(f'«{m.title}»' for m in unsure)} regnes med" if unsure else ""
    text = f"Teksten sier {in_range(stated)} {noun}; programmet viser {lowest}{counted}."
    yield Caution(code="totals-disagree", text=text)


def months(definition: Definition, calendar: Calendar) -> Iterator[Caution]:
    """Hold the stated months against the time from the first meeting to the last."""
    days = [day for meeting in calendar.meetings for day in (meeting.earliest, *meeting.days) if day]
    stated = definition.stated.months
    if not stated or not days:
        return
    found = round((max(days) - min(days)).days / DAYS_IN_A_MONTH)
    if not stated[0] <= found <= stated[1]:
        text = f"Teksten sier {in_range(stated)} måneder; fra første til siste møte i listen er det {found}."
        yield Caution(code="totals-disagree", text=text)


def outside_the_months(definition: Definition, calendar: Calendar) -> Iterator[Caution]:
    """Name the meetings before the first gathering, or after the stated months have passed since it."""
    gatherings = [m.first_day for m in calendar.meetings if m.kind == "gathering" and m.first_day]
    if not definition.stated.months or not gatherings:
        return
    first, last = min(gatherings), min(gatherings) + timedelta(definition.stated.months[1] * DAYS_IN_A_MONTH)
    outside = [named(m) for m in calendar.meetings if m.earliest and not first <= m.earliest <= last]
    if outside:
        window = f"de {in_range(definition.stated.months)} månedene fra {day_in_norwegian(first)}"
        text = f"{listed(outside)} er utenfor {window}."
        yield Caution(code="outside-stated-months", text=text)


def in_range(stated: Between) -> str:
    lowest, highest = stated
    return str(lowest) if lowest == highest else f"{lowest}–{highest}"
