"""A team's tasks, folders and templates, dated by the meetings as they stand now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts import programme_as_run
from app.meetings import OSLO
from app.programmes import compile_programme, due_on, of_tracks
from app.provisioning.desired.picture import FolderPicture, PhasePicture, TaskPicture, TemplatePicture, Work

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from app.cohorts import Cohort, CohortDeviation, Team
    from app.meetings import Meeting
    from app.programmes import Definition, Folder, Task


def work_of(definition: Definition, cohort: Cohort, meetings: Sequence[Meeting]) -> Work:
    return Work(
        phases=_phases(definition, cohort, meetings),
        folders=folders_of(definition.folders.team),
        templates=tuple(
            TemplatePicture(name=t.name, folder=t.folder, source=t.source) for t in definition.templates
        ),
    )


def own_work(
    cohort: Cohort, teams: Iterable[Team], deviating: Sequence[CohortDeviation], meetings: Sequence[Meeting]
) -> dict[int, Work]:
    """Return the work of each team that deviates, or has tracks to follow; the others do as the cohort does."""
    have_own = {row.team_id for row in deviating if row.team_id}
    in_tracks = bool(programme_as_run(cohort, deviating).tracks)
    return {
        team.id: work_of(
            of_tracks(programme_as_run(cohort, deviating, team_id=team.id), team.tracks), cohort, meetings
        )
        for team in teams
        if in_tracks or team.id in have_own
    }


def _phases(definition: Definition, cohort: Cohort, meetings: Sequence[Meeting]) -> tuple[PhasePicture, ...]:
    """Date the tasks by the meetings as they stand now, not as they were compiled."""
    rules = {task.id: task.rule for task in compile_programme(definition, cohort.start_year).tasks}
    days: dict[str, date | None] = {
        m.key: m.starts_at.astimezone(OSLO).date() if m.starts_at else None for m in meetings
    }

    def task_picture(task: Task) -> TaskPicture:
        rule = rules.get(task.key)
        return TaskPicture(
            key=task.key,
            title=task.title,
            text=task.text or "",
            checklist=tuple(task.checklist),
            due=due_on(rule, days) if rule else None,
            roles=tuple(task.roles),
            deliverable=task.deliverable,
        )

    return tuple(
        PhasePicture(key=phase.key, title=phase.title, tasks=tuple(map(task_picture, phase.tasks)))
        for phase in definition.tasks.team
    )


def folders_of(folders: Sequence[Folder]) -> tuple[FolderPicture, ...]:
    return tuple(FolderPicture(name=folder.name, folders=folders_of(folder.folders)) for folder in folders)
