"""Give places by priority, a team from each organisation in turn, until the cohort is full.

In the first round every organisation's first priority is considered, in the second its second, and so on;
within a round in alphabetical order. A team that has been offered a place keeps it, and when one has to wait,
those after it wait too: nobody is passed in line.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from app import audit, cohorts, mentors
from app.audit import Act, Deed
from app.cohorts import ApplicationState, Cohort, Team, programme_as_said
from app.errors import Code, Conflict
from app.people import same_spelling
from app.programmes import Capacity

if TYPE_CHECKING:
    from sqlmodel import Session

_OUT = {ApplicationState.declined, ApplicationState.withdrawn}
_PRIORITY_WHEN_NONE = 1_000
_UNITS = {"team": "team", "person": "personer"}


@dataclass(frozen=True)
class Decision:
    """The names of the teams, in the order they stood in line, and what the unit should know before it tells them."""

    offered: list[str]
    waiting: list[str]
    declined: list[str]
    warnings: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, list[str]]:
        told = asdict(self)
        return told if self.warnings else {name: told[name] for name in told if name != "warnings"}


def capacity_of(session: Session, cohort: Cohort) -> Capacity | None:
    """Return the programme's capacity; None when it names no limit."""
    said = programme_as_said(session, cohort).get("capacity")
    return Capacity.model_validate(said) if said else None


def decide(session: Session, *, cohort_id: int, deed: Deed) -> Decision:
    """Offer places while there are any; the rest wait, or are declined where there is no waiting list."""
    cohort = cohorts.get(session, cohort_id)
    if cohort.closed_at:
        raise Conflict(Code.cohort_closed, f"{cohort.name} er avsluttet. Plassene kan ikke fordeles på nytt.")
    line, capacity = in_line(session, cohort_id=cohort_id), capacity_of(session, cohort)
    with_room = _with_room(session, line, capacity)
    without = (
        ApplicationState.waiting if capacity is None or capacity.waiting_list else ApplicationState.declined
    )
    for team in line:
        team.place = ApplicationState.offered if team in with_room else without
    session.flush()
    decision = _decision(session, cohort, line)
    _record(session, cohort, decision, deed=deed)
    return decision


def teams_with_place(session: Session, *, cohort_id: int, capacity: Capacity | None) -> list[Team]:
    """Return the teams that take part. Until places are decided, all do if there is room for all."""
    line = in_line(session, cohort_id=cohort_id)
    if any(team.place is not ApplicationState.applied for team in line):
        return [team for team in line if team.place is ApplicationState.offered]
    if capacity and len(_with_room(session, line, capacity)) < len(line):
        raise Conflict(
            Code.places_not_decided,
            f"{len(line)} team har søkt, og det er plass til {capacity.max} {_UNITS[capacity.unit]}. "
            "Fordel plassene først.",
            cohort=cohort_id,
        )
    return line


def too_few_mentors(session: Session, cohort: Cohort) -> str | None:
    """Warn before places are given: the mentors have no room for as many teams as would get one."""
    line, capacity = in_line(session, cohort_id=cohort.id), capacity_of(session, cohort)
    few = mentors.shortage_of(session, cohort, teams=len(_with_room(session, line, capacity)))
    return few.text if few else None


def in_line(session: Session, *, cohort_id: int) -> list[Team]:
    """Return the teams that want a place, in the order they are given places."""
    names = {
        key: same_spelling(organisation.name) for key, organisation in cohorts.organisations(session).items()
    }
    teams = [team for team in cohorts.teams_of(session, cohort_id=cohort_id) if team.place not in _OUT]
    rounds: dict[int, int] = {}
    turns: list[tuple[int, str, Team]] = []
    for team in sorted(teams, key=lambda team: (team.priority or _PRIORITY_WHEN_NONE, team.name_key)):
        rounds[team.organisation_id] = rounds.get(team.organisation_id, 0) + 1
        turns.append((rounds[team.organisation_id], names[team.organisation_id], team))
    return [team for _, _, team in sorted(turns, key=lambda turn: turn[:2])]


def _with_room(session: Session, line: list[Team], capacity: Capacity | None) -> list[Team]:
    """Return the teams that have a place already, and the first in line as long as there is room."""
    if capacity is None:
        return line
    inside = [team for team in line if team.place is ApplicationState.offered]
    taken = sum(_room_for(session, team, capacity) for team in inside)
    for team in (team for team in line if team.place is not ApplicationState.offered):
        taken += _room_for(session, team, capacity)
        if taken > capacity.max:
            break
        inside.append(team)
    return inside


def _room_for(session: Session, team: Team, capacity: Capacity) -> int:
    return 1 if capacity.unit == "team" else len(cohorts.members_of(session, team_id=team.id))


def _decision(session: Session, cohort: Cohort, line: list[Team]) -> Decision:
    others = [team for team in cohorts.teams_of(session, cohort_id=cohort.id) if team not in line]
    names = {
        place: [team.name for team in [*line, *others] if team.place is place] for place in ApplicationState
    }
    offered = names[ApplicationState.offered]
    few = mentors.shortage_of(session, cohort, teams=len(offered))
    return Decision(
        offered,
        names[ApplicationState.waiting],
        names[ApplicationState.declined],
        warnings=[few.text] if few else [],
    )


def _record(session: Session, cohort: Cohort, decision: Decision, *, deed: Deed) -> None:
    outcomes = {"offered": decision.offered, "waiting": decision.waiting, "declined": decision.declined}
    counts = {outcome: len(teams) for outcome, teams in outcomes.items()}
    audit.record(session, Act.places_decided, deed, about=cohort.uid, cohort_id=cohort.id, details=counts)
