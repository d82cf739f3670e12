"""A team's work is dated by its cohort's meetings as they stand now."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from support.faults.smallest_cohort import PROGRAMME
from support.small_cohort import at

from app.cohorts.models import Cohort
from app.meetings.models import Meeting
from app.programmes.language.definition import Folder
from app.provisioning.desired.picture import FolderPicture, TaskPicture, TemplatePicture
from app.provisioning.preview.team_work import folders_of, work_of

COHORT = Cohort(
    name="Kullet",
    programme="prove",
    programme_version=1,
    start_year=2026,
    definition={},
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
)


def _gathering(starts_at: datetime | None) -> Meeting:
    usual: dict[str, Any] = {"kind": "gathering", "title": "Samling", "audience": "teams", "mode": "physical"}
    return Meeting(
        cohort_id=1, key="samling", precision="exact", basis="source", starts_at=starts_at, **usual
    )


def _tasks(*meetings: Meeting) -> tuple[TaskPicture, ...]:
    (phase,) = work_of(PROGRAMME, COHORT, meetings).phases
    return phase.tasks


def test_a_task_is_due_by_the_meeting_as_it_stands_and_not_as_the_programme_had_it() -> None:
    assert _tasks(_gathering(at("2026-09-23T00:00"))) == (
        TaskPicture(
            key="samle",
            title="Samle teamet",
            text="Finn en time som passer.",
            checklist=("Finn rom", "Inviter"),
            due=date(2026, 9, 16),
            roles=("team_leader",),
        ),
        TaskPicture(key="belyse", title="Belyse problemet", text="", checklist=(), due=None, roles=()),
    )


def test_a_meeting_late_in_the_evening_is_dated_by_the_day_in_norway() -> None:
    assert _tasks(_gathering(datetime(2026, 9, 22, 22, 30, tzinfo=UTC)))[0].due == date(2026, 9, 16)


def test_a_task_before_a_meeting_without_a_date_has_no_deadline() -> None:
    assert [task.due for task in _tasks(_gathering(None))] == [None, None]


def test_folders_lie_in_folders_and_templates_in_theirs() -> None:
    work = work_of(PROGRAMME, COHORT, ())
    assert work.folders == (FolderPicture(name="01 Poster"),)
    assert work.templates == (TemplatePicture(name="Poster.pptx", folder="01 Poster", source="poster"),)
    nested = Folder.model_validate({"name": "A", "folders": [{"name": "B"}]})
    assert folders_of([nested]) == (FolderPicture(name="A", folders=(FolderPicture(name="B"),)),)
