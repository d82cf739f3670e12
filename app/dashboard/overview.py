"""Oversikt: every team with its deliverables, the teams that need help first."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from app import cohorts, meetings
from app.people import Role, sits_in_team
from app.submissions import Library, SubmissionState, status_lines, teams_taking_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from app.cohorts import Holder, Team
    from app.deliverables import Asked
    from app.submissions import StatusLine

How = Literal["accepted", "received", "tardy", "returned", "late", "ahead", "not_yet"]
HANDED_IN = {"accepted", "received", "tardy"}
_WEIGHT: dict[How, int] = {"late": 3, "returned": 2}


class Cell(NamedTuple):
    """A team and a deliverable; `step` is the self-evaluation.

    `late` is missing after its deadline, `ahead` before; `not_yet` is not asked for so far.
    """

    deliverable_id: int
    how: How
    ends_at: datetime | None
    submission_id: int | None
    file_url: str | None
    step: float | None


@dataclass(frozen=True, kw_only=True)
class Line:
    """A team's row. `hows` and `cells` are by deliverable: teams may be asked for different ones.

    `present` of `noted` are its members at the meetings held.
    """

    team: Team
    organisation: str
    mentors: tuple[Holder, ...]
    found: Sequence[StatusLine]
    hows: Mapping[int, How]
    present: int
    noted: int
    asks_for_help: int
    sites: frozenset[str] = frozenset()

    @cached_property
    def needs(self) -> int:
        """Weigh a team's need for help: a request before a late deliverable, late before returned."""
        return 5 * self.asks_for_help + sum(_WEIGHT.get(how, 0) for how in self.hows.values())

    @cached_property
    def cells(self) -> dict[int, Cell]:
        """Drawn for the lines that are shown alone: there are hundreds."""
        return {one.asked.deliverable_id: _cell(one) for one in self.found}

    @cached_property
    def steps(self) -> dict[int, float]:
        """Return its self-evaluations by deliverable, the oldest first."""
        counting = ((one.asked.deliverable_id, one.counts) for one in self.found)
        return {key: counts.step for key, counts in counting if counts and counts.step is not None}


@dataclass(frozen=True, kw_only=True)
class Overview:
    """A cohort's teams, and their deliverables in the programme's order."""

    lines: Sequence[Line]
    asked: Sequence[Asked]

    def counted(self, deliverable_id: int) -> Counter[How]:
        return Counter(line.hows[deliverable_id] for line in self.lines if deliverable_id in line.hows)


def overview(session: Session, cohort_id: int, *, now: datetime) -> Overview:
    """Read a cohort's teams, in the order they applied. Raises Conflict while places must be decided."""
    teams = {team.id: team for team in teams_taking_part(session, cohort_id)}
    by_team: dict[int, list[StatusLine]] = {team_id: [] for team_id in teams}
    asked: dict[int, Asked] = {}
    for one in status_lines(session, cohort_id, now=now):
        by_team[one.team.id].append(one)
        asked.setdefault(one.asked.deliverable_id, one.asked)
    around = _Around(session, cohort_id)
    lines = [around.line(teams[team_id], found) for team_id, found in by_team.items()]
    return Overview(lines=lines, asked=list(asked.values()))


class _Around:
    """A cohort's people, attendance and requests, read once."""

    def __init__(self, session: Session, cohort_id: int) -> None:
        self._organisations = cohorts.organisations(session)
        self._attendance = meetings.attendance_counted(session, cohort_id)
        self._help = cohorts.open_requests_by_team(session, cohort_id)
        self._holders: dict[int | None, list[Holder]] = defaultdict(list)
        for holder in cohorts.holders(session, cohort_id=cohort_id):
            self._holders[holder.team_id].append(holder)

    def line(self, team: Team, found: Sequence[StatusLine]) -> Line:
        holders = self._holders[team.id]
        members = {one.email for one in holders if sits_in_team(one.role)}
        counts = [self._attendance[email] for email in members if email in self._attendance]
        return Line(
            team=team,
            organisation=self._organisations[team.organisation_id].name,
            mentors=tuple(one for one in holders if one.role is Role.mentor),
            found=found,
            hows={one.asked.deliverable_id: how(one) for one in found},
            present=sum(there for there, _ in counts),
            noted=sum(noted for _, noted in counts),
            asks_for_help=self._help.get(team.id, 0),
            sites=frozenset(filter(None, (team.site, *(one.site for one in holders)))),
        )


def _cell(one: StatusLine) -> Cell:
    counts = one.counts
    return Cell(
        deliverable_id=one.asked.deliverable_id,
        how=how(one),
        ends_at=one.ends_at,
        submission_id=counts.id if counts else None,
        file_url=counts.web_url if counts and not counts.barred else None,
        step=counts.step if counts else None,
    )


def how(one: StatusLine) -> How:
    if one.counts is None:
        return "not_yet" if one.not_yet else "late" if one.late else "ahead"
    if one.counts.state == SubmissionState.received:
        return "tardy" if one.late else "received"
    return "accepted" if one.counts.state == SubmissionState.accepted else "returned"


def in_focus(found: Overview, *, now: datetime) -> Asked | None:
    """Choose the deliverable of the first line: the latest that a team lacks after its deadline, else the next."""
    dated = sorted((one for one in found.asked if one.ends_at), key=lambda one: str(one.due))
    over = [one for one in dated if one.ends_at and one.ends_at <= now]
    lacking = [one for one in over if found.counted(one.deliverable_id)["late"]]
    ahead = [one for one in dated if one not in over]
    return next(iter([*reversed(lacking), *ahead, *reversed(over)]), None)


def chosen(
    lines: Iterable[Line],
    *,
    organisation_id: int | None,
    mentor_id: int | None,
    site: str | None = None,
    by_name: bool,
) -> list[Line]:
    """Keep the teams of an organisation, a mentor or a site; teams that need help first, or all by name."""
    kept = [
        line
        for line in lines
        if organisation_id in {None, line.team.organisation_id}
        and (site is None or site in line.sites)
        and (mentor_id is None or mentor_id in {one.person_id for one in line.mentors})
    ]
    return sorted(kept, key=lambda line: (0 if by_name else -line.needs, line.team.name_key))


def fetched_at(session: Session, cohort_id: int) -> datetime | None:
    """Return when the cohort's libraries were last looked through: the oldest of them."""
    looked: datetime | None = session.exec(
        select(func.min(Library.looked_at)).where(col(Library.cohort_id) == cohort_id)
    ).one()
    return looked
