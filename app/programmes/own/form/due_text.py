"""Write a deadline as people say it («7 dager før», «12. mai året etter»), and read it back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from app.programmes.own.form.misread import Misread
from app.programmes.own.form.when_text import when_in_words, when_read

if TYPE_CHECKING:
    from collections.abc import Mapping

HOW_TO = (
    "Skriv for eksempel «7 dager før», «2 uker etter», «samme dag» eller en dag som «28. august», "
    "eller «åpen» når dere setter dagen senere."
)
OPEN = "åpen"
"""A deadline that the programme has, and whose day each cohort sets."""
OPEN_TOO = {OPEN, "åpent", "settes senere", "vi setter dagen senere", "dere setter dagen senere"}
SAME_DAY = {"samme dag", "samme dag som"}
SIDES = {"før": "before", "etter": "after"}
DAYS_IN_A_WEEK = 7
_COUNTED = re.compile(
    r"(?P<number>\d+|en|ei|én|to|tre|fire|fem|seks) (?P<unit>dag|dager|uke|uker) (?P<side>før|etter)"
)
_A_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBERS = {"en": 1, "ei": 1, "én": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6}


def due_in_words(due: Mapping[str, Any] | None) -> str:
    """Write a deadline without its meeting; empty is none."""
    if not due:
        return ""
    if due.get("open"):
        return OPEN
    if due.get("on"):
        return str(due["on"])
    if due.get("day"):
        return when_in_words(due)
    side, days = ("før" if due.get("before") else "etter"), due.get("days") or 0
    return _counted(days, side) if days else "samme dag"


def due_read(text: str, meeting: str) -> dict[str, Any] | None:
    """Read a deadline; `meeting` is the meeting a number of days counts from. Raises Misread saying how to write it."""
    said = " ".join(text.lower().split())
    if not said:
        return None
    if said.strip(".") in OPEN_TOO:
        return {"open": True}
    if said in SAME_DAY:
        return {"before": _needed(meeting)}
    if found := _COUNTED.fullmatch(said):
        many = _NUMBERS.get(found["number"]) or int(found["number"])
        days = many * (DAYS_IN_A_WEEK if found["unit"].startswith("uke") else 1)
        return {SIDES[found["side"]]: _needed(meeting), "days": days}
    return {"on": said} if _A_DATE.fullmatch(said) else _on_a_day(text)


def counts_from_a_meeting(text: str) -> bool:
    """Tell whether a deadline as typed is so many days from a meeting."""
    said = " ".join(text.lower().split())
    return said in SAME_DAY or bool(_COUNTED.fullmatch(said))


def _counted(days: int, side: str) -> str:
    return f"{days} {'dag' if days == 1 else 'dager'} {side}"


def _needed(meeting: str) -> str:
    if not meeting:
        raise Misread("Velg møtet fristen regnes fra.")
    return meeting


def _on_a_day(text: str) -> dict[str, Any]:
    try:
        when = when_read(text)
    except Misread as error:
        raise Misread(
            f"«{text}» forsto vi ikke. {HOW_TO}" if "forsto" in str(error) else str(error)
        ) from None
    if not when.get("day") or when.get("to"):
        raise Misread(f"En frist er én dag. {HOW_TO}")
    return when
