"""A programme's rules for a team: what is missing is said, and additions switched off are not asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.teams import a_team, join
from support.workbooks import a_cohort

from app import programmes
from app.cohorts.composition import shortcomings
from app.people.models import Role

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts.models import Cohort, Team


@pytest.fixture
def torn() -> dict[str, Any]:
    return programmes.shipped_one("torn-kull-3").model_dump(mode="json")


def missing(session: Session, cohort: Cohort, team: Team) -> list[tuple[str, str]]:
    return [(shortcoming.level, shortcoming.text) for shortcoming in shortcomings(session, cohort, team)]


def test_a_team_alone_with_its_leader_misses_the_rest(session: Session, torn: dict[str, Any]) -> None:
    cohort = a_cohort(session, definition=torn)
    team = a_team(session, cohort)
    join(session, team, "kari", Role.leader)
    assert missing(session, cohort, team) == [
        ("hard", "mangler tillitsvalgt eller verneombud"),
        ("hard", "mangler medarbeider"),
        ("soft", "mangler måleansvarlig"),
        ("soft", "har 1 i teamet; 4–6 er anbefalt"),
        ("soft", "har 0 med grunnkurs i kvalitetsforbedring; minst 2 bør ha det"),
        ("hard", "mangler forbedringsveileder"),
    ]


def test_a_whole_team_misses_nothing(session: Session, torn: dict[str, Any]) -> None:
    cohort = a_cohort(session, definition=torn)
    team = a_team(session, cohort)
    join(session, team, "kari", Role.leader, Role.measurement_lead, course=True)
    join(session, team, "ola", Role.safety_rep, course=True)
    join(session, team, "liv", Role.staff)
    join(session, team, "per", Role.staff)
    join(session, team, "eli", Role.mentor)
    assert missing(session, cohort, team) == []


def test_rules_a_cohort_has_switched_off_are_not_asked_of_it(session: Session, torn: dict[str, Any]) -> None:
    off = ["teamstorrelse", "grunnkurs", "maleansvarlig"]
    cohort = a_cohort(session, definition=torn, switched_off=off)
    team = a_team(session, cohort)
    join(session, team, "kari", Role.leader)
    assert [level for level, _ in missing(session, cohort, team)] == ["hard", "hard", "hard"]


def test_a_leader_counts_as_the_team_leader_where_the_programme_says_so(session: Session) -> None:
    rules = {"roles": [{"any_of": ["team_leader"], "level": "hard"}]}
    counting = {"leader": {"name": "Leder", "counts_as": ["team_leader"]}}
    for roles, expected in ((counting, []), ({}, [("hard", "mangler teamleder")])):
        cohort = a_cohort(session, name=str(expected), definition={"team_rules": rules, "roles": roles})
        team = a_team(session, cohort)
        join(session, team, "kari", Role.leader)
        assert missing(session, cohort, team) == expected
