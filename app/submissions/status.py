"""Every team's status for every deliverable, read as values: enough for a list of hundreds, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Text, and_, case, cast, func, select
from sqlmodel import Session, col

from app import deliverables
from app.db import as_given, time_of
from app.submissions.models import Submission, SubmissionState
from app.submissions.service import teams_taking_part, until_when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from sqlalchemy import Subquery

    from app.cohorts import Team
    from app.deliverables import Asked


class HandedIn(NamedTuple):
    """The version that counts. `state` is a word of SubmissionState.

    `step` is the self-evaluation that was read from it, `first_at` when the first came.
    """

    id: int
    team_id: int
    deliverable_id: int
    state: str
    web_url: str | None
    barred: bool
    step: float | None
    first_at: datetime


class StatusLine(NamedTuple):
    """A team and a deliverable it is asked for. `counts` is the version that counts; None while all is missing.

    `late` means that it came, or will come, after its deadline; `not_yet` that nobody lacks it so far.
    """

    team: Team
    asked: Asked
    counts: HandedIn | None
    ends_at: datetime | None
    late: bool
    not_yet: bool = False


def status_lines(
    session: Session,
    cohort_id: int,
    *,
    now: datetime,
    only: int | None = None,
    those: Callable[[Asked], bool] = lambda _: True,
) -> list[StatusLine]:
    """Return each team's status, or only one team's, for every deliverable or `those`, as `service.standings` does.

    Raises Conflict as it does.
    """
    teams = [team for team in teams_taking_part(session, cohort_id) if only in {None, team.id}]
    every = deliverables.asked_of_teams(session, cohort_id)
    asked = {team.id: [one for one in every[team.id] if those(one)] for team in teams}
    own_deadlines = until_when(session, [team.id for team in teams])
    ids = {one.deliverable_id for theirs in asked.values() for one in theirs}
    freezes = any(one.words.freeze_after for theirs in asked.values() for one in theirs)
    counts = _counting(session, _chosen(cohort_id, ids, only, freezes=freezes))
    return [one for team in teams for one in _of_team(team, asked[team.id], counts, own_deadlines, now)]


def _counting(session: Session, chosen: Subquery) -> dict[tuple[int, int], HandedIn]:
    one_version = (
        chosen.c[name] == getattr(Submission, name) for name in ("team_id", "deliverable_id", "version")
    )
    found = select(*_READ, cast(chosen.c.first_at, Text)).join(chosen, and_(*one_version))
    rows = (HandedIn._make((*row[:-1], time_of(row[-1]))) for row in as_given(session, found))
    return {(row.team_id, row.deliverable_id): row for row in rows}


_READ = (
    *map(col, (Submission.id, Submission.team_id, Submission.deliverable_id)),
    cast(Submission.state, Text),
    *map(col, (Submission.web_url, Submission.barred, Submission.step)),
)


def _chosen(cohort_id: int, deliverable_ids: set[int], only: int | None, *, freezes: bool) -> Subquery:
    """Choose the version that counts as `service.counting` does, in the database: there are many of each thing.

    Where nothing `freezes`, the index alone answers.
    """
    row = Submission
    accepted = case((col(row.state) == SubmissionState.accepted, col(row.version)))
    stands = and_(col(row.after_freeze).is_(False), col(row.state) != SubmissionState.returned)
    frozen = [func.max(case((stands, col(row.version))))] if freezes else []
    found = (
        select(
            col(row.team_id),
            col(row.deliverable_id),
            func.coalesce(func.max(accepted), *frozen, func.max(row.version)).label("version"),
            func.min(row.received_at).label("first_at"),
        )
        .where(col(row.cohort_id) == cohort_id, col(row.deliverable_id).in_(deliverable_ids))
        .group_by(col(row.team_id), col(row.deliverable_id))
    )
    return (found if only is None else found.where(col(row.team_id) == only)).subquery()


def _of_team(
    team: Team,
    asked: Iterable[Asked],
    counts: Mapping[tuple[int, int], HandedIn],
    own_deadlines: Mapping[tuple[int, int], datetime],
    now: datetime,
) -> Iterator[StatusLine]:
    team_id = team.id
    for one in asked:
        place = (team_id, one.deliverable_id)
        handed_in, ends_at = counts.get(place), own_deadlines.get(place, one.ends_at)
        first = handed_in.first_at if handed_in else now
        not_yet = handed_in is None and not one.window.is_open(now)
        late = ends_at is not None and first >= ends_at and not not_yet
        yield StatusLine(team, one, handed_in, ends_at, late, not_yet)
