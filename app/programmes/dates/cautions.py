"""Cautions a person should look at before a programme's dates are sent out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from app.programmes.audiences import ROLES_OF
from app.programmes.dates import red_days
from app.programmes.dates.calendar import Calendar, Caution, DatedMeeting
from app.programmes.dates.days import WEEKS_IN_A_LONG_YEAR, day_in, weeks_in
from app.programmes.dates.norwegian import (
    DATE_ASSUMPTIONS,
    day_in_norwegian,
    listed,
    named,
    when_in_norwegian,
)
from app.programmes.language import totals
from app.programmes.language.consistency import tasks_of
from app.programmes.language.definition import Definition, Deliverable, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.programmes.dates.calendar import SchoolHoliday

Check = Callable[[Definition, Calendar], Iterator[Caution]]


def warnings_about(
    definition: Definition, calendar: Calendar, school_holidays: Sequence[SchoolHoliday]
) -> tuple[Caution, ...]:
    found = [warning for check in CHECKS for warning in check(definition, calendar)]
    return (*found, *red_days.in_school_holidays(calendar, school_holidays))


def _assumed_dates(definition: Definition, calendar: Calendar) -> Iterator[Caution]:
    assumptions = {meeting.key: meeting.assumed for meeting in definition.meetings}
    for meeting in calendar.meetings:
        words = [
            DATE_ASSUMPTIONS[part] for part in assumptions.get(meeting.id, ()) if part in DATE_ASSUMPTIONS
        ]
        if words:
            assumed = f"{when_in_norwegian(meeting)} er antatt"
            text = f"«{meeting.title}»: {listed(words)} står ikke i kilden; {assumed}."
            yield Caution(code="assumed-date", text=text)


def _open_dates(_: Definition, calendar: Calendar) -> Iterator[Caution]:
    waiting = [
        f"«{meeting.title}»" + (f" ({meeting.period})" if meeting.period else "")
        for meeting in calendar.meetings
        if not meeting.starts_at and meeting.arranged_by != "team"
    ]
    if waiting:
        yield Caution(code="date-open", text=f"Sett dag for {listed(waiting)}.")


def _open_deadlines(definition: Definition, calendar: Calendar) -> Iterator[Caution]:
    """Ask for a deadline that is left open, or counts from a time a repeated meeting is not held this year."""
    tasks = [task for _, task in tasks_of(definition)]
    asked: list[Deliverable | Task] = [*definition.deliverables, *tasks]
    held = {None, *(meeting.id for meeting in calendar.meetings)}
    waiting = [f"«{one.title}»" for one in asked if one.due and (one.due.open or one.due.meeting not in held)]
    if waiting:
        yield Caution(code="date-open", text=f"Sett frist for {listed(waiting)}.")


def _open_places(definition: Definition, _: Calendar) -> Iterator[Caution]:
    for key, venue in definition.venues.items():
        titles = [f"«{meeting.title}»" for meeting in definition.meetings if meeting.place == key]
        if venue.between and titles:
            places = [_name_of(word, definition) for word in venue.between]
            text = f"Stedet veksler mellom {listed(places)}; velg sted for {listed(titles)}."
            yield Caution(code="place-open", text=text)


def _name_of(word: str, definition: Definition) -> str:
    """Return a place by its name, where the programme chooses between the keys of its venues."""
    venue = definition.venues.get(word)
    return (venue and venue.name) or word


def _too_late_to_apply(definition: Definition, calendar: Calendar) -> Iterator[Caution]:
    if not definition.application:
        return
    last_word = definition.application.reply_by or definition.application.deadline
    answered = day_in(calendar.start_year, last_word)
    for meeting in calendar.meetings:
        if meeting.first_day and meeting.first_day <= answered:
            text = f"{named(meeting)} er før søkerne har fått svar ({day_in_norwegian(answered)})."
            yield Caution(code="application-too-late", text=text)


def _clock_changes(_: Definition, calendar: Calendar) -> Iterator[Caution]:
    """Warn of two meetings about a week apart with a change of the clock between them."""
    timed = sorted((m.starts_at, m.id, m) for m in calendar.meetings if m.starts_at and not m.all_day)
    for (start, _key, before), (later, _key_too, after) in pairwise(timed):
        if start.utcoffset() != later.utcoffset() and later - start <= timedelta(days=8):
            weeks = f"uke {start.isocalendar().week} og uke {later.isocalendar().week}"
            text = f"Klokken stilles mellom {weeks}: {named(before)} og {named(after)} følger norsk tid."
            yield Caution(code="clock-change", text=text)


def _long_years(definition: Definition, calendar: Calendar) -> Iterator[Caution]:
    by_week = {meeting.key for meeting in definition.meetings if meeting.when.week}
    days = sorted(day for meeting in calendar.meetings if meeting.id in by_week for day in meeting.days)
    for year in range(days[0].year, days[-1].year) if days else ():
        if weeks_in(year) == WEEKS_IN_A_LONG_YEAR:
            text = f"{year} har uke 53: det er én uke mer enn vanlig mellom ukene før og etter nyttår."
            yield Caution(code="iso-week-53", text=text)


def _missing_week(definition: Definition, calendar: Calendar) -> Iterator[Caution]:
    for meeting in definition.meetings:
        year = calendar.start_year + meeting.when.years_after
        weeks = (meeting.when.week, *(meeting.repeat.weeks if meeting.repeat else ()))
        if WEEKS_IN_A_LONG_YEAR in weeks and weeks_in(year) != WEEKS_IN_A_LONG_YEAR:
            yield Caution(
                code="iso-week-53", text=f"«{meeting.title}»: {year} har ingen uke 53; uke 52 er brukt."
            )


def _clashes(_: Definition, calendar: Calendar) -> Iterator[Caution]:
    for one, other in combinations(calendar.meetings, 2):
        if not (
            ROLES_OF[one.audience] & ROLES_OF[other.audience]
            and _overlap(one, other)
            and _can_meet(one, other)
        ):
            continue
        if {one.audience, other.audience} == {"some_teams"} and not (one.tracks or other.tracks):
            text = f"{named(one)} og {named(other)} er samtidig: velg ulike team til dem."
            yield Caution(code="clash", text=text)
        elif _same_teams(one, other):
            text = f"{named(one)} kolliderer med {named(other)} for de samme deltakerne."
            yield Caution(code="clash", text=text)


def _can_meet(one: DatedMeeting, other: DatedMeeting) -> bool:
    """Tell whether somebody can be called to both: each team's own meetings are laid where its people are free."""
    return not (one.arranged_by or other.arranged_by)


def _same_teams(one: DatedMeeting, other: DatedMeeting) -> bool:
    """Tell whether a team may have both; the meetings of two tracks are for different teams."""
    return not (one.tracks and other.tracks) or not set(one.tracks).isdisjoint(other.tracks)


def _overlap(one: DatedMeeting, other: DatedMeeting) -> bool:
    if not (one.starts_at and one.ends_at and other.starts_at and other.ends_at):
        return False
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


CHECKS: tuple[Check, ...] = (
    totals.counts,
    totals.months,
    totals.outside_the_months,
    _assumed_dates,
    _open_dates,
    _open_deadlines,
    _open_places,
    red_days.weekend_deadlines,
    red_days.weekend_meetings,
    red_days.public_holiday_meetings,
    red_days.easter_and_christmas,
    _too_late_to_apply,
    _clock_changes,
    _long_years,
    _missing_week,
    _clashes,
)
