"""A progress plan in Excel or Word: the rows a team has written under the form's headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import enrolment
from app.deliverables import PLANS, PROMPT
from app.enrolment import read_workbook
from app.sensitive import identity_numbers
from app.submissions.reading.findings import Finding, Unreadable, error
from app.submissions.reading.reports.fields import TAKE_AWAY, opened
from app.submissions.reading.reports.labels import Labels
from app.submissions.reading.reports.spots import addressed, flaws, unseen, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.enrolment import Sheet, Sheets
    from app.submissions.reading.reports.document import Document, Table

HEADING_WITHIN_ROWS = 20


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """A line of the plan, by the fields' keys; `at` is its first cell as Excel says it, or its row in Word."""

    cells: dict[str, str]
    at: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    rows: tuple[PlanRow, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Line:
    """A row of a sheet or a table as it stands there."""

    at: str
    texts: tuple[str, ...]


_EMPTY = error("empty_report", "Planen er ikke fylt ut. Skriv minst én rad, og last den opp på nytt.")
_NO_HEADINGS = error(
    "no_fields",
    "Vi kjenner ikke igjen overskriftene i planen. Fyll ut malen som ligger i mappen, og last den opp.",
)


def read_plan(content: bytes, filename: str, *, source: str) -> Plan:
    """Read a plan in Excel made from the form `source`, in a process with limits; raises Unreadable."""
    try:
        return plan(read_workbook(content, filename), Labels(PLANS[source]))
    except enrolment.Unreadable as unreadable:
        raise Unreadable(unreadable.reason, str(unreadable)) from unreadable


def plan(sheets: Sheets, labels: Labels) -> Plan:
    """Read what a person sees of a workbook, and say what is hidden in it."""
    hidden = [finding for sheet in sheets.sheets if (finding := unseen(sheet))]
    return _plan(
        [_lines_of_sheet(visible(sheet)) for sheet in sheets.sheets], labels, [*hidden, *flaws(sheets)]
    )


def plan_in_word(content: bytes, *, source: str) -> Plan:
    """Read a plan in Word made from the form `source`; raises Unreadable."""
    document = opened(content)
    tables = [_lines_of_table(table, number) for number, table in enumerate(document.tables, start=1)]
    found = _plan(tables, Labels(PLANS[source]), _identity_numbers(document))
    barred = any(finding.code == "identity_number" for finding in found.findings)
    return Plan(rows=() if barred else found.rows, findings=found.findings)


def _identity_numbers(document: Document) -> list[Finding]:
    if not identity_numbers(document.whole):
        return []
    return [
        error("identity_number", f"Et sted i planen står noe som ser ut som et fødselsnummer. {TAKE_AWAY}")
    ]


def _plan(grids: Iterable[Sequence[_Line]], labels: Labels, flaws: Sequence[Finding]) -> Plan:
    rows = next((rows for grid in grids if (rows := _rows(grid, labels)) is not None), None)
    if rows is None:
        return Plan(rows=(), findings=(_NO_HEADINGS, *flaws))
    return Plan(rows=rows, findings=(*(() if rows else (_EMPTY,)), *flaws))


def _lines_of_sheet(sheet: Sheet) -> list[_Line]:
    return [
        _Line(addressed(sheet, number, row)[0].address if row else "", tuple(cell.text for cell in row))
        for number, row in enumerate(sheet.rows, start=1)
    ]


def _lines_of_table(table: Table, number: int) -> list[_Line]:
    """Take the written text; a control's own prompt is nothing."""
    return [
        _Line(f"Tabell {number}, rad {at}", tuple("" if cell.text == PROMPT else cell.text for cell in row))
        for at, row in enumerate(table, start=1)
    ]


def _rows(lines: Sequence[_Line], labels: Labels) -> tuple[PlanRow, ...] | None:
    """Return the rows under the headings; None where no row has two headings."""
    for at, line in enumerate(lines[:HEADING_WITHIN_ROWS], start=1):
        columns = {column: key for column, text in enumerate(line.texts) if (key := labels.key(text))}
        if len(columns) > 1:
            written = (_row(below, columns) for below in lines[at:])
            return tuple(one for one in written if any(one.cells.values()))
    return None


def _row(line: _Line, columns: dict[int, str]) -> PlanRow:
    told = {key: line.texts[column] for column, key in columns.items() if column < len(line.texts)}
    return PlanRow(cells=told, at=line.at)
