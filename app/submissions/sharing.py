"""Accepted reports are every team's to read once the deadline is over (R123, R124): copied, never moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.people.spelling import tidy
from app.submissions import service as submissions
from app.submissions.models import LibraryItem, Submission, SubmissionState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.submissions.service import Standing

FORBIDDEN = set('"*:<>?/\\|#%')


@dataclass(frozen=True, kw_only=True)
class ToShare:
    """A report to copy, read from its row and let go of. `name` is what it is called in the report library."""

    submission_id: int
    place: str
    name: str


def to_share(session: Session, cohort_id: int, *, now: datetime) -> list[ToShare]:
    """Find what is accepted, meant for the whole network, past its deadline and not shared yet."""
    standings = submissions.standings(session, cohort_id, now=now)
    return [_to_share(session, one) for one in standings if _is_ready(one, now)]


def _is_ready(standing: Standing, now: datetime) -> bool:
    counts = standing.counts
    if counts is None or counts.state != SubmissionState.accepted or counts.barred or counts.shared_at:
        return False
    is_over = standing.ends_at is not None and standing.ends_at <= now
    return standing.asked.words.share == "network" and is_over and not standing.gone


def _to_share(session: Session, standing: Standing) -> ToShare:
    counts = standing.counts
    assert counts is not None  # noqa: S101 - only what is accepted is ready
    item = session.get_one(LibraryItem, counts.item_id)
    return ToShare(
        submission_id=counts.id or 0,
        place=f"{item.library_id}/{item.item_id}",
        name=_name(standing.team.name, standing.asked.words.title, counts),
    )


def _name(team: str, title: str, counts: Submission) -> str:
    version = f" v{counts.version}" if counts.version > 1 else ""
    stem = "".join(" " if sign in FORBIDDEN else sign for sign in f"{team} – {title}{version}")
    return f"{tidy(stem)[:100].strip(' .')}.{counts.name.rpartition('.')[2]}"


def note_shared(session: Session, one: ToShare, *, now: datetime) -> None:
    session.get_one(Submission, one.submission_id).shared_at = now
