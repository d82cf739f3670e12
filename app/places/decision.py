"""Give places by the line until the cohort is full. A team that has a place keeps it, and so does a person's change."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from app import audit, cohorts, mentors
from app.audit import Act, Deed
from app.cohorts import ApplicationState, Cohort, Team
from app.errors import Code, Conflict
from app.places.changes import hold_places, note_change
from app.places.line import INSIDE, capacity_of, standings, turns
from app.places.verdicts import verdicts

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from app.places.line import Turn
    from app.places.verdicts import Verdict
    from app.programmes import Capacity

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


def decide(session: Session, *, cohort_id: int, deed: Deed, reply_by: date | None = None) -> Decision:
    """Offer places while there are any; the rest wait, or are declined where there is no waiting list."""
    cohort = hold_places(session, cohort_id)
    capacity, line = capacity_of(session, cohort), turns(session, cohort_id=cohort_id)
    found = verdicts(standings(session, line, capacity), capacity)
    for turn in line:
        _place(session, turn, found[turn.team.id], capacity, deed=deed, reply_by=reply_by)
    decision = _decision(session, cohort, [turn.team for turn in line])
    _record(session, cohort, decision, deed=deed)
    return decision


def _place(
    session: Session,
    turn: Turn,
    verdict: Verdict,
    capacity: Capacity | None,
    *,
    deed: Deed,
    reply_by: date | None,
) -> None:
    """Place a team by its verdict; one that stands so already is left alone."""
    after = turn.team.place if verdict.stays else _outcome(verdict, capacity)
    if after is not turn.team.place:
        answer_by = reply_by if verdict.gets else None
        note_change(session, turn.team, after, why=verdict.why, deed=deed, reply_by=answer_by, by_rule=True)


def _outcome(verdict: Verdict, capacity: Capacity | None) -> ApplicationState:
    if verdict.gets:
        return ApplicationState.offered
    has_list = capacity is None or capacity.waiting_list
    return ApplicationState.waiting if has_list else ApplicationState.declined


def teams_with_place(session: Session, *, cohort_id: int, capacity: Capacity | None) -> list[Team]:
    """Return the teams that take part. Until places are decided, all do if there is room for all."""
    line = turns(session, cohort_id=cohort_id)
    teams = [turn.team for turn in line]
    if any(team.place is not ApplicationState.applied for team in teams):
        return [team for team in teams if team.place in INSIDE]
    found = verdicts(standings(session, line, capacity), capacity) if capacity else {}
    if capacity and not all(verdict.gets for verdict in found.values()):
        raise Conflict(
            Code.places_not_decided,
            f"{len(line)} team har søkt, og det er plass til {capacity.max} {_UNITS[capacity.unit]}. "
            "Fordel plassene først.",
            cohort=cohort_id,
        )
    return teams


def too_few_mentors(session: Session, cohort: Cohort) -> str | None:
    """Warn before places are given: the mentors have no room for as many teams as would get one."""
    capacity, line = capacity_of(session, cohort), turns(session, cohort_id=cohort.id)
    found = verdicts(standings(session, line, capacity), capacity)
    few = mentors.shortage_of(session, cohort, teams=sum(verdict.gets for verdict in found.values()))
    return few.text if few else None


def _decision(session: Session, cohort: Cohort, line: list[Team]) -> Decision:
    others = [team for team in cohorts.teams_of(session, cohort_id=cohort.id) if team not in line]
    names = {
        place: [team.name for team in [*line, *others] if team.place is place] for place in ApplicationState
    }
    inside = [team.name for team in line if team.place in INSIDE]
    few = mentors.shortage_of(session, cohort, teams=len(inside))
    return Decision(
        inside,
        names[ApplicationState.waiting],
        names[ApplicationState.declined],
        warnings=[few.text] if few else [],
    )


def _record(session: Session, cohort: Cohort, decision: Decision, *, deed: Deed) -> None:
    outcomes = {"offered": decision.offered, "waiting": decision.waiting, "declined": decision.declined}
    counts = {outcome: len(teams) for outcome, teams in outcomes.items()}
    audit.record(session, Act.places_decided, deed, about=cohort.uid, cohort_id=cohort.id, details=counts)
