"""Who gets a place: by priority, one team from each organisation in turn, until the cohort is full.

In the first round every organisation's first priority is considered, in the second its second, and so on;
within a round in alphabetical order. A team that has been offered a place keeps it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from app import audit
from app.cohorts import service as cohorts
from app.cohorts.models import Cohort, Place, Team
from app.errors import Conflict
from app.people.spelling import same

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

_OUT = {Place.declined, Place.withdrawn}
_LAST = 1_000


@dataclass(frozen=True)
class Decision:
    """The names of the teams, in the order they stood in line."""

    offered: list[str]
    waiting: list[str]
    declined: list[str]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def in_norwegian(self) -> dict[str, list[str]]:
        return {"Tilbud om plass": self.offered, "Venteliste": self.waiting, "Avslag": self.declined}


def capacity_of(cohort: Cohort) -> int | None:
    """Return how many teams the programme has room for; None when it does not say."""
    capacity = cohort.definition.get("capacity")
    return capacity.get("max") if isinstance(capacity, dict) else capacity


def decide(
    session: Session,
    *,
    cohort_id: int,
    capacity: int | None,
    actor: str,
    now: datetime,
    waiting_list: bool = True,
) -> Decision:
    """Offer places while there are any; the rest wait, or are declined where there is no waiting list."""
    line = in_line(session, cohort_id=cohort_id)
    left = _places_left(line, capacity)
    for team in line:
        if team.place is not Place.offered:
            team.place = Place.offered if left > 0 else _without_place(waiting_list=waiting_list)
            left -= team.place is Place.offered
    session.flush()
    decision = _decision(session, cohort_id, line)
    details = {heading: len(teams) for heading, teams in decision.as_json().items()}
    audit.record(
        session,
        at=now,
        actor=actor,
        act="enrolment.decided",
        about="places",
        cohort_id=cohort_id,
        details=details,
    )
    return decision


def _places_left(line: list[Team], capacity: int | None) -> int:
    taken = sum(team.place is Place.offered for team in line)
    return (len(line) if capacity is None else capacity) - taken


def _without_place(*, waiting_list: bool) -> Place:
    return Place.waiting if waiting_list else Place.declined


def _decision(session: Session, cohort_id: int, line: list[Team]) -> Decision:
    everyone = [*line, *(team for team in cohorts.teams_of(session, cohort_id=cohort_id) if team not in line)]
    names = {place: [team.name for team in everyone if team.place is place] for place in Place}
    return Decision(names[Place.offered], names[Place.waiting], names[Place.declined])


def in_line(session: Session, *, cohort_id: int) -> list[Team]:
    """Return the teams that want a place, in the order they get one."""
    names = {key: organisation.name for key, organisation in cohorts.organisations(session).items()}
    teams = [team for team in cohorts.teams_of(session, cohort_id=cohort_id) if team.place not in _OUT]
    by_priority = sorted(teams, key=lambda team: (team.priority or _LAST, team.name_key))
    rounds: dict[int, int] = {}
    turns: list[tuple[int, str, Team]] = []
    for team in by_priority:
        rounds[team.organisation_id] = rounds.get(team.organisation_id, 0) + 1
        turns.append((rounds[team.organisation_id], same(names[team.organisation_id]), team))
    return [team for _, _, team in sorted(turns, key=lambda turn: turn[:2])]


def teams_with_place(session: Session, *, cohort_id: int, capacity: int | None) -> list[Team]:
    """Return the teams that take part. Until places are decided, all do if there is room for all."""
    line = in_line(session, cohort_id=cohort_id)
    if any(team.place is not Place.applied for team in line):
        return [team for team in line if team.place is Place.offered]
    if capacity is not None and len(line) > capacity:
        raise Conflict(
            f"{len(line)} team har søkt på {capacity} plasser. "
            "Kjør fordeling av plasser først: kull enrol decide KULL"
        )
    return line
