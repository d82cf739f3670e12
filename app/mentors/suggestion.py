"""A suggestion of mentors for the teams that lack some. Nothing is assigned before a person approves it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app import people
from app.mentors.assignment import assign
from app.mentors.register import mentor_rules, mentors_in_full, teams_to_follow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlmodel import Session

    from app.cohorts import Cohort, Team
    from app.mentors.register import MentorInFull
    from app.programmes import MentorRules

Home = Literal["own", "other", "any"]
NOBODY, FORBIDDEN = 10_000.0, 1_000_000.0
WRONG_HOME, UNSAID_EXPERIENCE, NO_TRAINEE = 100.0, 30.0, 20.0
LOAD = 1.0
"""Costs: a seat left empty is dearer than all else together but what is forbidden; the load evens out the rest."""


@dataclass(frozen=True)
class Seat:
    """A mentor suggested for a team; `person_id` is None where no one has room."""

    team_id: int
    person_id: int | None
    is_experienced: bool


def suggest_mentors(session: Session, cohort: Cohort, *, home: Home = "any") -> list[Seat]:
    """Suggest as many mentors for each team as it lacks, experienced ones first, none beyond their room.

    `home` is where the mentors should come from: the team's own clinic (or organisation), another, or no matter.
    """
    rules = mentor_rules(session, cohort)
    if rules is None:
        return []
    teams = teams_to_follow(session, cohort_id=cohort.id)
    return suggestion(rules, mentors_in_full(session, cohort), teams, home=home)


def suggestion(
    rules: MentorRules, mentors: Sequence[MentorInFull], teams: Sequence[Team], *, home: Home
) -> list[Seat]:
    """Give every team its first seat before any gets its second; within a round the sum of costs is least."""
    on = {team.id: [one for one in mentors if any(team.id == f.team_id for f in one.here)] for team in teams}
    filled = {team.id: len(on[team.id]) for team in teams}
    given: Counter[int] = Counter()
    seats: list[Seat] = []
    for number in range(rules.per_team):
        lacking = [team for team in teams if filled[team.id] <= number]
        chosen = _round(rules, mentors, lacking, on, given, home)
        for team, mentor in zip(lacking, chosen, strict=True):
            experienced = _must_be_experienced(rules, on[team.id])
            seats.append(Seat(team.id, mentor.person_id if mentor else None, experienced))
            filled[team.id] += 1
            if mentor:
                on[team.id].append(mentor)
                given[mentor.person_id] += 1
    order = {team.id: at for at, team in enumerate(teams)}
    return sorted(seats, key=lambda seat: order[seat.team_id])


def _round(
    rules: MentorRules,
    mentors: Sequence[MentorInFull],
    teams: Sequence[Team],
    on: Mapping[int, list[MentorInFull]],
    given: Counter[int],
    home: Home,
) -> list[MentorInFull | None]:
    slots = [
        (one, one.load + given[one.person_id] + more)
        for one in mentors
        for more in range(one.room - given[one.person_id])
    ]
    costs = [
        [
            *(_cost(rules, mentor, team, on[team.id], home) + LOAD * load for mentor, load in slots),
            *(NOBODY for _ in teams),
        ]
        for team in teams
    ]
    chosen = assign(costs)
    return [
        slots[column][0] if column < len(slots) and costs[row][column] < FORBIDDEN else None
        for row, column in enumerate(chosen)
    ]


def _cost(
    rules: MentorRules, mentor: MentorInFull, team: Team, there: Sequence[MentorInFull], home: Home
) -> float:
    if any(mentor.person_id == one.person_id for one in there):
        return FORBIDDEN
    if mentor.experienced is False and (not rules.trainees_allowed or _must_be_experienced(rules, there)):
        return FORBIDDEN
    cost = 0.0 if home == "any" or is_at_home(mentor, team) is (home == "own") else WRONG_HOME
    if _must_be_experienced(rules, there):
        return cost + (0.0 if mentor.experienced else UNSAID_EXPERIENCE)
    return cost + (NO_TRAINEE if rules.trainees_allowed and mentor.experienced is not False else 0.0)


def _must_be_experienced(rules: MentorRules, there: Sequence[MentorInFull]) -> bool:
    return sum(one.experienced is True for one in there) < (rules.experienced_min or 0)


def is_at_home(mentor: MentorInFull, team: Team) -> bool:
    """Tell whether a team is of the mentor's own clinic, or of the organisation where either clinic is unsaid."""
    if mentor.clinic and team.unit:
        return people.same_spelling(mentor.clinic) == people.same_spelling(team.unit)
    return mentor.organisation_id == team.organisation_id
