"""What is to be seen to: offers whose day to answer has passed, and channels kept after their team has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import cohorts
from app.cohorts import ApplicationState
from app.health import OSLO
from app.places.changes import latest_changes

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session


def count_unanswered(session: Session, cohort_id: int, *, now: datetime) -> int:
    """Count the teams whose day to answer has passed; nothing is done about them by itself."""
    latest, today = latest_changes(session, cohort_id), now.astimezone(OSLO).date()
    offered = {
        team.id
        for team in cohorts.teams_of(session, cohort_id=cohort_id)
        if team.place is ApplicationState.offered
    }
    return sum(
        team_id in offered and row.reply_by is not None and row.reply_by < today
        for team_id, row in latest.items()
    )


def kept_channels(session: Session, cohort_id: int) -> frozenset[int]:
    """Return the teams that have left and whose channels are kept, to be read."""
    return frozenset(
        team_id
        for team_id, row in latest_changes(session, cohort_id).items()
        if row.keep_channel and row.after is ApplicationState.withdrawn
    )
