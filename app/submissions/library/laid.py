"""What a team has already sent by mail or by the form, where the next file of the same name comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_
from sqlmodel import Session, col, select

from app.submissions.models import Arrival, LibraryItem, Submission

if TYPE_CHECKING:
    from app.submissions.library.arrivals import ToPut


@dataclass(frozen=True)
class LaidBefore:
    """A file as it lies; `tag` is the hash of its content, where Microsoft tells it."""

    item_id: str
    name: str
    tag: str


def arrivals_laid(session: Session, *, team_id: int) -> set[str]:
    """Return the ids of the files that lie in a team's folders because they came another way."""
    found = select(Arrival.item_id).where(Arrival.team_id == team_id, col(Arrival.item_id).is_not(None))
    return {item_id for item_id in session.exec(found).all() if item_id}


def newest_answer(session: Session, one: ToPut) -> LaidBefore | None:
    """Return the newest file that answers the same deliverable, whoever laid it and wherever, while it lies there."""
    found = select(Submission).where(
        Submission.team_id == one.team_id, Submission.deliverable_id == one.deliverable_id
    )
    newest = session.exec(found.order_by(col(Submission.version).desc())).first()
    item = session.get(LibraryItem, newest.item_id) if newest else None
    return None if item is None or item.gone else LaidBefore(item.item_id, item.name, item.tag)


def items_told_apart(session: Session, one: ToPut) -> set[str]:
    """Return the ids of a team's files that are said to be something else than what comes now."""
    decided = or_(col(LibraryItem.deliverable_id).is_not(None), col(LibraryItem.chosen_by).is_not(None))
    found = select(LibraryItem).where(LibraryItem.team_id == one.team_id, decided)
    return {item.item_id for item in session.exec(found).all() if item.deliverable_id != one.deliverable_id}


def has_namesake(session: Session, arrival: Arrival) -> bool:
    """Tell whether the team has sent another file of the same name, for the same deliverable."""
    others = select(Arrival.name).where(
        Arrival.team_id == arrival.team_id,
        Arrival.deliverable_id == arrival.deliverable_id,
        Arrival.id != arrival.id,
    )
    return arrival.name.casefold() in {name.casefold() for name in session.exec(others).all()}
