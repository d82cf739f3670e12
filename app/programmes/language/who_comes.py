"""Check who a meeting is for, who arranges it, and the tasks of agreeing on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.programmes.language.problems import Problem, perhaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.programmes.language.definition import Definition, Meeting


def arranged_without_teams(definition: Definition) -> Iterator[Problem]:
    for number, meeting in enumerate(definition.meetings):
        if meeting.arranged_by and meeting.per != "team":
            yield Problem(
                path=f"meetings[{number}].arranged_by", text="arranged_by hører sammen med per: team."
            )


def both_required_and_optional(definition: Definition) -> Iterator[Problem]:
    for number, meeting in enumerate(definition.meetings):
        for both in sorted(set(meeting.required) & set(meeting.optional_for)):
            text = f"«{both}» står både under required og optional_for. Velg ett av stedene."
            yield Problem(path=f"meetings[{number}].optional_for", text=text)


def meetings_to_agree_on(definition: Definition) -> Iterator[Problem]:
    """Refuse a task of agreeing on a meeting that no team agrees on, or that another task has."""
    known = {meeting.key for meeting in definition.meetings if agreed_by_teams(meeting)}
    taken: set[str] = set()
    for number, phase in enumerate(definition.tasks.team):
        for place, task in enumerate(phase.tasks):
            path = f"tasks.team[{number}].tasks[{place}].meeting"
            if task.meeting and task.meeting not in known:
                text = (
                    f"«{task.meeting}» er ikke et møte som teamet avtaler selv.{perhaps(task.meeting, known)}"
                )
                yield Problem(path=path, text=text)
            elif task.meeting in taken:
                yield Problem(path=path, text=f"«{task.meeting}» har alt en oppgave; det skal ha én.")
            taken |= {task.meeting} if task.meeting else set()


def agreed_by_teams(meeting: Meeting) -> bool:
    return meeting.per == "team" and meeting.arranged_by != "unit" and not meeting.repeat
