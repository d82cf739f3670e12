"""Check a definition's deadlines, clock times, lengths and order against each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from app.programmes.dates.days import (
    calendar_day,
    day_in,
    due_on,
    first_day,
    length_in_days,
    year_of,
)
from app.programmes.dates.norwegian import day_in_norwegian
from app.programmes.dates.repeats import written_out
from app.programmes.language.definition import Defaults
from app.programmes.language.problems import Problem, perhaps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.programmes.dates.days import Year
    from app.programmes.language.definition import Definition, Meeting
    from app.programmes.language.when import DueRule

ANY_YEAR = 2026


def days_in_its_own_year(definition: Definition) -> dict[str, date | None]:
    """Date each meeting as the source would: in the year it names, or in any."""
    year = _own_year(definition)
    held = (*definition.meetings, *(meeting for meeting, _ in written_out(definition, year)))
    return {meeting.key: _first_day(meeting, definition, year) for meeting in held}


def _own_year(definition: Definition) -> Year:
    return year_of(definition, next(iter(definition.source.years), ANY_YEAR))


def _first_day(meeting: Meeting, definition: Definition, year: Year) -> date | None:
    usual = definition.defaults.get(meeting.kind, Defaults())
    return first_day(meeting.when, year, usual.weekday)


def _deadlines(definition: Definition) -> Iterator[tuple[str, str, DueRule]]:
    """Yield each deadline's path, the key of the thing due, and the rule."""
    for number, deliverable in enumerate(definition.deliverables):
        for name in ("due", "required_after", "freeze_after"):
            if rule := getattr(deliverable, name):
                yield f"deliverables[{number}].{name}", deliverable.key, rule
    for track, phases in (("team", definition.tasks.team), ("organiser", definition.tasks.organiser)):
        for number, phase in enumerate(phases):
            for place, task in enumerate(phase.tasks):
                if task.due:
                    yield f"tasks.{track}[{number}].tasks[{place}].due", task.key, task.due
    for number, retention in enumerate(definition.retention):
        yield f"retention[{number}].delete", "", retention.delete


def year(definition: Definition) -> Iterator[Problem]:
    """Warn of days in no year in particular: none of them is invited before a person has confirmed it."""
    names_days = any(meeting.when.day or meeting.when.week for meeting in definition.meetings)
    if names_days and not definition.source.years:
        text = (
            "Programmet sier ikke hvilket år datoene gjelder, så alle må bekreftes i hvert kull. Gjelder de et "
            "bestemt startår, skriv det under source: year: 2026, eller year: [2026, 2027]."
        )
        yield Problem(path="source.year", level="warning", text=text)


def unknown_meetings(definition: Definition) -> Iterator[Problem]:
    known = [meeting.key for meeting, _ in written_out(definition, _own_year(definition))]
    for path, own_key, rule in _deadlines(definition):
        if rule.meeting and rule.meeting == own_key:
            yield Problem(path=path, text=f"Fristen for «{own_key}» regnes fra seg selv. Velg et møte.")
        elif rule.meeting and rule.meeting not in known:
            yield Problem(path=path, text=_not_held(rule.meeting, definition, known))


def _not_held(key: str, definition: Definition, known: list[str]) -> str:
    if any(meeting.key == key and meeting.repeat for meeting in definition.meetings):
        return f"Møtet «{key}» gjentas. Skriv hvilken gang fristen regnes fra, for eksempel «{key}-1»."
    return f"Møtet «{key}» finnes ikke.{perhaps(key, known)}"


def application_days(definition: Definition) -> Iterator[Problem]:
    application = definition.application
    if application and application.reply_by and application.reply_by < application.deadline:
        yield Problem(path="application.reply_by", text="Svaret kan ikke komme før påmeldingsfristen.")


