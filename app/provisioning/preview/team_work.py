"""A team's tasks, folders and templates, dated by the meetings as they stand now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.cohorts import programme_as_run
from app.deliverables import windows_of
from app.meetings import OSLO
from app.programmes import compile_programme, due_on, of_tracks
from app.provisioning.desired.picture import FolderPicture, PhasePicture, TaskPicture, TemplatePicture, Work
from app.provisioning.preview.task_text import task_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.cohorts import Cohort, CohortDeviation, Team
    from app.meetings import Meeting
    from app.programmes import Definition, Folder, Task

OWN_MEETINGS = "own_meetings"
"""A bucket that no programme can have: the keys of its own have no low line."""
LEADING_A_TEAM = ("leader", "project_leader", "team_leader")


def work_of(definition: Definition, cohort: Cohort, meetings: Sequence[Meeting]) -> Work:
    return Work(
        phases=_phases(definition, cohort, meetings),
        folders=folders_of(definition.folders.team),
        templates=tuple(
            TemplatePicture(name=t.name, folder=t.folder, source=t.source) for t in definition.templates
        ),
    )


def own_work(
    cohort: Cohort, teams: Sequence[Team], deviating: Sequence[CohortDeviation], meetings: Sequence[Meeting]
) -> dict[int, Work]:
    """Return the work of each team that deviates, or has tracks to follow; the others do as the cohort does."""
    definition, have_own = programme_as_run(cohort, deviating), {row.team_id for row in deviating}
    every = {tuple(team.tracks) for team in teams} if definition.tracks else set()
    of_tracks_alone = {tracks: work_of(of_tracks(definition, tracks), cohort, meetings) for tracks in every}

    def work(team: Team) -> Work | None:
        if team.id not in have_own:
            return of_tracks_alone.get(tuple(team.tracks))
        own = programme_as_run(cohort, deviating, team_id=team.id)
        return work_of(of_tracks(own, team.tracks), cohort, meetings)

    return {team.id: found for team in teams if (found := work(team))}


def _phases(definition: Definition, cohort: Cohort, meetings: Sequence[Meeting]) -> tuple[PhasePicture, ...]:
    """Date the tasks by the meetings as they stand now, not as they were compiled."""
    rules = {task.id: task.rule for task in compile_programme(definition, cohort.start_year).tasks}
    days: dict[str, date | None] = {
        m.key: m.starts_at.astimezone(OSLO).date() if m.starts_at else None for m in meetings
    }

    windows = windows_of(definition, cohort.start_year, days)

    def task_picture(task: Task) -> TaskPicture:
        rule = rules.get(task.key)
        return TaskPicture(
            key=task.key,
            title=task.title,
            text=task_text(task, definition, windows),
            checklist=tuple(task.checklist),
            due=due_on(rule, days) if rule else None,
            roles=tuple(task.roles),
            deliverable=task.deliverable,
            meeting=task.meeting,
        )

    phases = [
        PhasePicture(key=phase.key, title=phase.title, tasks=tuple(map(task_picture, phase.tasks)))
        for phase in definition.tasks.team
    ]
    asked = {task.meeting for phase in definition.tasks.team for task in phase.tasks}
    made = tuple(_task_of_agreeing(row) for row in meetings if is_to_agree(row) and row.key not in asked)
    own = [PhasePicture(key=OWN_MEETINGS, title="Møter dere avtaler selv", tasks=made)] if made else []
    return (*phases, *own)


def is_to_agree(meeting: Meeting) -> bool:
    """Tell whether each team agrees on the meeting itself."""
    return meeting.details.get("arranged_by") == "team" and meeting.cancelled_at is None


def _task_of_agreeing(meeting: Meeting) -> TaskPicture:
    """Make the task of agreeing on a meeting that the programme has none for: due before it can be."""
    window = meeting.details.get("window")
    return TaskPicture(
        key=meeting.key,
        title=f"Avtale «{meeting.title}»",
        text="",
        checklist=(),
        due=date.fromisoformat(window[0]) if window else None,
        roles=LEADING_A_TEAM,
        meeting=meeting.key,
    )


def folders_of(folders: Sequence[Folder]) -> tuple[FolderPicture, ...]:
    return tuple(FolderPicture(name=folder.name, folders=folders_of(folder.folders)) for folder in folders)
