"""The file that stands for Planner: a team's tasks with their deadlines, and nothing a spreadsheet would run."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from support.faults.smallest_cohort import enrolled
from support.small_cohort import at

from app.audit import Deed
from app.errors import NotFound
from app.provisioning.by_hand.tasks_file import file_content
from app.provisioning.desired.capabilities import TASKS_FILE
from app.provisioning.desired.wanted import TASKS
from app.provisioning.lifecycle.deviate import deviate

if TYPE_CHECKING:
    from sqlmodel import Session

TODAY = at("2026-04-01T08:00")


def _rows(session: Session, cohort_id: int, team_id: int) -> list[tuple[Any, ...]]:
    made = file_content(session, cohort_id, team_id=team_id, source=TASKS, name=TASKS_FILE)
    sheet = load_workbook(BytesIO(made)).worksheets[0]
    assert sheet.title == "Dette skal dere gjøre"
    return list(sheet.values)


def test_the_file_lists_every_task_with_its_deadline(session: Session) -> None:
    assert _rows(session, enrolled(session, TODAY), 1) == [
        ("Fase", "Oppgave", "Frist", "Hva", "Huskeliste", "Gjort (dato)"),
        ("Oppstart", "Samle teamet", "09.09.2026", "Finn en time som passer.", "Finn rom; Inviter", None),
        ("Oppstart", "Belyse problemet", None, None, None, None),
    ]


def test_what_a_spreadsheet_would_take_for_a_formula_is_text(session: Session) -> None:
    cohort_id = enrolled(session, TODAY)
    task = {"key": "samle", "title": "=1+1", "text": "@sum(A1)"}
    changes = {"tasks": {"team": [{"key": "p", "title": "Fase", "tasks": [task]}]}}
    deviate(session, cohort_id, team_id=1, changes=changes, why="Prøve", deed=Deed(actor="rhf", at=TODAY))
    assert _rows(session, cohort_id, 1)[1] == ("Fase", "'=1+1", None, "'@sum(A1)", None, None)
    assert _rows(session, cohort_id, 2)[1][1] == "Samle teamet"


def test_a_team_that_is_not_in_the_cohort_has_no_file(session: Session) -> None:
    cohort_id = enrolled(session, TODAY)
    with pytest.raises(NotFound, match="Teamet er ikke med i kullet"):
        file_content(session, cohort_id, team_id=9, source=TASKS, name=TASKS_FILE)
