"""The text of a team's task in Planner: its own, and what its deliverable says of days, form and links. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.deliverables import ALWAYS
from app.programmes import day_in_norwegian

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.deliverables import Window
    from app.programmes import Definition, Task


def task_text(task: Task, definition: Definition, windows: Mapping[str, Window]) -> str:
    """Return a task's text, in paragraphs; a task without anything of this has its own text alone."""
    asked_for = next((one for one in definition.deliverables if one.key == task.deliverable), None)
    links = (*task.links, *(asked_for.links if asked_for else ()))
    form = f"Svar i skjemaet: {asked_for.form}" if asked_for and asked_for.form else ""
    parts = (
        task.text or "",
        _days(windows.get(task.deliverable or "", ALWAYS)),
        form,
        "\n".join(f"{link.title}: {link.address}" for link in links),
    )
    return "\n\n".join(part for part in parts if part)


def _days(window: Window) -> str:
    asked_from, last_day = window.asked_from, window.last_day
    lines = (
        f"Dette spørres det etter fra og med {day_in_norwegian(asked_from)}." if asked_from else "",
        "Dette spørres det etter fra en dag som ikke er bestemt." if window.waits else "",
        f"Det som kommer etter {day_in_norwegian(last_day)}, er en senere versjon." if last_day else "",
    )
    return "\n".join(line for line in lines if line)
