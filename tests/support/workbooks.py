"""Real files for the tests: workbooks as people and spreadsheets make them, and as nobody should."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from app.audit import Deed
from app.cohorts import service as cohorts
from app.cohorts.models import Cohort
from app.enrolment import service as enrolment
from app.enrolment.sheets import Cell, Sheet, Sheets

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
HEADINGS = ("foretak", "prioritet", "team", "navn", "e-post", "rolle")
KARI = ("UNN", 1, "Sengepost A", "Kari Nes", "kari@example.no", "leder")
OLA = ("UNN", 1, "Sengepost A", "Ola Vik", "ola@example.no", "tillitsvalgt")

Rows = list[tuple[Any, ...]]


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx(*rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS, title: str = "Påmelding") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in (headings, *rows):
        sheet.append(row)
    return saved(book)


def sheets(*rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS) -> Sheets:
    """Rows as they are once a file is read, without the file."""
    cells = (tuple(Cell("" if one is None else str(one)) for one in row) for row in (headings, *rows))
    return Sheets((Sheet("Påmelding", tuple(cells)),))


def xlsx_changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Change one part of a workbook behind its back."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, change(content) if name == part else content)
    return out.getvalue()


def xlsx_with(data: bytes, name: str, content: bytes) -> bytes:
    """Put one more part into a workbook."""
    out = BytesIO(data)
    with ZipFile(out, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


PLAIN = {
    "key": "enkelt",
    "name": "Enkelt",
    "owner": "UNN",
    "version": 1,
    "purpose": "Øve",
    "source": {"document": "Et notat"},
    "meetings": [
        {"key": "samling", "kind": "gathering", "title": "Samling", "audience": "teams", "mode": "digital"}
    ],
}
"""A programme that asks nothing of anybody."""


def a_cohort(session: Session, **facts: Any) -> Cohort:
    cohort = Cohort(
        name=facts.pop("name", "Tørn kull 3"),
        programme="torn-kull-3",
        programme_version=1,
        start_year=2026,
        definition=facts.pop("definition", PLAIN),
        created_at=NOW,
        **facts,
    )
    session.add(cohort)
    session.flush()
    return cohort


def take(session: Session, cohort: Cohort, *rows: tuple[Any, ...], **more: Any) -> enrolment.EnrolmentResult:
    """Import these rows as a workbook."""
    headings = more.pop("headings", HEADINGS)
    data = more.pop("data", None) or xlsx(*rows, headings=headings)
    filename = more.pop("filename", "påmelding.xlsx")
    return enrolment.enrol(
        session,
        cohort_id=cohort.id or 0,
        data=data,
        filename=filename,
        deed=Deed(actor="kari", at=NOW),
        **more,
    )


def said(result: enrolment.EnrolmentResult) -> list[tuple[int | None, str | None, str, str]]:
    return [(problem.row, problem.column, problem.level, problem.code) for problem in result.problems]


def seats(session: Session, cohort: Cohort) -> list[tuple[str, str, str | None]]:
    """Return who has which role in which team."""
    teams = {team.id: team.name for team in cohorts.teams_of(session, cohort_id=cohort.id or 0)}
    grants = cohorts.grants_of(session, cohort_id=cohort.id or 0)
    return sorted((person.name, grant.role.value, teams.get(grant.team_id)) for grant, person in grants)
