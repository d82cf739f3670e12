"""From a programme and a start year to dated meetings and deadlines. Pure: the same in, the same out.

Weeks and months count in the start year and those after it. The days are the source's in the start years it names;
in others they are moved to the same weekday of the same ISO week, and wait. Where it names none, its days are taken as
they are written, in a year that is assumed, and wait as well.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.programmes.audiences import attendance
from app.programmes.dates.calendar import Calendar, DatedDeliverable, DatedMeeting, DatedTask
from app.programmes.dates.cautions import warnings_about
from app.programmes.dates.days import (
    calendar_day,
    due_on,
    earliest_day,
    first_day,
    in_words,
    length_in_days,
    window,
    year_of,
)
from app.programmes.dates.norwegian import DATE_ASSUMPTIONS
from app.programmes.dates.repeats import written_out
from app.programmes.language.content import Content
from app.programmes.language.definition import Defaults
from app.programmes.language.when import DueRule, When

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.programmes.dates.calendar import Basis, Precision, SchoolHoliday, Track
    from app.programmes.dates.days import Year
    from app.programmes.language.definition import Definition, Deliverable, Meeting, Task
    from app.programmes.language.vocabulary import ArrangedBy

__all__ = ["compile_programme", "due_on"]

A_DAY, HALF_A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=4), timedelta(hours=1)
WHOLE_DAYS = {"gathering", "closing", "conference"}


def compile_programme(
    definition: Definition, start_year: int, *, school_holidays: Sequence[SchoolHoliday] = ()
) -> Calendar:
    year = year_of(definition, start_year)
    meetings = tuple(_dated(one, host, definition, year) for one, host in written_out(definition, year))
    days = {meeting.id: meeting.first_day for meeting in meetings}
    calendar = Calendar(
        programme=definition.key,
        start_year=start_year,
        meetings=meetings,
        deliverables=tuple(_deliverable(one, definition, year, days) for one in definition.deliverables),
        tasks=tuple(_tasks(definition, year, days)),
        warnings=(),
    )
    return replace(calendar, warnings=warnings_about(definition, calendar, school_holidays))


def _dated(meeting: Meeting, host: str | None, definition: Definition, year: Year) -> DatedMeeting:
    usual = definition.defaults.get(meeting.kind, Defaults())
    first = first_day(meeting.when, year, usual.weekday)
    zone = ZoneInfo(definition.timezone)
    starts_at, ends_at = _span(meeting, usual, first, year, zone) if first else (None, None)
    venue = definition.venues.get(meeting.place or "")
    return DatedMeeting(
        id=meeting.key,
        kind=meeting.kind,
        title=meeting.title,
        audience=meeting.audience,
        also=meeting.also,
        who=attendance(meeting),
        per=meeting.per,
        arranged_by=_arranged_by(meeting),
        window=window(meeting.when, year, meeting.length.days),
        mode=meeting.mode,
        starts_at=starts_at,
        ends_at=ends_at,
        all_day=starts_at is not None and not _hours(meeting, usual),
        precision=_precision(meeting.when, first),
        basis=_basis(meeting, year),
        earliest=first or earliest_day(meeting.when, year),
        period=None if first else in_words(meeting.when, year),
        place=venue.place if venue else None,
        theme=meeting.theme,
        goal=meeting.goal,
        content=_content(meeting, definition),
        length=meeting.length,
        lasts=_lasts(meeting, usual, year),
        leaders=meeting.leaders,
        leader_level=meeting.leader_level,
        reminder_minutes=usual.reminder_minutes
        if meeting.reminder_minutes is None
        else meeting.reminder_minutes,
        mandatory=meeting.mandatory,
        optional=meeting.optional,
        host=host,
        origin=meeting.origin,
        tracks=meeting.tracks,
    )


def _arranged_by(meeting: Meeting) -> ArrangedBy | None:
    """Return who arranges a team's own meeting: its leader and its mentor, when nothing is said."""
    return (meeting.arranged_by or "team") if meeting.per == "team" else None


