"""Days as people write them. A column has one order of day and month, which all of it decides together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from app.enrolment import Flaw
from app.submissions.reading.asked import doubted
from app.submissions.reading.findings import Doubt
from app.submissions.reading.series.held import HELD, Held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.submissions.reading.findings import Answered, Finding
    from app.submissions.reading.reports.spots import Spot
    from app.submissions.reading.series.layouts import Line

MONTHS_A_YEAR = 12
FIRST_YEAR, LAST_YEAR = 2000, 2099

_ORDERED = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_NORWEGIAN = re.compile(r"(\d{1,2})/(\d{1,2})[ -](\d{4}|\d{2})")
_BARE = re.compile(r"(\d{1,2})[ ,/]+(\d{4})")
_DASHED = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(
    r"(?:uke|veke|week|[uwv])\.? ?(\d{1,2})[ ,/-]+(\d{4})|(\d{4})[- ]?(?:uke |veke |[wu])(\d{1,2})"
)
_MONTH = re.compile(r"(?:(\d{1,2})(?:\.? ?|-))?([a-z]{3,9})(?:\.[ -]?| ?-| )'?(\d{4}|\d{2})")
_COMPACT = re.compile(r"(20\d\d)([01]\d)([0-3]\d)")
_PART_OF_YEAR = re.compile(
    r"(?:(?P<sign>[qkt])|kv\.?) ?(?P<one>\d)[ ,/-]+(?P<in>\d{4})|"
    r"(?P<two>\d)\. ?(?:kvartal|kv\.?|(?P<third>tertial))[ ,/-]+(?P<of>\d{4})"
)
_WEEKDAY = re.compile(
    r"(?:(?:mån|man|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag|man|tir|ons|tor|fre|lør|søn)\.?,? (?=\d)"
)
_CLOCK = re.compile(r",?(?: kl\.? ?\d{1,2}[:.]\d\d| \d{1,2}:\d\d)(?::\d\d)?$")
_MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "mai": 5,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "okt": 10,
    "oct": 10,
    "nov": 11,
    "des": 12,
    "dec": 12,
}
_MONTH_NAMES = (
    *("januar", "january", "februar", "february", "mars", "march", "april", "mai", "may", "juni", "june"),
    *(
        "juli",
        "july",
        "august",
        "sept",
        "september",
        "oktober",
        "october",
        "november",
        "desember",
        "december",
    ),
)
_WEEK_HEADING = re.compile(r"\b(?:uke|veke|week)", re.IGNORECASE)
_MONTH_HEADING = re.compile(r"\b(?:måned|månad|mnd|month)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class DayRules:
    """How a line's days are read. None: it is asked about; `left-out`: they do not count.

    `order` is day-first or month-first; `bare` says what 10/2027 is, week or month, and `dashed` what 2027-10 is.
    With `turned`, Excel has taken month-first dates for day-first ones.
    """

    order: str | None = "day-first"
    bare: str | None = "week"
    dashed: str | None = "month"
    suspects_excel: bool = False
    turned: bool = False


@lru_cache(maxsize=10_000)  # of a large table each is asked about many times
def is_a_day(text: str) -> bool:
    """Tell whether a text is a day, a week or a month, in any order."""
    return any(day_of(text, DayRules(order=order)) for order in ("day-first", "month-first"))


@lru_cache(maxsize=10_000)
def day_of(text: str, rules: DayRules = DayRules()) -> date | None:
    """Read a day; a week is its Monday, a month its first day. None for text that is no day."""
    text = bare_day(text)
    try:
        return (
            _ordered(text, rules)
            or _week(text, rules)
            or _month(text, rules)
            or _part_of_year(text)
            or _iso(text)
        )
    except ValueError:
        return None


def bare_day(text: str) -> str:
    """Return a day as it is read: without its weekday and its time of day."""
    return _CLOCK.sub("", _WEEKDAY.sub("", " ".join(text.lower().split()), count=1))


def _ordered(text: str, rules: DayRules) -> date | None:
    if match := _NORWEGIAN.fullmatch(text):
        return date(_year(match[3]), int(match[2]), int(match[1]))
    if not (match := _ORDERED.fullmatch(text)):
        return None
    first, second = int(match[1]), int(match[3])
    day, month = (second, first) if rules.order == "month-first" else (first, second)
    return date(_year(match[4]), month, day)


def _week(text: str, rules: DayRules) -> date | None:
    if match := _BARE.fullmatch(text):
        number, year = int(match[1]), int(match[2])
        return date(year, number, 1) if rules.bare == "month" else date.fromisocalendar(year, number, 1)
    if match := _WEEK.fullmatch(text):
        week, in_year, year_first, week_last = match.groups()
        return date.fromisocalendar(int(in_year or year_first), int(week or week_last), 1)
    return None


def _month(text: str, rules: DayRules) -> date | None:
    if match := _MONTH.fullmatch(text):
        known = match[2] in _MONTHS or match[2] in _MONTH_NAMES
        return date(_year(match[3]), _MONTHS[match[2][:3]], int(match[1] or 1)) if known else None
    if not (match := _DASHED.fullmatch(text)):
        return None
    year, number = int(match[1]), int(match[2])
    return date.fromisocalendar(year, number, 1) if rules.dashed == "week" else date(year, number, 1)


def _part_of_year(text: str) -> date | None:
    """Read a quarter, or a third, of a year as its first day."""
    if not (match := _PART_OF_YEAR.fullmatch(text)):
        return None
    months = 4 if match["sign"] == "t" or match["third"] else 3
    return date(int(match["in"] or match["of"]), 1 + (int(match["one"] or match["two"]) - 1) * months, 1)


def _iso(text: str) -> date | None:
    if match := _COMPACT.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    return date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d\d-\d\d(?:[ t]|$)", text) else None


def _year(written: str) -> int:
    return int(written) + 2000 if len(written) == len("27") else int(written)


def read_day(spot: Spot, rules: DayRules) -> date | Held | None:
    """Read the day of a cell by the rules of its line; None when it is none, HELD when it waits or is left out."""
    text = bare_day(spot.cell.text)
    if _ORDERED.fullmatch(text) and rules.order in {None, "left-out"}:
        return HELD
    if _BARE.fullmatch(text) and rules.bare in {None, "left-out"}:
        return HELD
    if _DASHED.fullmatch(text) and rules.dashed in {None, "left-out"}:
        return HELD
    day = day_of(text, rules)
    if day and rules.suspects_excel and _may_be_turned(spot, day):
        if rules.order in {None, "left-out"}:
            return HELD
        return day.replace(month=day.day, day=day.month) if rules.turned else day
    return day


def _may_be_turned(spot: Spot, day: date) -> bool:
    return spot.cell.flaw is Flaw.date and day.day <= MONTHS_A_YEAR and day.day != day.month


def rules_of_days(line: Line, spots: Sequence[Spot], answered: Answered) -> tuple[DayRules, list[Finding]]:
    """Decide how the days of a line are read, and ask where it does not show."""
    shown = _shown(spots)
    order, told = _order(line, shown, answered)
    texts = [spot.cell.text.strip() for spot in spots]
    bare, more = _bare(line, texts, answered)
    dashed, still_more = _dashed(line, texts, answered)
    turned = order == "month-first-in-all"
    rules = DayRules(
        order="month-first" if turned else order,
        bare=bare,
        dashed=dashed,
        suspects_excel=bool(shown.month_first),
        turned=turned,
    )
    return rules, told + more + still_more


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """The days of a line by what they show of its order; those `by_excel` are Excel's own, and may be turned."""

    month_first: list[str]
    day_first: list[str]
    either: list[str]
    by_excel: list[str]

    @property
    def order(self) -> str | None:
        """Return the order, where nothing speaks against it; without any sign of it, points are Norwegian."""
        speaks_for_neither = not self.day_first and any("." not in text for text in self.either)
        return None if self.month_first or speaks_for_neither else "day-first"


