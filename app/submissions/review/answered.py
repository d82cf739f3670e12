"""The versions a team reads of on its tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Text, and_, case, cast, func, select
from sqlmodel import Session, col

from app.audit import SYSTEM
from app.db import as_given
from app.deliverables import Deliverable
from app.submissions.models import Submission, SubmissionState
from app.submissions.review.on_task import Answered

if TYPE_CHECKING:
    from sqlalchemy import Subquery

_ROW = Submission
_SAID = (
    *map(col, (_ROW.team_id, Deliverable.key, _ROW.version, _ROW.name)),
    cast(_ROW.received_at, Text),
    cast(_ROW.state, Text),
    func.coalesce(_ROW.decided_by, "") == SYSTEM,
    *(col(_ROW.barred), cast(_ROW.findings, Text)),
)
"""What Answered holds, in its order; thousands are read."""


def answered(session: Session, cohort_id: int) -> tuple[Answered, ...]:
    """Return for each team and deliverable the version that counts, then a newer version if there is any."""
    chosen = _chosen(cohort_id)
    same = (chosen.c.team_id == _ROW.team_id, chosen.c.deliverable_id == _ROW.deliverable_id)
    counts_or_is_newer = col(_ROW.version).in_((chosen.c.newest, chosen.c.accepted))
    found = (
        select(*_SAID)
        .join(chosen, and_(*same, counts_or_is_newer))
        .join(Deliverable, col(Deliverable.id) == _ROW.deliverable_id)
    )
    return tuple(map(Answered._make, as_given(session, found.order_by(col(_ROW.version)))))


def _chosen(cohort_id: int) -> Subquery:
    """Choose the newest answered version, and the newest accepted among the answered, from the index alone."""
    accepted = case((col(_ROW.state) == SubmissionState.accepted, col(_ROW.version)))
    return (
        select(
            *map(col, (_ROW.team_id, _ROW.deliverable_id)),
            func.max(_ROW.version).label("newest"),
            func.max(accepted).label("accepted"),
        )
        .where(col(_ROW.cohort_id) == cohort_id, col(_ROW.answered_at).is_not(None))
        .group_by(col(_ROW.team_id), col(_ROW.deliverable_id))
        .subquery()
    )