def clock(definition: Definition) -> Iterator[Problem]:
    for number, meeting in enumerate(definition.meetings):
        usual = definition.defaults.get(meeting.kind, Defaults())
        start, end = meeting.start or usual.start, meeting.end or usual.end
        if bool(start) != bool(end):
            yield Problem(path=f"meetings[{number}]", text="Skriv både start og end, eller ingen av dem.")
        elif start and end and end <= start:
            yield Problem(path=f"meetings[{number}]", text=f"Møtet slutter {end}, før det begynner {start}.")


def lengths(definition: Definition) -> Iterator[Problem]:
    """Hold the length against the dates. A length of one day is the default and never a contradiction."""
    year = _own_year(definition)
    for number, meeting in enumerate(definition.meetings):
        dated = length_in_days(meeting.when, meeting.length.days, year)
        if meeting.when.to and meeting.length.days not in {1, dated}:
            text = f"Datoene er {dated} dager, men lengden sier {meeting.length.days}."
            yield Problem(path=f"meetings[{number}].length", text=text)


def order(definition: Definition) -> Iterator[Problem]:
    """Warn of a meeting dated before the meeting above it: most likely its `years_after` is missing.

    A series goes on between the others wherever it stands, so it is told of when it is over before they begin.
    """
    numbered = list(enumerate(definition.meetings))
    days = days_in_its_own_year(definition)
    known = [(number, one, day) for number, one in numbered if not one.repeat and (day := days[one.key])]
    for (_, before, earlier), (number, meeting, later) in pairwise(known):
        if later < earlier:
            yield _too_early(number, meeting, before)
    for number, meeting in numbered:
        above = [(day, place, one) for place, one, day in known if place < number]
        last = _last_day(meeting, definition) if meeting.repeat and above else None
        if last and last < min(above)[0]:
            yield _too_early(number, meeting, min(above)[2])


def _too_early(number: int, meeting: Meeting, before: Meeting) -> Problem:
    text = f"«{meeting.title}» kommer før «{before.title}». Mangler years_after?"
    return Problem(path=f"meetings[{number}].when", level="warning", text=text)


def _last_day(series: Meeting, definition: Definition) -> date | None:
    year = _own_year(definition)
    alone = definition.model_copy(update={"meetings": (series,)})
    days = (_first_day(one, definition, year) for one, _ in written_out(alone, year))
    return max((day for day in days if day), default=None)


def stated_deadlines(definition: Definition) -> Iterator[Problem]:
    """Hold the day the document names against the rule it was read as, in the document's own year."""
    days = days_in_its_own_year(definition)
    for path, _, rule in _deadlines(definition):
        day = due_on(rule, days)
        stated = day and rule.stated and day_in(day.year, rule.stated)
        if day and stated and day != stated:
            text = f"Kilden sier {day_in_norwegian(stated)}, men regelen gir {day_in_norwegian(day)}."
            yield Problem(path=path, level="warning", text=text)


def windows(definition: Definition) -> Iterator[Problem]:
    """Hold a deadline against the days from which it is asked for, and after which it is late for use."""
    days, year = days_in_its_own_year(definition), _own_year(definition)
    for number, one in enumerate(definition.deliverables):
        asked_from, due, last = (
            _day_of(rule, days, year) for rule in (one.required_after, one.due, one.freeze_after)
        )
        if asked_from and due and due < asked_from:
            text = f"Fristen er {day_in_norwegian(due)}, men det spørres ikke etter før {day_in_norwegian(asked_from)}."
            yield Problem(path=f"deliverables[{number}].required_after", level="warning", text=text)
        if last and due and last < due:
            text = f"Det legges til grunn {day_in_norwegian(last)}, før fristen {day_in_norwegian(due)}."
            yield Problem(path=f"deliverables[{number}].freeze_after", level="warning", text=text)


def _day_of(rule: DueRule | None, days: dict[str, date | None], year: Year) -> date | None:
    if rule and rule.day:
        return calendar_day(rule.day, year, years_after=rule.years_after)
    return due_on(rule, days) if rule else None
