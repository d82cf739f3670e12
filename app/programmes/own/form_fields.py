"""Turn a programme into the fields of a form, and typed fields into changes to the programme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from app.people import tidy_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.programmes.language.definition import Definition, Deliverable, Meeting
    from app.programmes.language.when import When
    from app.programmes.own.derived import Changes

PATH = re.compile(r"^(meetings|deliverables)\[(\d+)\]\.(\w+)")
PER_MEETING = ("title", "theme", "goal", "mode")
LATER = "år+"
DUE = ("days", "day")
"""The two ways a form says when something is due: so many days from a meeting, or a day of the year."""


def fields_of(definition: Definition) -> dict[str, str]:
    """Return every field of the form with the programme's present value."""
    fields = {"name": definition.name, "owner": definition.owner, "purpose": definition.purpose}
    for meeting in definition.meetings:
        fields |= {f"meetings.{meeting.key}.{name}": getattr(meeting, name) or "" for name in PER_MEETING}
        fields[f"meetings.{meeting.key}.when"] = _when_as_text(meeting.when)
    for deliverable in definition.deliverables:
        fields[f"deliverables.{deliverable.key}.title"] = deliverable.title
        fields[f"deliverables.{deliverable.key}.text"] = deliverable.text or ""
        fields[f"deliverables.{deliverable.key}.days"] = _days(deliverable)
        fields[f"deliverables.{deliverable.key}.day"] = _day(deliverable)
    return fields


def changes_typed(definition: Definition, typed: Mapping[str, str]) -> Changes:
    """Return the typed values that differ from the programme; absent fields are unchanged."""
    changes: Changes = {}
    for name, now in fields_of(definition).items():
        text = tidy_text(typed.get(name, now))
        if text != now:
            _lay(changes, name.split("."), _value(definition, name, text))
    return changes


def changed_between(shown: Definition, now: Definition) -> dict[str, str]:
    """Return the fields that have changed since a version was shown, with their present values."""
    before = fields_of(shown)
    return {name: text for name, text in fields_of(now).items() if before.get(name, "") != text}


def place_of(path: str, definition: Definition | None) -> str:
    """Return the field of the form that a problem's path leads to; empty when it has none."""
    found = PATH.match(path)
    if definition is None:
        return path.partition(".")[0] if path in {"name", "owner", "purpose"} else ""
    if not found:
        return path if path in {"name", "owner", "purpose"} else ""
    kind, number, field = found.groups()
    things: tuple[Meeting | Deliverable, ...] = getattr(definition, kind)
    if int(number) >= len(things):
        return ""
    thing = things[int(number)]
    if field == "due" and thing in definition.deliverables:
        field = "day" if _day(thing) else "days"
    return f"{kind}.{thing.key}.{field}"


def _lay(changes: Changes, steps: list[str], value: Any) -> None:  # noqa: ANN401 - any JSON
    *above, last = steps
    for step in above:
        changes = changes.setdefault(step, {})
    changes.update({"due": value} if last in DUE else {last: value})


def _value(definition: Definition, name: str, text: str) -> Any:  # noqa: ANN401 - any JSON
    last = name.rpartition(".")[2]
    if last == "when":
        return _when(text)
    if last in DUE:
        rule = definition.deliverable(name.split(".")[1]).due
        said = (
            {"days": _number(text), "stated": None} if last == "days" else {"years_after": 0, **_when(text)}
        )
        return {**(rule.model_dump(mode="json") if rule else {}), **said}
    return text or None


def _days(deliverable: Deliverable) -> str:
    """Return how many days before or after its meeting a deliverable is due; empty for a day of the year."""
    return str(deliverable.due.days) if deliverable.due and deliverable.due.meeting else ""


def _day(deliverable: Deliverable) -> str:
    """Return the day of the year a deliverable is due, as «09-11» or «01-21 år+1»; empty when a meeting decides."""
    due = deliverable.due
    if not due or not due.day:
        return ""
    return f"{due.day}{f' {LATER}{due.years_after}' if due.years_after else ''}"


def _number(text: str) -> int | str:
    return int(text) if text.isdecimal() else text


def _when_as_text(when: When) -> str:
    """Write a date as the form does: «uke 43», «09-16», «09-16 til 09-17», «måned 4», «uke 9 år+1»."""
    later = f" {LATER}{when.years_after}" if when.years_after else ""
    if when.week:
        return f"uke {when.week}{later}"
    if when.day:
        return f"{when.day}{f' til {when.to}' if when.to else ''}{later}"
    if when.month:
        return f"måned {when.month}{later}"
    return f"{when.season}{later}" if when.season else ""


def _when(text: str) -> dict[str, Any]:
    """Read a date back. Unreadable text is passed on for the checker to refuse with a sentence."""
    said, _, later = text.partition(LATER)
    words = said.split()
    when: dict[str, Any] = {"years_after": _number(later.strip())} if later else {}
    if not words:
        return when
    if words[0] == "uke":
        return {**when, "week": _number(" ".join(words[1:]))}
    if words[0] == "måned":
        return {**when, "month": _number(" ".join(words[1:]))}
    if words[0] in {"winter", "spring", "summer", "autumn"}:
        return {**when, "season": words[0]}
    first, _, last = said.partition("til")
    return {**when, "day": first.strip(), **({"to": last.strip()} if last else {})}
