"""The state of every cohort, counted in the database: a long list costs as few queries as a short one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - templates read it
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import case, func, or_
from sqlalchemy import select as select_values
from sqlmodel import col, select

from app import cohorts, outbox
from app.cohorts import ApplicationState, Team
from app.meetings import Meeting
from app.provisioning import Approval, Look, TenantObject

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts import InShort

State = Literal["closed", "draft", "provisioning", "provisioned"]


@dataclass(frozen=True, kw_only=True)
class CohortLine:
    """A cohort in a line: its progress, and the number of things that wait for a person."""

    id: int
    name: str
    programme: str
    start_year: int
    state: State
    teams: int
    unconfirmed: int
    undated: int
    placed: int
    total: int
    problems: int
    drifted: int
    letters: int = 0
    next_meeting: str | None = None
    next_meeting_at: datetime | None = None

    @property
    def needs(self) -> int:
        """Count the things that wait for a person; none in a closed cohort."""
        if self.state == "closed":
            return 0
        waiting = self.unconfirmed + self.undated + self.problems + self.drifted + self.letters
        return waiting + (self.state == "draft")


@dataclass(frozen=True)
class _Counts:
    teams: dict[int, int] = field(default_factory=dict)
    approved: frozenset[int] = frozenset()
    things: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    dates: dict[int, tuple[int, int]] = field(default_factory=dict)
    drifted: dict[int, int] = field(default_factory=dict)
    letters: dict[int | None, int] = field(default_factory=dict)
    coming: dict[int, tuple[str, datetime]] = field(default_factory=dict)


def cohort_lines(session: Session, *, now: datetime, only: int | None = None) -> list[CohortLine]:
    """Return a line for every cohort, or for `only`; cohorts that wait for a person first, then the newest."""
    counts = _Counts(
        teams=_teams(session, only),
        approved=frozenset(
            session.exec(_of(only, Approval.cohort_id, select(Approval.cohort_id).distinct()))
        ),
        things=_things(session, only),
        dates=_dates(session, only),
        drifted=dict(session.exec(_of(only, Look.cohort_id, select(Look.cohort_id, Look.drifted))).all()),
        letters=outbox.count_waiting_by_cohort(session, only),
        coming=coming(session, now, only),
    )
    lines = [_line(cohort, counts) for cohort in cohorts.in_short(session, only)]
    return sorted(lines, key=lambda line: (line.state == "closed", line.needs == 0, -line.id))


def _of(only: int | None, cohort_id: Any, asked: Any) -> Any:  # noqa: ANN401 - a column and a select, as they come
    return asked if only is None else asked.where(col(cohort_id) == only)


def _line(cohort: InShort, counts: _Counts) -> CohortLine:
    total, placed, problems = counts.things.get(cohort.id, (0, 0, 0))
    undated, unconfirmed = counts.dates.get(cohort.id, (0, 0))
    title, starts_at = counts.coming.get(cohort.id, (None, None))
    return CohortLine(
        id=cohort.id,
        name=cohort.name,
        programme=cohort.programme_name,
        start_year=cohort.start_year,
        state=_state(cohort, approved=cohort.id in counts.approved, done=total == placed),
        teams=counts.teams.get(cohort.id, 0),
        unconfirmed=unconfirmed,
        undated=undated,
        placed=placed,
        total=total,
        problems=problems,
        drifted=counts.drifted.get(cohort.id, 0),
        letters=counts.letters.get(cohort.id, 0),
        next_meeting=title,
        next_meeting_at=starts_at,
    )


def _state(cohort: InShort, *, approved: bool, done: bool) -> State:
    if cohort.closed_at:
        return "closed"
    if not approved:
        return "draft"
    return "provisioned" if done else "provisioning"


def _teams(session: Session, only: int | None) -> dict[int, int]:
    out = (ApplicationState.declined, ApplicationState.withdrawn)
    counted = (
        select(Team.cohort_id, func.count()).where(col(Team.place).not_in(out)).group_by(col(Team.cohort_id))
    )
    return dict(session.exec(_of(only, Team.cohort_id, counted)).all())


def _things(session: Session, only: int | None) -> dict[int, tuple[int, int, int]]:
    """Count ledger rows: all that stand or shall, the placed, and those with a problem."""
    row = TenantObject
    counted = (
        select(
            row.cohort_id,
            func.count(),
            func.count(col(row.external_id)),
            func.count(col(row.problem)),
        )
        .where(or_(col(row.decision).is_(None), col(row.decision) != "let_go"))
        .group_by(col(row.cohort_id))
    )
    return {
        cohort_id: (total, placed, problems)
        for cohort_id, total, placed, problems in session.exec(_of(only, row.cohort_id, counted))
    }


def _dates(session: Session, only: int | None) -> dict[int, tuple[int, int]]:
    """Count meetings without a date, and dates that are not confirmed, but those that teams agree on themselves."""
    ours = func.coalesce(col(Meeting.details)["arranged_by"].as_string(), "") != "team"
    undated = case((ours & col(Meeting.starts_at).is_(None), 1), else_=0)
    waits = (
        ours
        & col(Meeting.starts_at).is_not(None)
        & ((col(Meeting.basis) != "source") | col(Meeting.needs_own_confirmation))
        & col(Meeting.confirmed_at).is_(None)
    )
    unconfirmed: Any = case((waits, 1), else_=0)
    counted = select(Meeting.cohort_id, func.sum(undated), func.sum(unconfirmed)).group_by(
        col(Meeting.cohort_id)
    )
    found = session.exec(_of(only, Meeting.cohort_id, counted))
    return {cohort_id: (int(none), int(open_)) for cohort_id, none, open_ in found}


def coming(session: Session, now: datetime, only: int | None = None) -> dict[int, tuple[str, datetime]]:
    """Return the next meeting of each cohort, or of `only`; cancelled meetings do not count."""
    in_order = func.row_number().over(
        partition_by=col(Meeting.cohort_id), order_by=(col(Meeting.starts_at), col(Meeting.id))
    )
    ahead = select(Meeting.cohort_id, Meeting.title, Meeting.starts_at, in_order.label("place")).where(
        col(Meeting.starts_at) > now, col(Meeting.cancelled_at).is_(None)
    )
    inner = _of(only, Meeting.cohort_id, ahead).subquery()
    first = select_values(inner.c.cohort_id, inner.c.title, inner.c.starts_at).where(inner.c.place == 1)
    return {cohort_id: (title, starts_at) for cohort_id, title, starts_at in session.execute(first)}
