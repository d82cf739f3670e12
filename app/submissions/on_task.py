"""What the whole team reads on its task: what was received, and what was found. Everybody in the cohort can read it.

So it says neither what a mentor asks, nor what was found in a file that may not be shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app.deliverables import service as deliverables
from app.people.spelling import tidy
from app.submissions.in_channel import ASKED, BARRED, WAITS
from app.submissions.models import Submission, SubmissionState
from app.submissions.reading import SYSTEM
from app.submissions.service import OSLO, counting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_FINDINGS = 3


def lines(session: Session, cohort_id: int) -> Mapping[int, Mapping[str, str]]:
    """Say it for each team and deliverable, by its key, once whoever handed it in has had a receipt."""
    keys = {row.id: row.key for row in deliverables.of_cohort(session, cohort_id)}
    answered = select(Submission).where(
        Submission.cohort_id == cohort_id, col(Submission.answered_at).is_not(None)
    )
    versions: dict[tuple[int, str], list[Submission]] = {}
    for one in session.exec(answered.order_by(col(Submission.version))):
        versions.setdefault((one.team_id, keys[one.deliverable_id]), []).append(one)
    told: dict[int, dict[str, str]] = {}
    for (team_id, key), handed_in in versions.items():
        told.setdefault(team_id, {})[key] = _told(handed_in)
    return told


def _told(versions: Sequence[Submission]) -> str:
    """Tell of the version that counts, and of a newer one that does not yet."""
    counts, newest = counting(versions), versions[-1]
    shown = [one for one in (counts, newest if newest is not counts else None) if one is not None]
    return "\n".join(_line(one) for one in shown)


def _line(one: Submission) -> str:
    when = f"{one.received_at.astimezone(OSLO):%d.%m.%Y kl. %H.%M}"
    return f"Innlevert: «{tidy(one.name)}», versjon {one.version} ({when}). {_found(one)}"


def _found(one: Submission) -> str:
    if one.barred:
        return BARRED
    if one.state == SubmissionState.accepted:
        return "Godkjent."
    if one.state == SubmissionState.returned:
        return f"Må rettes: {_texts(one, 'error')}" if one.decided_by == SYSTEM else ASKED
    warnings = _texts(one, "warning")
    return f"{WAITS} Se gjerne over: {warnings}" if warnings else WAITS


def _texts(one: Submission, level: str) -> str:
    """Say the first few; the receipt has them all."""
    texts = [finding["text"] for finding in one.findings if finding["level"] == level]
    more = [f"Det er {len(texts) - MOST_FINDINGS} merknader til."] if len(texts) > MOST_FINDINGS else []
    return " ".join([*texts[:MOST_FINDINGS], *more])
