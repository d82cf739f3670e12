"""How each team's application came, noted beside the team once its form is imported."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import col, select

from app import cohorts
from app.enrolment.forms.bundle import unbundled
from app.enrolment.models import Application

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from app.audit import Deed
    from app.enrolment.applications import TeamApplication


def note_received(
    session: Session, cohort_id: int, teams: Sequence[TeamApplication], bundle: bytes, *, deed: Deed
) -> None:
    """Note the file of each team that was read; the day the post box first had it stays as it was."""
    slip = unbundled(bundle)[0]
    received_at = datetime.fromisoformat(slip.received_at) if slip.received_at else deed.at
    ids = {team.name_key: team.id for team in cohorts.teams_of(session, cohort_id=cohort_id)}
    there = applications_of(session, cohort_id)
    for team in teams:
        team_id = ids[team.key]
        row = there.get(team_id) or Application(
            cohort_id=cohort_id,
            team_id=team_id,
            file="",
            source="",
            received_at=received_at,
            by="",
            at=deed.at,
        )
        row.file, row.source, row.by, row.at = team.file, slip.source, deed.actor, deed.at
        row.case_number = slip.case_number or row.case_number
        session.add(row)
    session.flush()


def applications_of(session: Session, cohort_id: int) -> dict[int, Application]:
    """Return how the teams' applications came, by the team's id; a team from a workbook has none."""
    found = select(Application).where(Application.cohort_id == cohort_id).order_by(col(Application.id))
    return {row.team_id: row for row in session.exec(found)}
