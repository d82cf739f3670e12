"""When something happens, as a source document says it: a day, an ISO week, a month, a season, or nothing."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, model_validator

A_LEAP_YEAR = 2024
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Month = Literal[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
Season = Literal["winter", "spring", "summer", "autumn"]


def _in_the_calendar(text: str) -> str:
    try:
        date.fromisoformat(f"{A_LEAP_YEAR}-{text}")
    except ValueError:
        raise ValueError(f"det finnes ingen dag {text}; skriv måned og dag, som 09-16") from None
    return text


def _lowest_first(bounds: tuple[int, int]) -> tuple[int, int]:
    if bounds[0] > bounds[1]:
        raise ValueError("det minste tallet må stå først")
    return bounds


Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
MonthDay = Annotated[str, Field(pattern=r"^\d{2}-\d{2}$"), AfterValidator(_in_the_calendar)]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Between = Annotated[tuple[int, int], AfterValidator(_lowest_first)]
YearsAfter = Annotated[int, Field(ge=0, le=5)]
Week = Annotated[int, Field(ge=1, le=53)]


class When(BaseModel, extra="forbid", frozen=True):
    """A day, week, month or season; empty is not known. `years_after` counts from the start year.

    A weekday stands with a week, or, in a meeting that comes again, with the month it begins in or alone.
    """

    day: MonthDay | None = None
    to: MonthDay | None = None
    week: Week | None = None
    weekday: Weekday | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    season: Season | None = None
    years_after: YearsAfter = 0

    @model_validator(mode="after")
    def _says_it_in_one_way(self) -> Self:
        if sum(way is not None for way in (self.day, self.week, self.month, self.season)) > 1:
            raise ValueError("velg én av day, week, month og season")
        if self.weekday and (self.day or self.season):
            raise ValueError("weekday hører sammen med week eller month")
        if self.to and (not self.day or self.to < self.day):
            raise ValueError("to er siste dag og må komme etter day")
        return self


class DueRule(BaseModel, extra="forbid", frozen=True):
    """A deadline: days before or after a meeting's first day, a day of the year, or still open.

    `stated` is the day the document itself names when the rule counts from a meeting, so that the two can be
    compared. `on` is what a `day` becomes once the start year is known. An `open` deadline is one the document
    speaks of without naming its day: the unit sets it. `addition`: the document names no deadline and this one
    is ours, so that a cohort can do without it.
    """

    before: Key | None = None
    after: Key | None = None
    days: Annotated[int, Field(ge=0, le=730)] = 0
    stated: MonthDay | None = None
    day: MonthDay | None = None
    years_after: YearsAfter = 0
    on: date | None = None
    open: bool = False
    addition: Key | None = None

    @property
    def meeting(self) -> str | None:
        return self.before or self.after

    @model_validator(mode="after")
    def _counts_from_one_thing(self) -> Self:
        if sum(map(bool, (self.before, self.after, self.day, self.on, self.open))) != 1:
            raise ValueError("velg én av before, after, day, on og open")
        if self.days and not self.meeting:
            raise ValueError("days hører sammen med before eller after")
        return self


def _from_a_meeting(said: Any) -> Any:  # noqa: ANN401 - whatever was in the file
    return {"after": said} if isinstance(said, str) else said


FromThen = Annotated[DueRule, BeforeValidator(_from_a_meeting, json_schema_input_type=Key | DueRule)]
"""A day from which something holds: a meeting's key is its first day, all else a rule as deadlines have."""


class Repeat(
    BaseModel,
    extra="forbid",
    frozen=True,
    serialize_by_alias=True,
    validate_by_alias=True,
    validate_by_name=True,
):
    """A meeting that comes again; without `times` until the year is out. The hosts take turns.

    Every `interval` weeks or months, in a month on its `nth` weekday, and never in the months `except` names; or
    in the `weeks` that are given, of the year of `when`.
    """

    every: Literal["week", "month"] | None = None
    interval: Annotated[int, Field(ge=1, le=26)] = 1
    nth: Literal[1, 2, 3, 4, "last"] | None = None
    except_: tuple[Month, ...] = Field(default=(), alias="except")
    weeks: tuple[Week, ...] = ()
    times: Annotated[int, Field(ge=1, le=60)] | None = None
    hosts: tuple[str, ...] = ()


class Length(BaseModel, extra="forbid", frozen=True):
    """How long a meeting lasts when the clock is not given: whole days, half a day, or so many hours."""

    days: Annotated[int, Field(ge=1, le=5)] = 1
    half_day: bool = False
    hours: Between | None = None
