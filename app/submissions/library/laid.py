"""What a team has already sent by mail or by the form, where the next file of the same name comes."""

from __future__ import annotations

from sqlmodel import Session, col, select

from app.submissions.models import Arrival


def arrivals_laid(session: Session, *, team_id: int) -> set[str]:
    """Return the ids of the files that lie in a team's folders because they came another way."""
    found = select(Arrival.item_id).where(Arrival.team_id == team_id, col(Arrival.item_id).is_not(None))
    return {item_id for item_id in session.exec(found).all() if item_id}


def has_namesake(session: Session, arrival: Arrival) -> bool:
    """Tell whether the team has sent another file of the same name, for the same deliverable."""
    others = select(Arrival.name).where(
        Arrival.team_id == arrival.team_id,
        Arrival.deliverable_id == arrival.deliverable_id,
        Arrival.id != arrival.id,
    )
    return arrival.name.casefold() in {name.casefold() for name in session.exec(others).all()}
