"""A progress plan in Excel: the rows a team has written under the form's headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.deliverables.fields import PLANS
from app.enrolment import problems
from app.enrolment.reading import read_workbook
from app.submissions.findings import Finding, Unreadable, error
from app.submissions.reports.labels import Labels
from app.submissions.reports.spots import addressed, flaws

if TYPE_CHECKING:
    from app.enrolment.sheets import Sheet, Sheets

HEADING_WITHIN = 20  # rows


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """One line of the plan, by the fields' keys; `at` is its first cell, as Excel says it."""

    cells: dict[str, str]
    at: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    rows: tuple[PlanRow, ...]
    findings: tuple[Finding, ...]


def read_plan(content: bytes, filename: str, *, source: str) -> Plan:
    """Read a plan made from the form `source`, in a process with limits; raises Unreadable."""
    try:
        return plan(read_workbook(content, filename), Labels(PLANS[source]))
    except problems.Unreadable as unreadable:
        raise Unreadable(unreadable.code, str(unreadable)) from unreadable


def plan(sheets: Sheets, labels: Labels) -> Plan:
    rows = next((rows for sheet in sheets.sheets if (rows := _rows(sheet, labels)) is not None), None)
    if rows is None:
        return Plan(rows=(), findings=(_NO_HEADINGS, *flaws(sheets)))
    return Plan(rows=rows, findings=(*(() if rows else (_EMPTY,)), *flaws(sheets)))


_EMPTY = error("empty_report", "Planen er ikke fylt ut. Skriv minst én rad, og last den opp på nytt.")
_NO_HEADINGS = error(
    "no_fields",
    "Vi kjenner ikke igjen overskriftene i planen. Fyll ut malen som ligger i mappen, og last den opp.",
)


def _rows(sheet: Sheet, labels: Labels) -> tuple[PlanRow, ...] | None:
    """Return what stands under the headings; None for a sheet without two of them in one row."""
    for at, row in enumerate(sheet.rows[:HEADING_WITHIN], start=1):
        columns = {column: key for column, cell in enumerate(row) if (key := labels.key(cell.text))}
        if len(columns) > 1:
            below = (
                addressed(sheet, number, cells) for number, cells in enumerate(sheet.rows[at:], start=at + 1)
            )
            written = (
                PlanRow(
                    cells={
                        key: row[column].cell.text
                        for column, key in columns.items()
                        if row[column : column + 1]
                    },
                    at=row[0].address,
                )
                for row in below
                if row
            )
            return tuple(one for one in written if any(one.cells.values()))
    return None
