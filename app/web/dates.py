"""Dates as people say them, in the language of the page and on the clock on the wall in Norway."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from app.web.language import current_language, gettext, locale, ngettext

OSLO = ZoneInfo("Europe/Oslo")
_LONG = {"nb": "EEEE d. MMMM y", "nn": "EEEE d. MMMM y", "en": "EEEE d MMMM y"}
_SHORT = {"nb": "d. MMM", "nn": "d. MMM", "en": "d MMM"}
SOON_DAYS = 14
NEVER_BROKEN = "\N{NO-BREAK SPACE}"


def day(moment: datetime | date) -> str:
    """Write a date as people say it: mandag 19. oktober 2026 (uke 43)."""
    local = local_day(moment)
    week = _of(gettext("uke %(number)s"), local.isocalendar().week).replace(" ", NEVER_BROKEN)
    return f"{_without_week(local)} ({week})"


def short_day(moment: datetime | date) -> str:
    """Write a date where there is little room: 19. okt."""
    return format_date(local_day(moment), _SHORT[current_language()], locale())


def clock(moment: datetime) -> str:
    between = ":" if current_language() == "en" else "."
    return f"{moment.astimezone(OSLO):%H}{between}{moment.astimezone(OSLO):%M}"


def moment(at: datetime) -> str:
    """Write a date with its time: mandag 19. oktober 2026 (uke 43) kl. 13.00."""
    time = _of(gettext("kl. %(number)s"), clock(at)).replace(" ", NEVER_BROKEN)
    return f"{day(at)} {time}"


def lately(at: datetime, now: datetime) -> str:
    """Write a time of today as the clock alone: kl. 13.00; any other with its date."""
    if local_day(at) != local_day(now):
        return moment(at)
    return _of(gettext("kl. %(number)s"), clock(at)).replace(" ", NEVER_BROKEN)


def when(starts_at: datetime, ends_at: datetime, *, all_day: bool) -> str:
    """Write the time of a meeting; an all-day meeting ends at the midnight after its last day."""
    if not all_day:
        return f"{moment(starts_at)}–{clock(ends_at)}"
    last = ends_at - timedelta(minutes=1)
    if local_day(last) == local_day(starts_at):
        return day(starts_at)
    in_one_week = local_day(starts_at).isocalendar()[:2] == local_day(last).isocalendar()[:2]
    first = _without_week(starts_at) if in_one_week else day(starts_at)
    return gettext("%(first)s til %(last)s") % {"first": first, "last": day(last)}


def _without_week(moment: datetime | date) -> str:
    return format_date(local_day(moment), _LONG[current_language()], locale())


def ago(at: datetime, now: datetime) -> str:
    """Write how long it is since: akkurat nå, for 5 minutter siden, for 3 dager siden."""
    minutes = int((now - at).total_seconds()) // 60
    hours, days = minutes // 60, minutes // (24 * 60)
    if days > 0:
        return _of(ngettext("for %(number)s dag siden", "for %(number)s dager siden", days), days)
    if hours > 0:
        return _of(ngettext("for %(number)s time siden", "for %(number)s timer siden", hours), hours)
    if minutes > 0:
        return _of(ngettext("for %(number)s minutt siden", "for %(number)s minutter siden", minutes), minutes)
    return gettext("akkurat nå")


def _of(text: str, number: int | str) -> str:
    return text % {"number": number}


def until(at: datetime | date, now: datetime) -> str:
    """Write how far ahead a day is, when it is near: i dag, i morgen, om 3 dager; else nothing."""
    days = (local_day(at) - local_day(now)).days
    if days in {0, 1}:
        return gettext("i dag") if days == 0 else gettext("i morgen")
    return _of(gettext("om %(number)s dager"), days) if 1 < days <= SOON_DAYS else ""


def local_day(moment: datetime | date) -> date:
    return moment.astimezone(OSLO).date() if isinstance(moment, datetime) else moment
