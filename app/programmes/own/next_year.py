"""Next year's cohort from last year's: the same programme, with the dates it was held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from app.programmes.dates.days import calendar_day, year_of
from app.programmes.dates.norwegian import DATE_ASSUMPTIONS
from app.programmes.language.check import accepted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from app.programmes.dates.days import Year
    from app.programmes.language.definition import Definition


@dataclass(frozen=True, kw_only=True)
class HeldDates:
    """The time a cohort held a meeting: local; all-day meetings end at the midnight after the last day."""

    meeting: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool


def reanchor(
    definition: Definition, held: Iterable[HeldDates], *, cohort: str, start_year: int
) -> Definition:
    """Make the cohort's own dates the programme's.

    Compiled for another year they are `moved`: the same weekday of the same ISO week, to be confirmed.
    What had no date still has none.
    """
    data = definition.model_dump(mode="json")
    dates = {one.meeting: one for one in held}
    data["meetings"] = [_as_held(one, dates.get(one["key"]), start_year) for one in data["meetings"]]
    data["source"] |= {"document": f"Kullet «{cohort}», startet i {start_year}", "year": start_year}
    return accepted(_redated(data, year_of(definition, start_year)))


def _as_held(meeting: dict[str, Any], held: HeldDates | None, start_year: int) -> dict[str, Any]:
    if not held:
        return meeting
    first, last = held.starts_at.date(), (held.ends_at - timedelta(microseconds=1)).date()
    return {
        **meeting,
        "when": {"day": f"{first:%m-%d}", "years_after": first.year - start_year},
        "length": {"days": (last - first).days + 1},
        "start": None if held.all_day else f"{held.starts_at:%H:%M}",
        "end": None if held.all_day else f"{held.ends_at:%H:%M}",
        "assumed": [part for part in meeting["assumed"] if part not in DATE_ASSUMPTIONS],
    }


def _redated(value: Any, year: Year) -> Any:  # noqa: ANN401 - any JSON
    """Give fixed deadlines the day they had in that year, too."""
    if isinstance(value, list):
        return [_redated(one, year) for one in value]
    if not isinstance(value, dict):
        return value
    return (
        _deadline(value, year)
        if "before" in value
        else {name: _redated(one, year) for name, one in value.items()}
    )


def _deadline(rule: dict[str, Any], year: Year) -> dict[str, Any]:
    """Forget the day the document stated: it was another year's."""
    if not rule["day"]:
        return {**rule, "stated": None}
    day = calendar_day(rule["day"], year, years_after=rule["years_after"])
    return {**rule, "day": f"{day:%m-%d}", "years_after": day.year - year.start}
