"""Check that tracks are known and used, and that no part reaches teams that lack what it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from app.programmes.dates.days import Year
from app.programmes.dates.repeats import written_out
from app.programmes.language.definition import Deliverable, Folder, Task, Template
from app.programmes.language.problems import Problem, perhaps
from app.programmes.language.times import ANY_YEAR
from app.programmes.language.vocabulary import Tracked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.programmes.language.definition import Definition

COMMON = ("tasks.organiser", "folders.cohort")
"""Parts that are everybody's, and can be no track's."""


def tracked_in(value: Any, path: str = "") -> Iterator[tuple[str, Tracked]]:  # noqa: ANN401 - any part
    """Yield everything that may be a track's, with its path."""
    if isinstance(value, Tracked):
        yield path, value
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from tracked_in(getattr(value, field), f"{path}.{field}" if path else field)
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from tracked_in(one, f"{path}[{number}]")


def unknown_tracks(definition: Definition) -> Iterator[Problem]:
    for path, one in tracked_in(definition):
        for key in one.tracks:
            if key not in definition.tracks:
                text = f"Sporet «{key}» finnes ikke.{perhaps(key, definition.tracks)}"
                yield Problem(path=f"{path}.tracks", text=text)


def unused_tracks(definition: Definition) -> Iterator[Problem]:
    used = {key for _, one in tracked_in(definition) for key in one.tracks}
    for key in definition.tracks:
        if key not in used:
            yield Problem(path=f"tracks.{key}", level="warning", text="Sporet er ikke brukt noe sted.")


def common_parts(definition: Definition) -> Iterator[Problem]:
    for path, one in tracked_in(definition):
        if one.tracks and path.startswith(COMMON):
            text = "Dette er felles for alle team, så sporet har ingen virkning her."
            yield Problem(path=f"{path}.tracks", level="warning", text=text)


def folders_of_other_tracks(definition: Definition) -> Iterator[Problem]:
    """Refuse a deliverable or template in a folder that some of its teams do not have."""
    around = dict(_around(definition.folders.team))
    for path, one in tracked_in(definition):
        if isinstance(one, Deliverable | Template) and not all(
            one.within(folder) for folder in around.get(one.folder, ())
        ):
            text = (
                f"Mappen «{one.folder}» er bare for noen av teamene dette er for. La sporene være de samme."
            )
            yield Problem(path=f"{path}.folder", text=text)


def _around(
    folders: Iterable[Folder], above: tuple[Folder, ...] = ()
) -> Iterator[tuple[str | None, tuple[Folder, ...]]]:
    for folder in folders:
        yield folder.name, (*above, folder)
        yield from _around(folder.folders, (*above, folder))


def deadlines_of_other_tracks(definition: Definition) -> Iterator[Problem]:
    """Warn of a deadline that counts from a meeting some of its teams are not at."""
    meetings = {meeting.key: meeting for meeting, _ in written_out(definition, Year(ANY_YEAR, None))}
    for path, one in tracked_in(definition):
        rule = one.due if isinstance(one, Deliverable | Task) and not path.startswith(COMMON) else None
        meeting = meetings.get(rule.meeting or "") if rule else None
        if meeting and not one.within(meeting):
            text = f"Fristen regnes fra «{meeting.title}», som bare er for noen av teamene dette er for."
            yield Problem(path=f"{path}.due", level="warning", text=text)
