"""A cohort on one page, for its directors and its steering group: teams, deliveries and dates, and no person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import cohorts, meetings
from app.dashboard.overview import HANDED_IN, overview

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from app.dashboard.overview import Line

MAX_DATES = 4


@dataclass(frozen=True, kw_only=True)
class TeamOnPage:
    """A team: how many of its deliverables are handed in, of those asked for, and how many are late."""

    name: str
    organisation: str
    handed_in: int
    asked: int
    late: int


@dataclass(frozen=True, kw_only=True)
class OnePage:
    """`dates` are the gatherings ahead, with their titles."""

    cohort: str
    made_at: datetime
    teams: Sequence[TeamOnPage]
    dates: Sequence[tuple[datetime, str]]

    @property
    def late(self) -> int:
        return sum(one.late for one in self.teams)

    @property
    def handed_in(self) -> int:
        return sum(one.handed_in for one in self.teams)


def one_page(
    session: Session, cohort_id: int, *, organisations: Collection[int] | None, now: datetime
) -> OnePage:
    """Read it for these organisations, or all when None. Raises Conflict while places must be decided."""
    found = overview(session, cohort_id, now=now).lines
    theirs = [line for line in found if organisations is None or line.team.organisation_id in organisations]
    return OnePage(
        cohort=cohorts.get(session, cohort_id).name,
        made_at=now,
        teams=sorted(map(_team, theirs), key=lambda one: (-one.late, one.name.casefold())),
        dates=_dates(session, cohort_id, now),
    )


def _team(line: Line) -> TeamOnPage:
    hows = [how for how in line.hows.values() if how != "not_yet"]
    return TeamOnPage(
        name=line.team.name,
        organisation=line.organisation,
        handed_in=sum(how in HANDED_IN or how == "returned" for how in hows),
        asked=len(hows),
        late=hows.count("late"),
    )


def _dates(session: Session, cohort_id: int, now: datetime) -> list[tuple[datetime, str]]:
    """Return the next gatherings whose dates are sure."""
    ahead = [
        (row.starts_at, row.title)
        for row in meetings.of_cohort(session, cohort_id)
        if row.kind == "gathering" and row.starts_at and row.starts_at > now and meetings.is_sure(row)
        if not row.cancelled_at
    ]
    return sorted(ahead)[:MAX_DATES]
