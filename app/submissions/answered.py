"""Which versions a team reads of on its tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Text, and_, case, cast, func, select
from sqlmodel import Session, col

from app.deliverables import service as deliverables
from app.submissions.models import Submission, SubmissionState
from app.submissions.on_task import Answered
from app.submissions.reading import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Subquery

_ROW = Submission
_SAID = (
    *map(col, (_ROW.version, _ROW.name, _ROW.received_at, _ROW.state)),
    func.coalesce(_ROW.decided_by, "") == SYSTEM,
    *(col(_ROW.barred), cast(_ROW.findings, Text)),
)
"""What Answered holds, in its order."""


def answered(session: Session, cohort_id: int) -> Mapping[int, Mapping[str, tuple[Answered, ...]]]:
    """Return for each team and deliverable, by its key, the version that counts and a newer one that does not yet."""
    keys = {row.id: row.key for row in deliverables.of_cohort(session, cohort_id)}
    chosen = _chosen(cohort_id)
    newer = (chosen.c.newest, chosen.c.accepted)
    same = (chosen.c.team_id == _ROW.team_id, chosen.c.deliverable_id == _ROW.deliverable_id)
    found = select(*map(col, (_ROW.team_id, _ROW.deliverable_id)), *_SAID).join(
        chosen, and_(*same, col(_ROW.version).in_(newer))
    )
    versions: dict[int, dict[str, tuple[Answered, ...]]] = {}
    for team_id, deliverable_id, *one in session.execute(found.order_by(col(_ROW.version))):
        theirs, key = versions.setdefault(team_id, {}), keys[deliverable_id]
        theirs[key] = (*theirs.get(key, ()), Answered._make(one))
    return versions


def _chosen(cohort_id: int) -> Subquery:
    """Choose the newest version that was answered, and the newest accepted of those, from the index alone."""
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
