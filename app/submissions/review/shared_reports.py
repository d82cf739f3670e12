"""Accepted reports are every team's to read once the deadline is over (R123, R124): copied, never moved.

The report library holds the version that counts. A copy goes when its version is returned, and when a newer one lies
beside it: both are a mentor's own act, and the team's own file stays where it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import audit
from app.audit import SYSTEM, Act, Deed
from app.people import tidy_text
from app.submissions import service
from app.submissions.models import LibraryItem, Submission, SubmissionState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from app.submissions.service import Standing

FORBIDDEN = set('"*:<>?/\\|#%')


@dataclass(frozen=True, kw_only=True)
class ToShare:
    """A report to copy, read from its row and let go of. `name` is its name in the report library."""

    submission_id: int
    place: str
    name: str


@dataclass(frozen=True, kw_only=True)
class ToWithdraw:
    """A copy of ours whose version no longer counts. `place` is where it lies."""

    submission_id: int
    place: str


def reports_to_share(session: Session, cohort_id: int, *, now: datetime) -> list[ToShare]:
    """Find accepted reports meant for the whole network, past their deadline and not shared yet.

    A file that somebody has written more in since waits: what would be copied is not what was accepted.
    """
    standings = service.standings(session, cohort_id, now=now)
    ready = [(one, one.counts) for one in standings if one.counts is not None and _is_ready(one, now)]
    lying = [(standing, counts, session.get_one(LibraryItem, counts.item_id)) for standing, counts in ready]
    return [_to_share(standing, counts, item) for standing, counts, item in lying if item.tag == counts.tag]


def _is_ready(standing: Standing, now: datetime) -> bool:
    counts = standing.counts
    if counts is None or counts.state != SubmissionState.accepted or counts.barred or counts.shared_as:
        return False
    is_over = standing.ends_at is not None and standing.ends_at <= now
    return standing.asked.words.share == "network" and is_over and not standing.gone


def _to_share(standing: Standing, counts: Submission, item: LibraryItem) -> ToShare:
    return ToShare(
        submission_id=counts.id,
        place=f"{item.library_id}/{item.item_id}",
        name=_name(standing.team.name, standing.asked.words.title, counts),
    )


def _name(team: str, title: str, counts: Submission) -> str:
    version = f" v{counts.version}" if counts.version > 1 else ""
    stem = "".join(" " if sign in FORBIDDEN else sign for sign in f"{team} – {title}{version}")
    return f"{tidy_text(stem)[:100].strip(' .')}.{counts.name.rpartition('.')[2]}"


def note_shared(session: Session, one: ToShare, *, place: str, now: datetime) -> None:
    """Keep where the copy lies."""
    submission = session.get_one(Submission, one.submission_id)
    submission.shared_at, submission.shared_as = now, place
    _note(session, submission, Act.report_shared, now)


# --- what counts no longer ---------------------------------------------------------------------


def reports_to_withdraw(session: Session, cohort_id: int) -> list[ToWithdraw]:
    """Find our copies of returned versions, and of versions that a newer copy has replaced."""
    return [
        ToWithdraw(submission_id=one.id, place=one.shared_as)
        for versions in service.by_team_and_deliverable(session, cohort_id).values()
        for one in versions
        if one.shared_as is not None and not _still_stands(one, versions)
    ]


def _still_stands(shared: Submission, versions: Sequence[Submission]) -> bool:
    """Keep an accepted copy until the newer accepted version lies there too: people are reading it."""
    counts = service.counting(versions)
    replaced = counts is not shared and counts is not None and counts.shared_as is not None
    return shared.state == SubmissionState.accepted and not shared.barred and not replaced


def note_withdrawn(session: Session, one: ToWithdraw, *, left: bool, now: datetime) -> None:
    """Forget a copy. `left`: a person has written in it, so it is theirs, and lies there still."""
    submission = session.get_one(Submission, one.submission_id)
    submission.shared_at, submission.shared_as = None, None
    _note(session, submission, Act.shared_report_left_to_others if left else Act.shared_report_withdrawn, now)


def _note(session: Session, submission: Submission, act: Act, now: datetime) -> None:
    audit.record(
        session,
        act,
        Deed(actor=submission.decided_by or SYSTEM, at=now),
        about=f"submission:{submission.id}",
        cohort_id=submission.cohort_id,
    )
