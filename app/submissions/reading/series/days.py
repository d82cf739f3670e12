"""Days as people write them. A column has one order of day and month, which all of it decides together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
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
_BARE = re.compile(r"(\d{1,2})[ ,/]+(\d{4})")
_WEEK = re.compile(
    r"(?:uke|veke|week|[uwv])\.? ?(\d{1,2})[ ,/-]+(\d{4})|(\d{4})[- ]?(?:uke |veke |[wu])(\d{1,2})"
)
_MONTH = re.compile(r"(?:(\d{1,2})\.? )?([a-z]{3,9})\.?[ -]'?(\d{4}|\d{2})")
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

    `order` is day-first or month-first; `bare` says what 10/2027 is, week or month. With `turned`, Excel has taken
    month-first dates for day-first ones.
    """

    order: str | None = "day-first"
    bare: str | None = "week"
    suspects_excel: bool = False
    turned: bool = False


def is_a_day(text: str) -> bool:
    """Tell whether a text is a day, a week or a month, in any order."""
    return any(day_of(text, DayRules(order=order)) for order in ("day-first", "month-first"))


def day_of(text: str, rules: DayRules = DayRules()) -> date | None:
    """Read a day; a week is its Monday, a month its first day. None for text that is no day."""
    text = " ".join(text.lower().split())
    try:
        return _ordered(text, rules) or _week(text, rules) or _month(text) or _iso(text)
    except ValueError:
        return None


def _ordered(text: str, rules: DayRules) -> date | None:
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


def _month(text: str) -> date | None:
    if match := _MONTH.fullmatch(text):
        known = match[2] in _MONTHS or match[2] in _MONTH_NAMES
        return date(_year(match[3]), _MONTHS[match[2][:3]], int(match[1] or 1)) if known else None
    return date.fromisoformat(f"{text}-01") if re.fullmatch(r"\d{4}-\d\d", text) else None


def _iso(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d\d-\d\d(?: |$)", text) else None


def _year(written: str) -> int:
    return int(written) + 2000 if len(written) == len("27") else int(written)


def read_day(spot: Spot, rules: DayRules) -> date | Held | None:
    """Read the day of a cell by the rules of its line; None when it is none, HELD when it waits or is left out."""
    text = spot.cell.text.strip().lower()
    if _ORDERED.fullmatch(text) and rules.order in {None, "left-out"}:
        return HELD
    if _BARE.fullmatch(text) and rules.bare in {None, "left-out"}:
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
    texts = list(dict.fromkeys(spot.cell.text.strip() for spot in spots))
    order, turned, told = _order(line, texts, spots, answered)
    bare, more = _week_or_month(line, texts, answered)
    suspects = bool(_month_first(texts))
    return DayRules(order=order, bare=bare, suspects_excel=suspects, turned=turned), told + more


def _parts(texts: Sequence[str]) -> list[tuple[str, int, int]]:
    found = ((text, _ORDERED.fullmatch(text)) for text in texts)
    return [(text, int(match[1]), int(match[3])) for text, match in found if match]


def _month_first(texts: Sequence[str]) -> list[str]:
    return [text for text, first, second in _parts(texts) if second > MONTHS_A_YEAR >= first]


def _order(
    line: Line, texts: Sequence[str], spots: Sequence[Spot], answered: Answered
) -> tuple[str | None, bool, list[Finding]]:
    """Ask about a line where a month stands first, and about one that shows no order with strokes between."""
    month_first = _month_first(texts)
    day_first = [text for text, first, second in _parts(texts) if first > MONTHS_A_YEAR >= second]
    either = [text for text, a, b in _parts(texts) if max(a, b) <= MONTHS_A_YEAR and a != b]
    shows_nothing = not day_first and any("." not in text for text in either)
    if not month_first and not shows_nothing:
        return "day-first", False, []
    by_excel = month_first and any(
        (day := day_of(spot.cell.text)) and _may_be_turned(spot, day) for spot in spots
    )
    doubt = Doubt(
        kind="day-or-month-first",
        seen=(line.sheet, line.heading, *(["month"] if month_first else []), *(["day"] if day_first else [])),
        choices=("day-first", "month-first", *(["month-first-in-all"] if by_excel else []), "left-out"),
        proposed="month-first" if month_first and not day_first else "day-first",
        details={
            "column": line.heading or "Dato",
            "sheet": line.sheet,
            "written": "», «".join([*month_first[:1], *either[:1]]),
        },
    )
    answer, finding = doubted(doubt, answered)
    in_all = answer == "month-first-in-all"
    return "month-first" if in_all else answer, in_all, [finding]


def _week_or_month(line: Line, texts: Sequence[str], answered: Answered) -> tuple[str | None, list[Finding]]:
    """Decide what 10/2027 is, by the heading or by a number that is no month."""
    bare = [(text, int(match[1])) for text in texts if (match := _BARE.fullmatch(text))]
    if not bare or _WEEK_HEADING.search(line.heading) or any(number > MONTHS_A_YEAR for _, number in bare):
        return "week", []
    if _MONTH_HEADING.search(line.heading):
        return "month", []
    details = {"column": line.heading or "Dato", "sheet": line.sheet, "written": bare[0][0]}
    doubt = Doubt(
        kind="week-or-month",
        seen=(line.sheet, line.heading),
        choices=("week", "month", "left-out"),
        details=details,
    )
    answer, finding = doubted(doubt, answered)
    return answer, [finding]
