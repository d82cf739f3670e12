"""The fields of a form that say when: a meeting's day and how it comes again, and a deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.programmes.own.form.controls import Field, Input, in_lines, whole_number
from app.programmes.own.form.due_text import due_in_words, due_read
from app.programmes.own.form.misread import Misread
from app.programmes.own.form.repeat_text import (
    in_a_row,
    months_in_words,
    months_read,
    names_nth_weekday,
    repeat_in_words,
    repeat_read,
    weeks_read,
)
from app.programmes.own.form.when_text import day_in_words, when_in_words, when_read
from app.web import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.programmes.own.form.controls import Item, Texts, Values

WHEN_COVERS = ("day", "to", "week", "weekday", "month", "season", "years_after")
DUE_COVERS = ("before", "after", "days", "stated", "day", "years_after", "on", "open", "addition")
RHYTHM = ("every", "interval", "nth")
"""What is said in words; the rest of a repetition has controls of its own."""


def meeting_time() -> Field:
    """Make the field of `when` and `repeat`: an nth weekday is said with the repetition, and kept with the day."""
    controls = (
        Input(
            name="when",
            label=said("Når"),
            hint=said(
                "«16. september», «16.–17. september», «uke 43», «mandag i uke 43», «april» eller «høsten». "
                "Etter nyttår: «12. mai året etter». Tomt betyr ikke bestemt."
            ),
        ),
        Input(
            name="repeat",
            label=said("Gjentas"),
            hint=said("For eksempel «annenhver uke» eller «andre tirsdag i måneden». Tomt betyr én gang."),
        ),
        *_RHYTHM_CONTROLS,
    )
    covers = (
        *(f"when.{name}" for name in WHEN_COVERS),
        *(f"repeat.{name}" for name in (*RHYTHM, "times", "except", "weeks", "hosts")),
    )
    return Field(covers=covers, inputs=controls, write=_time_written, read=_time_read)


_RHYTHM_CONTROLS = (
    Input(name="repeat.times", label=said("Antall ganger"), control="number"),
    Input(name="repeat.except", label=said("Ikke i disse månedene"), hint=said("For eksempel juli.")),
    Input(name="repeat.weeks", label=said("Bare i disse ukene"), hint=said("For eksempel 3, 5 og 9.")),
    Input(
        name="repeat.hosts",
        label=said("Vertskap etter tur"),
        control="area",
        hint=said("Én på hver linje."),
    ),
)


def _time_written(item: Item) -> Values:
    when, repeat = item.get("when") or {}, item.get("repeat") or {}
    by_weekday = {key: value for key, value in when.items() if not (key == "weekday" and repeat.get("nth"))}
    return {
        "when": when_in_words(by_weekday),
        "repeat": repeat_in_words(repeat, when.get("weekday")),
        "repeat.times": str(repeat.get("times") or ""),
        "repeat.except": months_in_words(repeat.get("except") or ()),
        "repeat.weeks": in_a_row(repeat.get("weeks") or ()),
        "repeat.hosts": "\n".join(repeat.get("hosts") or ()),
    }


def _time_read(texts: Texts) -> Values:
    day, rhythm = texts["when"], texts["repeat"]
    if names_nth_weekday(day) and not rhythm.strip():
        day, rhythm = "", day
    when = when_read(day)
    often, weekday = _beside("repeat", repeat_read, {"repeat": rhythm})
    return {"when": {**when, **({"weekday": weekday} if weekday else {})}, "repeat": _repeat(often, texts)}


def _beside(name: str, read: Callable[[str], Any], texts: Texts) -> Any:  # noqa: ANN401 - any JSON
    """Read a control; what is misread is named beside it."""
    try:
        return read(texts[name])
    except Misread as error:
        raise Misread(str(error), at=name) from None


def _repeat(often: Values, texts: Texts) -> Values | None:
    more = {
        "times": _beside("repeat.times", whole_number, texts),
        "except": _beside("repeat.except", months_read, texts),
        "weeks": _beside("repeat.weeks", weeks_read, texts),
        "hosts": in_lines(texts["repeat.hosts"]),
    }
    given = {name: value for name, value in more.items() if value}
    if given and not often and "weeks" not in given:
        raise Misread("Skriv hvor ofte møtet gjentas, for eksempel «hver uke».", at="repeat")
    return {**often, **given} or None


def due(path: str, label: str, meeting: str, in_addition: str) -> Field:
    """Make a deadline: «7 dager før» and the meeting it counts from, a day of the year, or open.

    The addition it may be part of stands beside it, and is kept when the day is written anew.
    """
    from_meeting, addition = f"{path}.meeting", f"{path}.addition"
    controls = (
        Input(
            name=path,
            label=label,
            hint=said(
                "«7 dager før», «2 uker etter», eller en dag: «28. august», «12. mai året etter». "
                "«Åpen»: dere setter dagen senere."
            ),
        ),
        Input(
            name=from_meeting,
            label=meeting,
            control="select",
            options="once_meetings",
        ),
        Input(
            name=addition,
            label=in_addition,
            control="select",
            options="additions",
        ),
    )
    return Field(
        covers=tuple(f"{path}.{name}" for name in DUE_COVERS),
        inputs=controls,
        write=lambda item: _due_written(path, item.get(path) or {}),
        read=lambda texts: {
            path: _due_in_addition(due_read(texts[path], texts[from_meeting]), texts[addition])
        },
    )


def _due_written(path: str, rule: dict[str, Any]) -> Values:
    return {
        path: due_in_words(rule),
        f"{path}.meeting": rule.get("before") or rule.get("after") or "",
        f"{path}.addition": rule.get("addition") or "",
    }


def _due_in_addition(rule: dict[str, Any] | None, addition: str) -> dict[str, Any] | None:
    return {**rule, "addition": addition} if rule and addition else rule


def month_day(path: str, label: str) -> Field:
    """Make a day of the start year."""
    return Field(
        covers=(path,),
        inputs=(Input(name=path, label=label, hint=said("For eksempel 1. mars.")),),
        write=lambda item: {path: day_in_words(item[path]) if item.get(path) else ""},
        read=lambda texts: {path: _day_read(texts[path])},
    )


def _day_read(text: str) -> str | None:
    when = when_read(text)
    if when and set(when) != {"day"}:
        raise Misread("Skriv én dag i startåret, for eksempel «1. mars».")
    return str(when["day"]) if when else None
