"""Dates and hours for planning a team's shifts: a page for each team, as Word or Excel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Font

from app import cohorts
from app.meetings.audience import meetings_for, roles_for
from app.meetings.roster import roster
from app.people import Role
from app.programmes import WEEKDAYS
from app.safe import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlmodel import Session

    from app.cohorts import Cohort, Team
    from app.meetings.audience import MeetingForSomebody

WORKING_DAY_HOURS = 7.5
HEADINGS = ("Dag", "Dato", "Tid", "Timer", "Møte", "Sted", "Hvem")
SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
MAX_SHEET_NAME_CHARACTERS = 31


@dataclass(frozen=True, kw_only=True)
class Line:
    """A meeting in a team's page; `who` is the whole team or its leader."""

    day: str
    date: str
    time: str
    hours: float
    title: str
    place: str
    who: str

    @property
    def cells(self) -> tuple[str, ...]:
        return self.day, self.date, self.time, _hours(self.hours), self.title, self.place, self.who


@dataclass(frozen=True, kw_only=True)
class TeamsRota:
    """The meetings a team's members are away for; `hours` for each member of the whole team."""

    cohort: str
    team: str
    people: tuple[str, ...]
    lines: tuple[Line, ...]
    hours: float


def rotas(session: Session, cohort_id: int) -> list[TeamsRota]:
    """Return a page for each team, in the order they applied; meetings without a sure date are left out."""
    cohort = cohorts.get(session, cohort_id)
    return [_rota(session, cohort, team) for team in cohorts.teams_of(session, cohort_id=cohort_id)]


def _rota(session: Session, cohort: Cohort, team: Team) -> TeamsRota:
    places = [
        place
        for held in roster(session, cohort.id).values()
        for place in held
        if place.team_id == team.id and place.sits_in_team
    ]
    found = [one for one in meetings_for(session, cohort.id, places) if not one.cancelled]
    members = cohorts.members_of(session, team_id=team.id)
    return TeamsRota(
        cohort=cohort.name,
        team=team.name,
        people=tuple(person.name for person in members),
        lines=tuple(_line(one) for one in found),
        hours=sum(_length(one) for one in found if _is_for_all(one)),
    )


def _line(one: MeetingForSomebody) -> Line:
    last_day = (one.ends_at - timedelta(microseconds=1)).date()
    until = f"–{last_day:%d.%m.%Y}" if last_day > one.starts_at.date() else ""
    return Line(
        day=WEEKDAYS[one.starts_at.weekday()],
        date=f"{one.starts_at:%d.%m.%Y}{until}",
        time="hele dagen" if one.all_day else f"{one.starts_at:%H.%M}–{one.ends_at:%H.%M}",
        hours=_length(one),
        title=one.meeting.title,
        place=one.place or ("Teams" if one.meeting.mode == "digital" else ""),
        who="hele teamet" if _is_for_all(one) else "den som leder teamet",
    )


def _is_for_all(one: MeetingForSomebody) -> bool:
    return Role.staff in roles_for(one.meeting)


def _length(one: MeetingForSomebody) -> float:
    """Count hours: a whole day is a working day's."""
    lasts = one.ends_at.replace(tzinfo=None) - one.starts_at.replace(tzinfo=None)
    return lasts / timedelta(days=1) * WORKING_DAY_HOURS if one.all_day else lasts / timedelta(hours=1)


def _hours(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def _about(rota: TeamsRota) -> Iterator[str]:
    yield f"Teamet: {', '.join(rota.people)}"
    yield f"Hver i teamet: {_hours(rota.hours)} timer. En hel dag er regnet som {_hours(WORKING_DAY_HOURS)} timer."


def rota_as_word(rotas: Sequence[TeamsRota]) -> bytes:
    """Write a page for each team."""
    document: Any = Document()
    for number, rota in enumerate(rotas):
        if number:
            document.add_page_break()
        document.add_heading(f"{rota.cohort}: {rota.team}", level=1)
        for sentence in _about(rota):
            document.add_paragraph(sentence)
        table = document.add_table(rows=1, cols=len(HEADINGS), style="Table Grid")
        _fill(table.rows[0], HEADINGS)
        for line in rota.lines:
            _fill(table.add_row(), line.cells)
    return _saved(document)


def _fill(row: Any, cells: Sequence[str]) -> None:  # noqa: ANN401 - python-docx has no types
    for cell, text in zip(row.cells, cells, strict=True):
        cell.text = text


def rota_as_excel(rotas: Sequence[TeamsRota]) -> bytes:
    """Write a sheet for each team; hours are numbers that can be summed."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for number, rota in enumerate(rotas, start=1):
        sheet = workbook.create_sheet(
            f"{number} {rota.team.translate(SHEET_NAMES)}"[:MAX_SHEET_NAME_CHARACTERS]
        )
        sheet.append([cell_text(f"{rota.cohort}: {rota.team}")])
        for sentence in _about(rota):
            sheet.append([sentence])
        sheet.append(list(HEADINGS))
        for cell in (sheet["A1"], *sheet[sheet.max_row]):
            cell.font = Font(bold=True)
        for one in rota.lines:
            title, place = cell_text(one.title), cell_text(one.place)
            sheet.append([one.day, one.date, one.time, one.hours, title, place, one.who])
        for column, width in zip("ABCDEFG", (10, 24, 14, 8, 48, 24, 22), strict=True):
            sheet.column_dimensions[column].width = width
    return _saved(workbook)


def _saved(document: Any) -> bytes:  # noqa: ANN401 - two libraries, two types
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
