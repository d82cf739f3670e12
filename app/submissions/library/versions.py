"""Versions: a classified file becomes a version of a team's answer, or new content of the version before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from app import deliverables
from app.submissions.models import LibraryItem, Submission, SubmissionState

if TYPE_CHECKING:
    from datetime import datetime


def hand_in(session: Session, item: LibraryItem, *, cohort_id: int, now: datetime) -> Submission | None:
    """Take a file as an answer to the deliverable it was placed with. Returns None when that is known already.

    It is a later version when it came after the day that the programme freezes answers at.
    """
    submission = _taken(session, item, cohort_id=cohort_id, now=now)
    if submission is not None:
        window = deliverables.window_of(
            session, team_id=submission.team_id, deliverable_id=submission.deliverable_id
        )
        submission.after_freeze = window.is_frozen(submission.received_at)
    return submission


def _taken(session: Session, item: LibraryItem, *, cohort_id: int, now: datetime) -> Submission | None:
    """Make a version of a file, or write what is new into the last one.

    New content of a file nobody has been answered about yet is still the same version: people save as they write.
    """
    last = last_version(session, item)
    if last is not None and last.tag == item.tag:
        return _placed_anew(session, last, item)
    if last is not None and last.answered_at is None and _answers_the_same(last, item):
        return _written(last, item, now)
    submission = Submission(
        cohort_id=cohort_id,
        team_id=item.team_id or 0,
        deliverable_id=item.deliverable_id or 0,
        version=_next_version(session, item),
        item_id=item.id,
        **_content(item, now),
    )
    session.add(submission)
    session.flush()
    return submission


def _placed_anew(session: Session, known: Submission, item: LibraryItem) -> Submission | None:
    """Follow a file that was moved to another folder, as long as it is not decided on."""
    known.name, known.web_url = item.name, item.web_url
    if _answers_the_same(known, item) or known.state != SubmissionState.received:
        return None
    known.version = _next_version(session, item)
    known.team_id, known.deliverable_id = item.team_id or 0, item.deliverable_id or 0
    known.read_at = None
    return known


def _answers_the_same(submission: Submission, item: LibraryItem) -> bool:
    return (submission.team_id, submission.deliverable_id) == (item.team_id, item.deliverable_id)


def _next_version(session: Session, item: LibraryItem) -> int:
    found = select(Submission.version).where(
        Submission.team_id == item.team_id, Submission.deliverable_id == item.deliverable_id
    )
    return max(session.exec(found), default=0) + 1


def _written(submission: Submission, item: LibraryItem, now: datetime) -> Submission:
    for name, value in _content(item, now).items():
        setattr(submission, name, value)
    return submission


def _content(item: LibraryItem, now: datetime) -> dict[str, Any]:
    """Return the facts a version takes from its file; it is read anew."""
    return {
        "tag": item.tag,
        "name": item.name,
        "size": item.size,
        "web_url": item.web_url,
        "handed_in_by": item.by,
        "route": item.route,
        "received_at": item.changed_at,
        "noted_at": now,
        "read_at": None,
        "next_try_at": None,
        "attempts": 0,
        "findings": [],
        "fields": {},
        "barred": False,
    }


def last_version(session: Session, item: LibraryItem) -> Submission | None:
    """Return the version that a file was handed in as last."""
    found = select(Submission).where(Submission.item_id == item.id).order_by(col(Submission.id).desc())
    return session.exec(found).first()
