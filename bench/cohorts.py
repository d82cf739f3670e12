"""Cohorts to provision: the example's workbook again and again, with people of its own each time."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from app import programmes
from app.audit import Deed
from app.config import settings
from app.db import migrate, unit_of_work
from app.enrolment import service as enrolment
from app.provisioning.lifecycle import start as starting

EXAMPLE = Path(__file__).parent.parent / "examples" / "torn-kull-3" / "enrolment.xlsx"
PROGRAMME, TEAMS_IN_EACH = "torn-kull-3", 15


def begin(cohorts: int) -> list[int]:
    """Start so many cohorts of fifteen teams, with their dates confirmed; nothing is made yet."""
    migrate()
    return [_begin(number) for number in range(cohorts)]


def _begin(number: int) -> int:
    now, definition = settings().clock(), programmes.shipped_one(PROGRAMME)
    with unit_of_work() as session:
        year = starting.first_year_ahead(definition, now.date())
        cohort = starting.start_cohort(
            session,
            definition=definition,
            start_year=year,
            name=f"Kull {number}",
            deed=Deed(actor="bench", at=now),
        )
        cohort_id = cohort.id
        starting.confirm_dates(session, cohort_id, meeting_key=None, deed=Deed(actor="bench", at=now))
        result = enrolment.enrol(
            session,
            cohort_id=cohort_id,
            data=_workbook(number),
            filename="p.xlsx",
            deed=Deed(actor="bench", at=now),
        )
        assert not result.refused, result.problems
        return cohort_id


def _workbook(number: int) -> bytes:
    book = load_workbook(EXAMPLE)
    (sheet,) = book.worksheets
    headings = [cell.value for cell in sheet[1]]
    for (cell,) in sheet.iter_rows(min_row=2, min_col=(at := headings.index("e-post") + 1), max_col=at):
        if cell.value:
            cell.value = str(cell.value).replace("@", f".{number}@")
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()
