"""A progress plan in Excel or Word: the rows a team has written under the form's headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import enrolment
from app.deliverables import PLANS, PROMPT
from app.enrolment import read_workbook
from app.programmes import listed
from app.sensitive import identity_numbers
from app.submissions.reading.findings import Finding, Unreadable, error, info, warning
from app.submissions.reading.plan_tables import PlanLine, tables_of
from app.submissions.reading.reports.document import Held
from app.submissions.reading.reports.fields import TAKE_AWAY, opened
from app.submissions.reading.reports.labels import Labels
from app.submissions.reading.reports.spots import addressed, flaws, unseen, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.enrolment import Sheet, Sheets
    from app.submissions.reading.plan_tables import PlanTable
    from app.submissions.reading.reports.document import Document, Table

_CROSSED_OUT = {Held.struck, Held.hidden, Held.deleted}


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """A line of the plan, by the fields' keys; `at` is its first cell as Excel says it, or its row in Word."""

    cells: dict[str, str]
    at: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    rows: tuple[PlanRow, ...]
    findings: tuple[Finding, ...]


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
    grids = [_lines_of_sheet(visible(sheet)) for sheet in sheets.sheets]
    return _plan(tables_of(grids, labels), [*hidden, *flaws(sheets)])


def plan_in_word(content: bytes, *, source: str) -> Plan:
    """Read a plan in Word made from the form `source`; raises Unreadable."""
    document = opened(content)
    grids = [_lines_of_table(table, number) for number, table in enumerate(document.tables, start=1)]
    found = _plan(
        tables_of(grids, Labels(PLANS[source]), may_go_on=True),
        [*_identity_numbers(document), *_struck(document)],
    )
    barred = any(finding.code == "identity_number" for finding in found.findings)
    return Plan(rows=() if barred else found.rows, findings=found.findings)


def _struck(document: Document) -> list[Finding]:
    """Say which rows hold text that a person has crossed out or hidden."""
    rows = [
        f"tabell {number}, rad {at}"
        for number, table in enumerate(document.tables, start=1)
        for at, row in enumerate(table, start=1)
        if any(cell.holds & _CROSSED_OUT for cell in row)
    ]
    if not rows:
        return []
    return [
        warning(
            "unseen",
            f"I {listed(rows)} er noe skjult eller strøket ut, så det er ikke lest. Vis det fram igjen hvis det skal "
            "telle.",
        )
    ]


def _identity_numbers(document: Document) -> list[Finding]:
    if not identity_numbers(document.whole):
        return []
    return [
        error("identity_number", f"Et sted i planen står noe som ser ut som et fødselsnummer. {TAKE_AWAY}")
    ]


def _plan(tables: Sequence[PlanTable], flaws: Sequence[Finding]) -> Plan:
    if not tables:
        return Plan(rows=(), findings=(_NO_HEADINGS, *flaws))
    rows = tuple(_row(line, table.columns) for table in tables for line in table.lines)
    written = tuple(one for one in rows if any(one.cells.values()))
    told = dict.fromkeys(finding for table in tables for finding in table.told())
    empty = () if written else (_EMPTY,)
    return Plan(rows=written, findings=(*empty, *flaws, *_several(tables), *told))


def _several(tables: Sequence[PlanTable]) -> list[Finding]:
    """Say where the rows are from, where that is more than one table."""
    starts = [table.lines[0].at for table in tables if any(any(line.texts) for line in table.lines)]
    if len(starts) <= 1:
        return []
    return [info("several_tables", f"Planen er lest fra flere tabeller. De begynner her: {listed(starts)}.")]


def _lines_of_sheet(sheet: Sheet) -> list[PlanLine]:
    return [
        PlanLine(addressed(sheet, number, row)[0].address if row else "", tuple(cell.text for cell in row))
        for number, row in enumerate(sheet.rows, start=1)
    ]


def _lines_of_table(table: Table, number: int) -> list[PlanLine]:
    """Take the written text; a control's own prompt is nothing."""
    return [
        PlanLine(
            f"Tabell {number}, rad {at}", tuple("" if cell.text == PROMPT else cell.text for cell in row)
        )
        for at, row in enumerate(table, start=1)
    ]


def _row(line: PlanLine, columns: dict[int, str]) -> PlanRow:
    told = {key: line.texts[column] for column, key in columns.items() if column < len(line.texts)}
    return PlanRow(cells=told, at=line.at)