def _shown(spots: Sequence[Spot]) -> _Shown:
    texts = dict.fromkeys(bare_day(spot.cell.text) for spot in spots)
    found = [(text, match) for text in texts if (match := _ORDERED.fullmatch(text))]
    parts = [(text, int(match[1]), int(match[3])) for text, match in found]
    days = [(spot, day_of(spot.cell.text)) for spot in spots]
    return _Shown(
        month_first=[text for text, first, second in parts if second > MONTHS_A_YEAR >= first],
        day_first=[text for text, first, second in parts if first > MONTHS_A_YEAR >= second],
        either=[text for text, one, two in parts if max(one, two) <= MONTHS_A_YEAR and one != two],
        by_excel=sorted({day.isoformat() for spot, day in days if day and _may_be_turned(spot, day)}),
    )


def _order(line: Line, shown: _Shown, answered: Answered) -> tuple[str | None, list[Finding]]:
    if shown.order:
        return shown.order, []
    by_excel = shown.by_excel if shown.month_first else []
    signs = [("month", shown.month_first), ("day", shown.day_first)]
    doubt = Doubt(
        kind="day-or-month-first",
        seen=(line.sheet, line.heading, *(name for name, those in signs if those), *by_excel),
        choices=("day-first", "month-first", *(["month-first-in-all"] if by_excel else []), "left-out"),
        proposed="month-first" if shown.month_first and not shown.day_first else "day-first",
        details={
            "column": line.heading or "Dato",
            "sheet": line.sheet,
            "written": "», «".join([*shown.month_first[:1], *shown.either[:1]]),
        },
    )
    answer, finding = doubted(doubt, answered)
    return answer, [finding]


def _bare(line: Line, texts: Sequence[str], answered: Answered) -> tuple[str | None, list[Finding]]:
    """Decide what 10/2027 is, by the heading or by a number that is no month."""
    bare = [(text, int(match[1])) for text in texts if (match := _BARE.fullmatch(text))]
    if not bare or _WEEK_HEADING.search(line.heading):
        return "week", []
    return ("month", []) if _MONTH_HEADING.search(line.heading) else _week_or_month(line, bare, answered)


def _dashed(line: Line, texts: Sequence[str], answered: Answered) -> tuple[str | None, list[Finding]]:
    """Decide what 2027-10 is: a month, but for a column of weeks."""
    dashed = [(text, int(match[2])) for text in texts if (match := _DASHED.fullmatch(text))]
    if not dashed or not _WEEK_HEADING.search(line.heading):
        return "month", []
    return _week_or_month(line, dashed, answered)


def _week_or_month(
    line: Line, numbered: Sequence[tuple[str, int]], answered: Answered
) -> tuple[str | None, list[Finding]]:
    """Ask, but for numbers that are no months; where a person has called them months, ask anew."""
    doubt = Doubt(
        kind="week-or-month",
        seen=(line.sheet, line.heading),
        choices=("week", "month", "left-out"),
        details={"column": line.heading or "Dato", "sheet": line.sheet, "written": numbered[0][0]},
    )
    no_month = next((text for text, number in numbered if number > MONTHS_A_YEAR), None)
    if no_month and answered(doubt) in {None, "week"}:
        return "week", []
    if no_month:
        details = doubt.details | {"written": no_month}
        doubt = replace(doubt, seen=(*doubt.seen, "no month"), proposed="week", details=details)
    answer, finding = doubted(doubt, answered)
    return answer, [finding]
