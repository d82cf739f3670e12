"""A change that a team reports on its own page, as a proposal for the unit to approve with one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import cohorts
from app.cohorts import ChangeKind, ChangeSource
from app.errors import AppError
from app.people import Role, role_called
from app.people_changes.wishes import Wish, proposed_by

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.audit import Deed
    from app.cohorts import PeopleChange, Request, Team, TeamChange


def proposed_by_team(
    session: Session, team: Team, told: TeamChange, request: Request, *, deed: Deed
) -> PeopleChange | None:
    """Propose what a team reports; None when it names nobody we know, and then the unit reads its words."""
    wish = _wish(session, team, told)
    if wish is None or request.settled_at:
        return None
    try:
        return proposed_by(
            session, team.cohort_id, wish, source=ChangeSource.team, deed=deed, request_id=request.id
        )
    except AppError:
        return None


def _wish(session: Session, team: Team, told: TeamChange) -> Wish | None:
    comes = {"name": told.comes, "email": told.email} if told.email.strip() else None
    if comes and told.goes.strip():
        return Wish(kind=ChangeKind.swap, who=told.goes, team=team.name, **comes)
    if comes:
        return Wish(kind=ChangeKind.add, team=team.name, roles=[_role(session, team, told.role)], **comes)
    if told.goes.strip() and not told.comes.strip():
        return Wish(kind=ChangeKind.remove, who=told.goes, team=team.name)
    return None


def _role(session: Session, team: Team, word: str) -> str:
    """Return the role that a team wrote, or that of a member; the unit sees it before it approves."""
    names = cohorts.own_role_names(session, cohorts.get(session, team.cohort_id))
    return (role_called(word, names) or Role.staff).value
