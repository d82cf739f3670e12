"""Write when something is as Norwegians do («16.–17. september», «mandag i uke 43»), and read it back."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from app.programmes.dates.days import MONTHS, SEASONS, WEEKDAYS
from app.programmes.dates.norwegian import WEEKDAYS as NORWEGIAN_WEEKDAYS
from app.programmes.language.when import A_LEAP_YEAR
from app.programmes.own.form.misread import Misread

if TYPE_CHECKING:
    from collections.abc import Mapping

    Said = dict[str, Any]

LATER = ("", " året etter", " to år etter", " tre år etter", " fire år etter", " fem år etter")
HOW_TO = "Skriv for eksempel «16. september», «16.–17. september», «uke 43», «mandag i uke 43», «april» eller «høsten»."
NO_YEAR = "Skriv uten årstall. Det som er etter nyttår, får «året etter» bak."
MIN_MONTH_LETTERS = 3
WEEKDAY_NAMES = {
    **dict(zip(NORWEGIAN_WEEKDAYS, WEEKDAYS, strict=True)),
    **dict(
        zip(("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag"), WEEKDAYS, strict=True)
    ),
}
SEASON_NAMES = {
    **{name: season for season, name in SEASONS.items()},
    **{season: season for season in SEASONS},
    "vinter": "winter",
    "vår": "spring",
    "sommer": "summer",
    "høst": "autumn",
}
_WEEKDAY = "(" + "|".join(WEEKDAY_NAMES) + ")"
_LATER = re.compile(
    r"(?:\s+|^)(?:år\s*\+\s*(?P<plus>\d+)|(?:i\s+)?(?P<one>året etter|neste år)"
    r"|(?P<many>\d+|ett|to|tre|fire|fem) år etter)$"
)
_DAY = re.compile(r"(?:den )?(\d{1,2})\.? ?([a-zæøå]+)\.?")
_NUMBERS = re.compile(r"(\d{1,2})[./](\d{1,2})\.?")
_DAYS_OF_A_MONTH = re.compile(r"(?:den )?(\d{1,2})\.? ?(?:–|og|til) ?(?:den )?(\d{1,2})\.? ?([a-zæøå]+)\.?")
_MONTH_FIRST = re.compile(r"(\d{2})-(\d{2})")
_WEEK = re.compile(rf"(?:{_WEEKDAY} )?(?:i )?uke (\d+)|uke (\d+),? {_WEEKDAY}")
_MONTH = re.compile(rf"(?:{_WEEKDAY} )?(?:i )?([a-zæøå]+)\.?|måned (\d+)")


def when_in_words(when: Mapping[str, Any]) -> str:
    """Write a date as a form does; empty is not known."""
    said = _without_year(when)
    return (said + LATER[when.get("years_after") or 0]).strip()


def when_read(text: str) -> Said:
    """Read a date back. Raises Misread saying how dates are written."""
    said = " ".join(text.lower().replace("—", "–").split())
    if not said:
        return {}
    years, said = _years_after(said)
    if years and not said:
        return years
    found = _between(said) or _week(said) or _season(said) or _month(said)
    if found is None:
        raise Misread(
            NO_YEAR if re.search(r"\b(19|20)\d\d\b", said) else f"«{text}» forsto vi ikke. {HOW_TO}"
        )
    return {**found, **years}


def _without_year(when: Mapping[str, Any]) -> str:
    weekday = NORWEGIAN_WEEKDAYS[WEEKDAYS.index(when["weekday"])] if when.get("weekday") else ""
    if when.get("day"):
        return _days(when["day"], when.get("to"))
    if when.get("week"):
        return f"{weekday} i uke {when['week']}" if weekday else f"uke {when['week']}"
    if when.get("month"):
        month = MONTHS[when["month"] - 1]
        return f"{weekday} i {month}" if weekday else month
    return SEASONS[when["season"]] if when.get("season") else weekday


def _days(first: str, last: str | None) -> str:
    if not last:
        return day_in_words(first)
    if first[:2] == last[:2]:
        return f"{int(first[3:])}.–{day_in_words(last)}"
    return f"{day_in_words(first)}–{day_in_words(last)}"


def day_in_words(month_day: str) -> str:
    """Write «09-16» as «16. september»."""
    month, day = (int(part) for part in month_day.split("-"))
    return f"{day}. {MONTHS[month - 1]}"


def _years_after(said: str) -> tuple[Said, str]:
    found = _LATER.search(said)
    if not found:
        return {}, said
    many = found["plus"] or {"ett": "1", "to": "2", "tre": "3", "fire": "4", "fem": "5"}.get(
        found["many"] or "", found["many"] or "1"
    )
    if not int(many) < len(LATER):
        raise Misread(f"Skriv høyst «{LATER[-1].strip()}».")
    return {"years_after": int(many)} if int(many) else {}, said[: found.start()].strip(" ,")


def _between(said: str) -> Said | None:
    """Read a day, or the first and the last of several."""
    if found := _DAYS_OF_A_MONTH.fullmatch(re.sub(r"\s*[–-]\s*", "–", said) if "." in said else said):
        first, last = (_month_day(found[3], found[n]) for n in (1, 2))
        return _in_order(first, last) if first and last else None
    parts = _parts(said)
    days = [_day(part) for part in parts]
    if not all(days) or len(days) > 2:  # noqa: PLR2004 - the first and the last
        return None
    return {"day": days[0]} if len(days) == 1 else _in_order(days[0] or "", days[1] or "")


def _parts(said: str) -> list[str]:
    """Part the first day from the last; the dash of «09-16» parts nothing."""
    by_word = re.split(r"\s*–\s*|\s+(?:til|og|-)\s+", said)
    return by_word if len(by_word) > 1 or _MONTH_FIRST.fullmatch(said) else re.split(r"\s*-\s*", said)


def _in_order(first: str, last: str) -> Said:
    if last < first:
        raise Misread("Den siste dagen må komme etter den første, i samme år.")
    return {"day": first, "to": last}


def _day(said: str) -> str | None:
    if found := _MONTH_FIRST.fullmatch(said):
        return _in_calendar(int(found[1]), int(found[2]), said)
    if found := _NUMBERS.fullmatch(said):
        return _in_calendar(int(found[2]), int(found[1]), said)
    found = _DAY.fullmatch(said)
    return _month_day(found[2], found[1]) if found else None


def _month_day(month_name: str, day: str) -> str | None:
    month = _month_number(month_name)
    return _in_calendar(month, int(day), f"{day}. {month_name}") if month else None


def _in_calendar(month: int, day: int, said: str) -> str:
    try:
        date(A_LEAP_YEAR, month, day)
    except ValueError:
        raise Misread(f"Det finnes ingen dag {said}.") from None
    return f"{month:02}-{day:02}"


def _month_number(said: str) -> int | None:
    """Know a month by its name or by the beginning of it: «sept»."""
    begins = [
        number
        for number, month in enumerate(MONTHS, start=1)
        if len(said) >= MIN_MONTH_LETTERS and month.startswith(said)
    ]
    return begins[0] if len(begins) == 1 else None


def _week(said: str) -> Said | None:
    found = _WEEK.fullmatch(said)
    if not found:
        return None
    week, weekday = int(found[2] or found[3]), found[1] or found[4]
    if not 1 <= week <= 53:  # noqa: PLR2004 - ISO weeks
        raise Misread("Ukene går fra 1 til 53.")
    return {"week": week, **_on(weekday)}


def _on(weekday: str | None) -> Said:
    return {"weekday": WEEKDAY_NAMES[weekday]} if weekday else {}


def _season(said: str) -> Said | None:
    """Read a season, or the weekday alone of a meeting that comes again."""
    if said in WEEKDAY_NAMES:
        return _on(said)
    season = SEASON_NAMES.get(re.sub(r"^(til|i|på) ", "", said))
    return {"season": season} if season else None


def _month(said: str) -> Said | None:
    found = _MONTH.fullmatch(said)
    if not found:
        return None
    number = int(found[3]) if found[3] else _month_number(found[2])
    if found[3] and not 1 <= (number or 0) <= len(MONTHS):
        raise Misread("Månedene går fra 1 til 12.")
    return {"month": number, **_on(found[1])} if number else None
