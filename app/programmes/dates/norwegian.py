"""Days and meetings as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from app.programmes.dates.calendar import DatedMeeting

DATE_ASSUMPTIONS = {
    "year": "år",
    "month": "måned",
    "week": "uke",
    "day": "dag",
    "weekday": "ukedag",
    "time": "klokkeslett",
}
MAX_LISTED_WORDS = 10
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def day_in_norwegian(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day:%d.%m.%Y}"


def when_in_norwegian(meeting: DatedMeeting) -> str:
    if not meeting.starts_at or not meeting.ends_at:
        return meeting.period or "uten dato"
    days = " – ".join(day_in_norwegian(day) for day in dict.fromkeys((meeting.days[0], meeting.days[-1])))
    return days if meeting.all_day else f"{days} kl. {meeting.starts_at:%H:%M}–{meeting.ends_at:%H:%M}"


def named(meeting: DatedMeeting) -> str:
    return f"«{meeting.title}» {when_in_norwegian(meeting)}"


def listed(words: Iterable[str]) -> str:
    *first, last = words
    if len(first) >= MAX_LISTED_WORDS:
        first, last = first[:MAX_LISTED_WORDS], f"{len(first) + 1 - MAX_LISTED_WORDS} til"
    return f"{', '.join(first)} og {last}" if first else last


def in_a_sentence(name: str) -> str:
    """Write a name as it stands inside a sentence: «Teamleder» becomes «teamleder», «HMS-leder» stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def at_the_start(text: str) -> str:
    """Write words as they stand at the start of a sentence."""
    return text[:1].upper() + text[1:]
