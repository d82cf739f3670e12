"""The meetings a team agrees on itself, for its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import meetings
from app.config import settings
from app.provisioning.desired.agreements import agreements_of
from app.provisioning.preview.picture_of import draw, surroundings
from app.provisioning.preview.team_work import is_to_agree

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts import Team
    from app.provisioning.desired.agreements import Agreement


def meetings_to_agree_on(session: Session, team: Team) -> list[Agreement]:
    """Return a team's own meetings with proposals. The cohort is drawn only where there are any."""
    if not any(map(is_to_agree, meetings.of_cohort(session, team.cohort_id))):
        return []
    picture = draw(session, team.cohort_id, surroundings(settings()))
    own = next((one for one in picture.teams if one.id == team.id), None)
    return agreements_of(picture, own) if own else []
