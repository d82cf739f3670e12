"""Cards the whole team reads in its channel: a version was received, and its outcome.

Everybody who sees the channel reads it, so it names no person and no file, neither what a mentor asks nor what was
found in a file that may not be shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import channel_posts, deliverables
from app.cohorts import Team
from app.submissions.models import Submission, SubmissionState
from app.submissions.review.on_task import ASKED, BARRED, WAITS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

SEE_MORE = "Se hva det er på siden til teamet."


def tell_received(session: Session, submission: Submission, *, now: datetime) -> None:
    """Tell of a received version, when its sender is told too."""
    mend = _count(submission, "error")
    how = "må rettes" if mend or submission.barred else "mottatt"
    _tell(session, submission, how, _found(submission, mend), now, step="received")


def tell_decided(session: Session, submission: Submission, *, now: datetime) -> None:
    """Tell of a mentor's decision."""
    if submission.state is SubmissionState.accepted:
        _tell(session, submission, "godkjent", "Veilederen har godkjent den.", now, step="accepted")
    else:
        _tell(session, submission, "må ses på igjen", ASKED, now, step="returned")


def _tell(session: Session, submission: Submission, how: str, text: str, now: datetime, *, step: str) -> None:
    team = session.get_one(Team, submission.team_id)
    title = deliverables.get(session, submission.deliverable_id).title
    channel_posts.post_card(
        session,
        team,
        about=f"submission:{submission.id}",
        step=step,
        title=f"{title}: {how}",
        text=f"Det gjelder versjon {submission.version} fra {team.name}.\n{text}",
        now=now,
    )


def _found(submission: Submission, mend: int) -> str:
    if submission.barred:
        return BARRED
    if mend:
        return f"Vi fant {_things(mend)} som må rettes. {SEE_MORE}"
    look_over = _count(submission, "warning")
    return f"{WAITS} Vi fant {_things(look_over)} dere kan se over. {SEE_MORE}" if look_over else WAITS


def _count(submission: Submission, level: str) -> int:
    return sum(finding["level"] == level for finding in submission.findings)


def _things(number: int) -> str:
    return "én ting" if number == 1 else f"{number} ting"
