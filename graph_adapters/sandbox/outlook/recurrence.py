# ruff: noqa: N815 -- Graph's own names
"""On which days a series falls."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice, takewhile
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from graph_adapters.sandbox.engine.answers import Json, RefusedError, bad_request
from graph_adapters.sandbox.engine.routes import Body
from graph_adapters.sandbox.engine.values import AnyCase, Day, When
from graph_adapters.sandbox.outlook.zones import CANONICAL

NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
INDEXES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
MAX_OCCURRENCES = 999
NO_DAY = "0001-01-01"

WeekDay = Annotated[
    Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], AnyCase
]
PatternType = Literal[
    "daily", "weekly", "absoluteMonthly", "relativeMonthly", "absoluteYearly", "relativeYearly"
]


class Pattern(Body):
    graph_type: ClassVar[str] = "recurrencePattern"
    type: Annotated[PatternType, AnyCase]
    interval: int = Field(ge=1, le=99)
    month: int = Field(0, ge=0, le=12)
    dayOfMonth: int = Field(0, ge=0, le=31)
    daysOfWeek: list[WeekDay] = Field(default=[])
    firstDayOfWeek: WeekDay = "sunday"
    index: Annotated[Literal["first", "second", "third", "fourth", "last"], AnyCase] = "first"


class Range(Body):
    graph_type: ClassVar[str] = "recurrenceRange"
    type: Annotated[Literal["endDate", "noEnd", "numbered"], AnyCase]
    startDate: Day
    endDate: Day = NO_DAY
    recurrenceTimeZone: str | None = None
    numberOfOccurrences: int = Field(0, ge=0, le=MAX_OCCURRENCES)


class Recurrence(Body):
    graph_type: ClassVar[str] = "patternedRecurrence"
    pattern: Pattern
    range: Range

    def columns(self, start: When | None) -> Json:
        """Return the whole recurrence, as Outlook answers it, not only the sent properties."""
        kept = {"odata_type"}
        limits = self.range.model_dump(exclude=kept)
        zone = limits["recurrenceTimeZone"] or (start and start.timeZone) or ""
        limits["recurrenceTimeZone"] = CANONICAL.get(zone.casefold(), zone) or None
        return {"pattern": self.pattern.model_dump(exclude=kept), "range": limits}


def check_recurrence(recurrence: Json, start: Json) -> None:
    pattern, limits = recurrence["pattern"], recurrence["range"]
    if "Yearly" in pattern["type"]:
        raise RefusedError(501, "NotImplemented", f"The sandbox does not do {pattern['type']} recurrence.")
    if pattern["type"] in ("weekly", "relativeMonthly") and not pattern["daysOfWeek"]:
        raise _invalid("the pattern needs daysOfWeek")
    if pattern["type"] == "absoluteMonthly" and not pattern["dayOfMonth"]:
        raise _invalid("the pattern needs dayOfMonth")
    if limits["startDate"] != start["dateTime"][:10]:
        raise _invalid("the range starts on another day than the event")
    if limits["type"] == "numbered" and not limits["numberOfOccurrences"]:
        raise _invalid("a numbered range needs numberOfOccurrences")
    if limits["type"] == "endDate" and limits["endDate"] < limits["startDate"]:
        raise _invalid("the range ends before it starts")
    if next(occurrence_days(recurrence, date.max), None) is None:
        raise _invalid("there is no day in it")


def _invalid(why: str) -> RefusedError:
    return bad_request(f"The recurrence cannot be used: {why}.", "ErrorPropertyValidationFailure")


def occurrence_days(recurrence: Json, last: date) -> Iterator[date]:
    """Return every day of the series up to the last day asked for."""
    limits = recurrence["range"]
    first = date.fromisoformat(limits["startDate"])
    if limits["type"] == "endDate":
        last = min(last, date.fromisoformat(limits["endDate"]))
    found = (day for day in _candidates(recurrence["pattern"], first) if day >= first)
    wanted = limits["numberOfOccurrences"] if limits["type"] == "numbered" else None
    return takewhile(lambda day: day <= last, islice(found, wanted))


def _candidates(pattern: Json, first: date) -> Iterator[date]:
    match pattern["type"]:
        case "daily":
            return (first + timedelta(days=step) for step in _steps(pattern, first, 1))
        case "weekly":
            return _weekly(pattern, first)
    return _monthly(pattern, first)


def _steps(pattern: Json, first: date, days_each: int) -> Iterator[int]:
    """How many days on; ends where the calendar itself ends."""
    return takewhile(
        lambda step: step < (date.max - first).days - 31, count(0, pattern["interval"] * days_each)
    )


def _weekly(pattern: Json, first: date) -> Iterator[date]:
    begins = NAMES.index(pattern["firstDayOfWeek"])
    week = first - timedelta(days=(first.weekday() - begins) % 7)
    places = sorted((NAMES.index(name) - begins) % 7 for name in set(pattern["daysOfWeek"]))
    for step in _steps(pattern, week, 7):
        yield from (week + timedelta(days=step + place) for place in places)


def _monthly(pattern: Json, first: date) -> Iterator[date]:
    for month in count(first.year * 12 + first.month - 1, pattern["interval"]):
        year, number = divmod(month, 12)
        if year > date.max.year - 1:
            return
        yield _day_of_month(pattern, year, number + 1)


def _day_of_month(pattern: Json, year: int, month: int) -> date:
    """Give the last day when the month is too short, as Outlook does it."""
    length = calendar.monthrange(year, month)[1]
    if pattern["type"] == "absoluteMonthly":
        return date(year, month, min(pattern["dayOfMonth"], length))
    all_days = (date(year, month, day) for day in range(1, length + 1))
    return [day for day in all_days if NAMES[day.weekday()] in pattern["daysOfWeek"]][
        INDEXES[pattern["index"]]
    ]
