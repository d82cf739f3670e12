"""A programme as the teams of some tracks have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from app.programmes.language.definition import Definition, Folder, Phase, Task


def of_tracks(definition: Definition, tracks: Collection[str]) -> Definition:
    """Leave out the work that is other tracks' alone; the meetings stay, for deadlines count from them.

    The task and the template of a deliverable are for the teams that are asked for it.
    """
    if not definition.tracks:
        return definition
    asked = tuple(one for one in definition.deliverables if one.reaches(tracks))
    keys = {None, *(one.key for one in asked)}
    files = (one for one in definition.templates if one.reaches(tracks) and one.deliverable in keys)
    phases = _phases(definition.tasks.team, tracks, keys)
    folders = tuple(_folders(definition.folders.team, tracks))
    return definition.model_copy(
        update={
            "deliverables": asked,
            "templates": tuple(files),
            "tasks": definition.tasks.model_copy(update={"team": tuple(phases)}),
            "folders": definition.folders.model_copy(update={"team": folders}),
        }
    )


def _phases(
    phases: Iterable[Phase], tracks: Collection[str], deliverables: Collection[str | None]
) -> Iterator[Phase]:
    """Leave out a phase that has tasks, and none for these teams."""
    for phase in phases:
        kept = tuple(task for task in phase.tasks if _is_theirs(task, tracks, deliverables))
        if kept or not phase.tasks:
            yield phase.model_copy(update={"tasks": kept})


def _is_theirs(task: Task, tracks: Collection[str], deliverables: Collection[str | None]) -> bool:
    return task.reaches(tracks) and task.deliverable in deliverables


def _folders(folders: Iterable[Folder], tracks: Collection[str]) -> Iterator[Folder]:
    for folder in folders:
        if folder.reaches(tracks):
            yield folder.model_copy(update={"folders": tuple(_folders(folder.folders, tracks))})
