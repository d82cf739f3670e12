"""Files that no rule could place: a person tells what they are."""

from __future__ import annotations

from sqlmodel import Session, col, select

from app import audit, deliverables
from app.audit import Act, Deed
from app.errors import Code, Conflict, NotFound
from app.submissions.library.versions import hand_in
from app.submissions.models import LibraryItem, Submission
from app.submissions.service import team_with_id


def unplaced_files(session: Session, cohort_id: int) -> list[LibraryItem]:
    """Return the files that wait for a person, the oldest first."""
    found = select(LibraryItem).where(
        LibraryItem.cohort_id == cohort_id,
        col(LibraryItem.waits_since).is_not(None),
        col(LibraryItem.gone).is_(False),
    )
    return list(session.exec(found.order_by(col(LibraryItem.waits_since), col(LibraryItem.id))))


def put_with(session: Session, item_id: int, *, team_id: int, deliverable_id: int, deed: Deed) -> Submission:
    """Place a waiting file. It stays where it lies; later versions of it go the same way."""
    item, team = _waiting_item(session, item_id), team_with_id(session, team_id)
    asked = deliverables.asked_of_teams(session, team.cohort_id)[team_id]
    if deliverable_id not in {one.deliverable_id for one in asked}:
        raise NotFound(Code.not_asked_of_team, f"{team.name} er ikke bedt om dette.")
    _chosen(session, item, deed)
    item.team_id, item.deliverable_id = team_id, deliverable_id
    placed = hand_in(session, item, cohort_id=team.cohort_id, now=deed.at)
    if placed is None:
        raise Conflict(Code.submission_decided, "Filen er alt levert inn, og noen har tatt stilling til den.")
    return placed


def set_aside(session: Session, item_id: int, *, deed: Deed) -> None:
    """Say that a file answers nothing: it is the team's own."""
    item = _waiting_item(session, item_id)
    _chosen(session, item, deed)


def cohort_of_file(session: Session, item_id: int) -> int:
    return _waiting_item(session, item_id).cohort_id


def _waiting_item(session: Session, item_id: int) -> LibraryItem:
    item = session.get(LibraryItem, item_id)
    if item is None or item.gone:
        raise NotFound(Code.no_such_file, f"Det finnes ingen fil {item_id} som venter.")
    if item.waits_since is None:
        raise Conflict(Code.file_settled, "Filen venter ikke lenger; noen har alt plassert den.")
    return item


def _chosen(session: Session, item: LibraryItem, deed: Deed) -> None:
    item.chosen_by, item.waits_since, item.why, item.proposals = deed.actor, None, None, []
    audit.record(session, Act.file_placed, deed, about=f"file:{item.id}", cohort_id=item.cohort_id)
