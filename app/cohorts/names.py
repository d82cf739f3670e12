"""Names that teams had before: workbooks may still use them, and mean the same team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from app.cohorts.models import FormerName, Team

if TYPE_CHECKING:
    from sqlmodel import Session


def remember_name(session: Session, *, cohort_id: int, name_key: str, team_id: int) -> None:
    """Let a name mean this team from now on, also when it meant another before."""
    session.merge(FormerName(cohort_id=cohort_id, name_key=name_key, team_id=team_id))
    session.flush()


def former_names(session: Session, cohort_id: int) -> dict[str, Team]:
    """Return the teams by names they have no longer; one that a team has now is that team's."""
    found = session.exec(
        select(FormerName.name_key, Team)
        .join(Team, Team.id == FormerName.team_id)  # type: ignore[arg-type]
        .where(FormerName.cohort_id == cohort_id)
    )
    return dict(found.all())
