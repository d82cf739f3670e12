"""Files for a team's folder: the programme's forms or the unit's own, and the tasks where there is no Planner."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from app import deliverables, submissions
from app.config import settings
from app.errors import Code, NotFound
from app.provisioning.desired.agreements import agreement_on
from app.provisioning.desired.wanted import TASKS
from app.provisioning.preview.picture_of import draw, surroundings
from app.safe import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlmodel import Session

    from app.provisioning.desired.picture import CohortPicture, TeamPicture

COLUMNS = ("Fase", "Oppgave", "Frist", "Hva", "Huskeliste", "Gjort (dato)")


def file_content(session: Session, cohort_id: int, *, team_id: int | None, source: str, name: str) -> bytes:
    """Make a file as it is put in place. Raises NotFound for a form we do not have."""
    if source != TASKS:
        own = submissions.templates_to_put(session, cohort_id, source=source, name=name)
        return own or deliverables.render_form(source, name)
    picture = draw(session, cohort_id, surroundings(settings()))
    team = next((team for team in picture.teams if team.id == team_id), None)
    if team is None:
        raise NotFound(Code.no_such_team, "Teamet er ikke med i kullet.")
    return _workbook(name.rpartition(".")[0], _rows(picture, team))


def _rows(picture: CohortPicture, team: TeamPicture) -> Iterator[tuple[str, ...]]:
    for phase in (team.own or picture.work).phases:
        for task in phase.tasks:
            due = f"{task.due:%d.%m.%Y}" if task.due else ""
            said = "\n\n".join(
                part for part in (task.text, agreement_on(picture, team, task.meeting)) if part
            )
            yield phase.title, task.title, due, said, "; ".join(task.checklist), ""


def _workbook(title: str, rows: Iterable[tuple[str, ...]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - slow import, needed by the jobs only

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title[:31]  # Excel's own limit
    for row in (COLUMNS, *rows):
        sheet.append([cell_text(text) for text in row])
    for letter in "ABCDEF":
        sheet.column_dimensions[letter].width = 24
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()
