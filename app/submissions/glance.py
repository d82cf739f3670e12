"""How every team stands with everything, read as values: what a list of hundreds needs, and no more."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from app.deliverables import service as deliverables
from app.deliverables.fields import SELF_EVALUATION
from app.submissions.models import Submission, SubmissionState
from app.submissions.service import counting, teams_taking_part, until_when

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.cohorts.models import Team
    from app.deliverables.service import Asked


class HandedIn(NamedTuple):
    """One version. `step` is the self-evaluation that was read from it."""

    id: int
    team_id: int
    deliverable_id: int
    state: SubmissionState
    received_at: datetime
    web_url: str | None
    barred: bool
    step: float | None


@dataclass(frozen=True, kw_only=True)
class Glance:
    """One team and one thing it is asked for. `counts` is the version that counts; None while all is missing.

    `late` means that it came, or will come, after its deadline.
    """

    team: Team
    asked: Asked
    counts: HandedIn | None
    ends_at: datetime | None
    late: bool


def glances(session: Session, cohort_id: int, *, now: datetime, only: int | None = None) -> list[Glance]:
    """Say how each team, or only one, stands with each thing, as `service.standings` does.

    Raises Conflict as it does.
    """
    teams = [team for team in teams_taking_part(session, cohort_id) if only in {None, team.id}]
    asked = deliverables.asked_of_teams(session, cohort_id)
    own_deadlines = until_when(session, [team.id for team in teams])
    versions = _versions(session, cohort_id, only)
    return [
        _glance(
            team,
            one,
            versions[team.id or 0, one.deliverable_id],
            own_deadlines.get((team.id or 0, one.deliverable_id), one.ends_at),
            now,
        )
        for team in teams
        for one in asked[team.id or 0]
    ]


def _versions(session: Session, cohort_id: int, only: int | None) -> dict[tuple[int, int], list[HandedIn]]:
    step = col(Submission.fields)[SELF_EVALUATION.key]["number"].as_float()
    named = [name for name in HandedIn._fields if name != "step"]
    found = (
        select(*(getattr(Submission, name) for name in named), step)
        .where(col(Submission.cohort_id) == cohort_id)
        .order_by(col(Submission.version))
    )
    if only is not None:
        found = found.where(col(Submission.team_id) == only)
    versions: dict[tuple[int, int], list[HandedIn]] = defaultdict(list)
    for row in map(HandedIn._make, session.execute(found)):
        versions[row.team_id, row.deliverable_id].append(row)
    return versions


def _glance(
    team: Team, asked: Asked, versions: Sequence[HandedIn], ends_at: datetime | None, now: datetime
) -> Glance:
    first = min((one.received_at for one in versions), default=now)
    return Glance(
        team=team,
        asked=asked,
        counts=counting(versions),
        ends_at=ends_at,
        late=ends_at is not None and first >= ends_at,
    )
