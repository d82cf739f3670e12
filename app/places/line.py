"""The line for places: a team from each organisation in turn, by its priority.

In the first round every organisation's first priority is considered, in the second its second, and so on;
within a round in alphabetical order. A team that leaves after places were decided keeps its organisation's turn: those
after it come no earlier, and the waiting list stays as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app import cohorts
from app.cohorts import ApplicationState, Cohort, Team, programme_as_said
from app.people import same_spelling
from app.places.changes import changes_by_team, latest_changes
from app.places.verdicts import Standing
from app.programmes import Capacity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from app.places.models import PlaceChange

INSIDE = frozenset({ApplicationState.offered, ApplicationState.confirmed})
OUT = frozenset({ApplicationState.declined, ApplicationState.withdrawn})
DECIDED = INSIDE | {ApplicationState.waiting}
_PRIORITY_WHEN_NONE = 1_000


class Turn(NamedTuple):
    """A team's turn: its number in the line, and the round its organisation has come to."""

    number: int
    round: int
    team: Team


def capacity_of(session: Session, cohort: Cohort) -> Capacity | None:
    """Return the programme's capacity; None when it names no limit."""
    said = programme_as_said(session, cohort).get("capacity")
    return Capacity.model_validate(said) if said else None


def turns(session: Session, *, cohort_id: int) -> list[Turn]:
    """Return the teams that want a place in the order they are given places, with their numbers and rounds."""
    names = {
        key: same_spelling(organisation.name) for key, organisation in cohorts.organisations(session).items()
    }
    every = cohorts.teams_of(session, cohort_id=cohort_id)
    had_turn = _had_turn(session, cohort_id, every)
    rounds: dict[int, int] = {}
    found: list[tuple[int, str, Team]] = []
    for team in sorted(every, key=lambda team: (team.priority or _PRIORITY_WHEN_NONE, team.name_key)):
        if team.place not in OUT or team.id in had_turn:
            rounds[team.organisation_id] = rounds.get(team.organisation_id, 0) + 1
        if team.place not in OUT:
            found.append((rounds[team.organisation_id], names[team.organisation_id], team))
    in_order = sorted(found, key=lambda turn: turn[:2])
    return [Turn(number, in_round, team) for number, (in_round, _, team) in enumerate(in_order, start=1)]


def _had_turn(session: Session, cohort_id: int, every: Sequence[Team]) -> set[int]:
    """Return the teams that left after places were decided: their turn is kept, so that nobody is passed."""
    if not any(team.place in OUT for team in every):
        return set()
    changes = changes_by_team(session, cohort_id)
    return {team_id for team_id, rows in changes.items() if any(row.before in DECIDED for row in rows)}


def standings(session: Session, line: list[Turn], capacity: Capacity | None) -> list[Standing]:
    """Return the line as plain values. Teams that a person has put on the waiting list stand aside."""
    cohort_id = line[0].team.cohort_id if line else 0
    latest = latest_changes(session, cohort_id)
    return [
        Standing(
            team_id=turn.team.id,
            name=turn.team.name,
            number=turn.number,
            round=turn.round,
            size=_size(session, turn.team, capacity),
            inside=turn.team.place in INSIDE,
            aside=_is_aside(turn.team, latest),
        )
        for turn in line
    ]


def _is_aside(team: Team, latest: dict[int, PlaceChange]) -> bool:
    change = latest.get(team.id)
    return team.place is ApplicationState.waiting and change is not None and not change.by_rule


def _size(session: Session, team: Team, capacity: Capacity | None) -> int:
    by_person = capacity is not None and capacity.unit == "person"
    return len(cohorts.members_of(session, team_id=team.id)) if by_person else 1
