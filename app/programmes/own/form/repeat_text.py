"""Write how a meeting comes again («annenhver uke», «andre tirsdag i måneden»), and read it back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from app.programmes.dates.days import MONTHS, WEEKDAYS
from app.programmes.dates.norwegian import WEEKDAYS as NORWEGIAN_WEEKDAYS
from app.programmes.own.form.misread import Misread
from app.programmes.own.form.when_text import WEEKDAY_NAMES, when_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNITS = {"week": "uke", "month": "måned"}
NTH: dict[int | str, str] = {1: "første", 2: "andre", 3: "tredje", 4: "fjerde", "last": "siste"}
ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
HOW_TO = (
    "Skriv for eksempel «hver uke», «annenhver uke», «hver måned», "
    "«hver tredje måned» eller «andre tirsdag i måneden»."
)
NUMBER_WORDS = (
    *("første", "andre", "tredje", "fjerde", "femte", "sjette"),
    *("sjuende", "åttende", "niende", "tiende", "ellevte", "tolvte"),
)
_EVERY = re.compile(
    r"(?:(?P<each>hver)|(?P<other>annenhver|annahver|hver annen|hver andre)|hver (?P<word>\w+)|hver (?P<number>\d+)\.)"
    r" (?P<unit>uke|måned)"
)
_NTH = re.compile(
    rf"(?P<nth>{'|'.join(NTH.values())}|\d\.) (?P<weekday>{'|'.join(WEEKDAY_NAMES)})"
    r" (?:i )?(?:måneden|hver måned|(?P<rest>annenhver måned|hver (?:\w+|\d+\.) måned))"
)


def repeat_in_words(repeat: Mapping[str, Any] | None, weekday: str | None = None) -> str:
    """Write how often; `weekday` is the day that an nth of the month is."""
    if not repeat or not repeat.get("every"):
        return ""
    interval, nth = repeat.get("interval") or 1, repeat.get("nth")
    often = _often(interval, UNITS[repeat["every"]])
    if not nth:
        return often
    day = NORWEGIAN_WEEKDAYS[WEEKDAYS.index(weekday)] if weekday else "gang"
    return f"{NTH[nth]} {day} {'i måneden' if interval == 1 else often}"


def held_in_words(meeting: Mapping[str, Any]) -> str:
    """Write when a meeting is held, and how it comes again, in one line."""
    when, repeat = meeting["when"], meeting.get("repeat") or {}
    weekday = when.get("weekday")
    named_by_nth = {"weekday": None} if repeat.get("nth") else {}
    weeks, free, times = repeat.get("weeks") or (), repeat.get("except") or (), repeat.get("times")
    said = [
        when_in_words({**when, **named_by_nth}),
        f"uke {', '.join(map(str, weeks))}" if weeks else repeat_in_words(repeat, weekday),
        f"ikke i {months_in_words(free)}" if free else "",
        f"{times} ganger" if times else "",
    ]
    return ", ".join(part for part in said if part)


def repeat_read(text: str) -> tuple[dict[str, Any], str | None]:
    """Read how often, and the weekday it names. Raises Misread saying how it is written."""
    said = " ".join(text.lower().split())
    if found := _NTH.fullmatch(said):
        nth = next((n for n, word in NTH.items() if found["nth"] in {word, f"{n}."}), None)
        often = _every(found["rest"]) if found["rest"] else {"every": "month"}
        if nth and often:
            return {**often, "nth": nth}, WEEKDAY_NAMES[found["weekday"]]
    often = _every(said)
    if not often:
        raise Misread(f"«{text}» forsto vi ikke. {HOW_TO}")
    return often, None


def names_nth_weekday(text: str) -> bool:
    return bool(_NTH.fullmatch(" ".join(text.lower().split())))


def months_in_words(months: Sequence[str]) -> str:
    return ", ".join(MONTHS[ENGLISH_MONTHS.index(month)] for month in months)


def months_read(text: str) -> list[str]:
    """Read months with commas or «og» between."""
    names = [name for name in re.split(r"[,\s]+(?:og\s+)?", text.lower().strip()) if name]
    if unknown := [name for name in names if name not in MONTHS]:
        raise Misread(f"«{unknown[0]}» er ingen måned. Skriv for eksempel «juli, desember».")
    return [ENGLISH_MONTHS[MONTHS.index(name)] for name in names]


def _often(interval: int, unit: str) -> str:
    if interval == 1:
        return f"hver {unit}"
    if interval == 2:  # noqa: PLR2004 - has a word of its own
        return f"annenhver {unit}"
    word = NUMBER_WORDS[interval - 1] if interval <= len(NUMBER_WORDS) else f"{interval}."
    return f"hver {word} {unit}"


def _every(said: str) -> dict[str, Any]:
    found = _EVERY.fullmatch(said)
    if not found:
        return {}
    word = found["word"]
    if word and word not in NUMBER_WORDS:
        return {}
    interval = int(found["number"] or 1) if not word else NUMBER_WORDS.index(word) + 1
    if found["other"]:
        interval = 2
    every = next(key for key, unit in UNITS.items() if unit == found["unit"])
    return {"every": every, **({"interval": interval} if interval != 1 else {})}