def _span(
    meeting: Meeting, usual: Defaults, first: date, year: Year, zone: ZoneInfo
) -> tuple[datetime, datetime]:
    last = first + timedelta(days=length_in_days(meeting.when, meeting.length.days, year) - 1)
    hours = _hours(meeting, usual)
    if not hours:
        return _at(first, "00:00", zone), _at(last + timedelta(days=1), "00:00", zone)
    return _at(first, hours[0], zone), _at(last, hours[1], zone)


def _hours(meeting: Meeting, usual: Defaults) -> tuple[str, str] | None:
    start, end = meeting.start or usual.start, meeting.end or usual.end
    return (start, end) if start and end else None


def _lasts(meeting: Meeting, usual: Defaults, year: Year) -> timedelta:
    """Return a meeting's duration: by clock times, by length, else a day for gatherings and an hour for others."""
    days = timedelta(days=length_in_days(meeting.when, meeting.length.days, year))
    if hours := _hours(meeting, usual):
        start, end = (datetime.combine(date.min, time.fromisoformat(clock)) for clock in hours)
        return days - A_DAY + (end - start)
    if meeting.length.hours:
        return timedelta(hours=meeting.length.hours[1])
    if meeting.length.half_day:
        return HALF_A_DAY
    return days if days > A_DAY or meeting.kind in WHOLE_DAYS else AN_HOUR


def _at(day: date, clock: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), zone)


def _precision(when: When, first: date | None) -> Precision:
    if first:
        return "exact"
    if when.week:
        return "week"
    if when.month:
        return "month"
    return "season" if when.season else "unknown"


def _basis(meeting: Meeting, year: Year) -> Basis:
    """Tell a date's basis: source, moved or assumed. A date that is not given is neither moved nor assumed."""
    if meeting.when == When():
        return "source"
    if meeting.addition or DATE_ASSUMPTIONS.keys() & set(meeting.assumed):
        return "assumed"
    return year.basis


def _content(meeting: Meeting, definition: Definition) -> Content:
    return Content(
        text=meeting.text or "",
        agenda=meeting.agenda,
        guide=meeting.guide,
        links=meeting.links,
        directions=definition.directions_to(meeting.place),
    )


def _deliverable(
    deliverable: Deliverable, definition: Definition, year: Year, days: Mapping[str, date | None]
) -> DatedDeliverable:
    rule = dated_rule(deliverable.due, year)
    day = due_on(rule, days) if rule else None
    return DatedDeliverable(
        id=deliverable.key,
        type=deliverable.type,
        title=deliverable.title,
        due=_at(day, "23:59", ZoneInfo(definition.timezone)) if day else None,
        basis=_due_basis(deliverable, year),
        rule=rule,
        origin=deliverable.origin,
        required_after=dated_rule(deliverable.required_after, year),
        freeze_after=dated_rule(deliverable.freeze_after, year),
    )


def _due_basis(deliverable: Deliverable, year: Year) -> Basis:
    if not deliverable.due or deliverable.due.open:
        return "source"
    if deliverable.addition or deliverable.due_assumed or deliverable.due.addition:
        return "assumed"
    return year.basis


def dated_rule(rule: DueRule | None, year: Year) -> DueRule | None:
    """Give a fixed day its year, so that the rule needs no start year any more."""
    if not rule or not rule.day:
        return rule
    return DueRule(on=calendar_day(rule.day, year, years_after=rule.years_after))


def _tasks(definition: Definition, year: Year, days: Mapping[str, date | None]) -> Iterator[DatedTask]:
    deliverables = {deliverable.key: deliverable for deliverable in definition.deliverables}
    for track, task in _every_task(definition):
        asked_for = deliverables.get(task.deliverable or "")
        rule = dated_rule(asked_for.due if asked_for else task.due, year)
        yield DatedTask(
            id=task.key,
            track=track,
            due=due_on(rule, days) if rule else None,
            basis=_due_basis(asked_for, year) if asked_for else "assumed",
            rule=rule,
        )


def _every_task(definition: Definition) -> Iterator[tuple[Track, Task]]:
    yield from (("team", task) for phase in definition.tasks.team for task in phase.tasks)
    yield from (("organiser", task) for phase in definition.tasks.organiser for task in phase.tasks)
