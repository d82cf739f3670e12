"""How every cohort stands, counted in the database: a list of many costs as few questions as a list of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - templates read it
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import case, func, or_
from sqlmodel import col, select

from app.cohorts import service as cohorts
from app.cohorts.models import Place, Team
from app.meetings.models import Meeting
from app.provisioning.models import Approval, Look, TenantObject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

    from app.cohorts.models import Cohort

State = Literal["closed", "draft", "provisioning", "provisioned"]


@dataclass(frozen=True, kw_only=True)
class CohortLine:
    """A cohort in one line: how far it is, and how many things wait for a person."""

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
    next_meeting: str | None = None
    next_meeting_at: datetime | None = None

    @property
    def needs(self) -> int:
        """Count what waits for a person. A closed cohort needs nobody."""
        if self.state == "closed":
            return 0
        return self.unconfirmed + self.undated + self.problems + self.drifted + (self.state == "draft")


@dataclass(frozen=True)
class _Counts:
    teams: dict[int, int] = field(default_factory=dict)
    approved: frozenset[int] = frozenset()
    things: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    dates: dict[int, tuple[int, int]] = field(default_factory=dict)
    drifted: dict[int, int] = field(default_factory=dict)
    coming: dict[int, tuple[str, datetime]] = field(default_factory=dict)


def cohort_lines(session: Session, *, now: datetime, only: Iterable[int] | None = None) -> list[CohortLine]:
    """Return every cohort, those that wait for a person first, then the newest."""
    counts = _Counts(
        teams=_teams(session),
        approved=frozenset(session.exec(select(Approval.cohort_id).distinct())),
        things=_things(session),
        dates=_dates(session),
        drifted=dict(session.exec(select(Look.cohort_id, Look.drifted)).all()),
        coming=coming(session, now),
    )
    wanted = None if only is None else set(only)
    lines = [
        _line(cohort, counts)
        for cohort in cohorts.all_cohorts(session)
        if wanted is None or cohort.id in wanted
    ]
    return sorted(lines, key=lambda line: (line.state == "closed", line.needs == 0, -line.id))


def _line(cohort: Cohort, counts: _Counts) -> CohortLine:
    cohort_id = cohort.id or 0
    total, placed, problems = counts.things.get(cohort_id, (0, 0, 0))
    undated, unconfirmed = counts.dates.get(cohort_id, (0, 0))
    title, starts_at = counts.coming.get(cohort_id, (None, None))
    return CohortLine(
        id=cohort_id,
        name=cohort.name,
        programme=cohort.definition["name"],
        start_year=cohort.start_year,
        state=_state(cohort, approved=cohort_id in counts.approved, done=total == placed),
        teams=counts.teams.get(cohort_id, 0),
        unconfirmed=unconfirmed,
        undated=undated,
        placed=placed,
        total=total,
        problems=problems,
        drifted=counts.drifted.get(cohort_id, 0),
        next_meeting=title,
        next_meeting_at=starts_at,
    )


def _state(cohort: Cohort, *, approved: bool, done: bool) -> State:
    if cohort.closed_at:
        return "closed"
    if not approved:
        return "draft"
    return "provisioned" if done else "provisioning"


def _teams(session: Session) -> dict[int, int]:
    out = (Place.declined, Place.withdrawn)
    counted = (
        select(Team.cohort_id, func.count()).where(col(Team.place).not_in(out)).group_by(col(Team.cohort_id))
    )
    return dict(session.exec(counted).all())


def _things(session: Session) -> dict[int, tuple[int, int, int]]:
    """Count what stands or shall, what is placed, and what has a problem."""
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
        cohort_id: (total, placed, problems) for cohort_id, total, placed, problems in session.exec(counted)
    }


def _dates(session: Session) -> dict[int, tuple[int, int]]:
    """Count meetings without a date, and dates that nobody has confirmed."""
    undated = case((col(Meeting.starts_at).is_(None), 1), else_=0)
    waits = (
        col(Meeting.starts_at).is_not(None)
        & (Meeting.basis != "source")
        & col(Meeting.confirmed_at).is_(None)
    )
    unconfirmed: Any = case((waits, 1), else_=0)
    counted = select(Meeting.cohort_id, func.sum(undated), func.sum(unconfirmed)).group_by(
        col(Meeting.cohort_id)
    )
    return {cohort_id: (int(none), int(open_)) for cohort_id, none, open_ in session.exec(counted)}


def coming(session: Session, now: datetime, only: int | None = None) -> dict[int, tuple[str, datetime]]:
    """Return each cohort's next meeting, or one's; a cancelled one is none."""
    ahead = select(Meeting.cohort_id, Meeting.title, Meeting.starts_at).where(
        col(Meeting.starts_at) > now, col(Meeting.cancelled_at).is_(None)
    )
    if only is not None:
        ahead = ahead.where(Meeting.cohort_id == only)
    found: dict[int, tuple[str, datetime]] = {}
    for cohort_id, title, starts_at in session.exec(ahead.order_by(col(Meeting.starts_at))):
        if starts_at:
            found.setdefault(cohort_id, (title, starts_at))
    return found
