from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from app import programmes
from app.cohorts import service as cohorts
from app.cohorts.composition import shortcomings
from app.cohorts.models import Cohort, Team
from app.errors import NotFound
from app.people import service as people
from app.people.models import Person, Role

if TYPE_CHECKING:
    from sqlmodel import Session


def a_cohort(session: Session, name: str = "Tørn kull 3", **facts: Any) -> Cohort:
    cohort = Cohort(
        name=name,
        programme="torn-kull-3",
        programme_version=1,
        start_year=2026,
        definition=facts.pop("definition", {}),
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        **facts,
    )
    session.add(cohort)
    session.flush()
    return cohort


def a_team(session: Session, cohort: Cohort, name: str = "Sengepost A") -> Team:
    home = cohorts.organisation_called(session, "UNN")
    team = Team(cohort_id=cohort.id or 0, organisation_id=home.id or 0, name=name, name_key=name.lower())
    session.add(team)
    session.flush()
    return team


def join(session: Session, team: Team, name: str, *roles: Role, course: bool | None = None) -> Person:
    person, _ = people.remember(session, email=f"{name}@example.no", name=name, basic_course=course)
    people.grant_exactly(
        session,
        person_id=person.id or 0,
        cohort_id=team.cohort_id,
        team_id=team.id,
        organisation_id=None,
        roles=roles,
    )
    return person


def test_a_cohort_is_found_by_number_or_name(session: Session) -> None:
    cohort = a_cohort(session)
    assert cohorts.called(session, str(cohort.id)) is cohort
    assert cohorts.called(session, " tørn  KULL 3") is cohort
    assert cohorts.get(session, cohort.id or 0) is cohort


def test_a_cohort_that_is_not_there_is_said_with_where_to_look(session: Session) -> None:
    with pytest.raises(NotFound, match="heter «Tørn kull 9»"):
        cohorts.called(session, "Tørn kull 9")
    with pytest.raises(NotFound, match="Det finnes ikke noe kull med nummer 9"):
        cohorts.get(session, 9)


def test_cohorts_stand_in_the_order_they_were_started(session: Session) -> None:
    started = [a_cohort(session, name) for name in ("B", "A")]
    assert cohorts.all_cohorts(session) == started


def test_people_of_a_team_are_there_once_each(session: Session) -> None:
    team = a_team(session, a_cohort(session))
    kari = join(session, team, "kari", Role.leader, Role.measurement_lead)
    eli = join(session, team, "eli", Role.mentor)
    assert cohorts.people_of(session, team_id=team.id or 0) == [kari, eli]
    assert cohorts.members_of(session, team_id=team.id or 0) == [kari]


def test_a_nearest_leader_who_also_works_in_the_team_is_a_member(session: Session) -> None:
    team = a_team(session, a_cohort(session))
    liv = join(session, team, "liv", Role.nearest_leader, Role.staff)
    assert cohorts.members_of(session, team_id=team.id or 0) == [liv]


@pytest.mark.parametrize("written", ["unn", " UNN ", "UNN HF"])
def test_a_trust_is_one_however_it_is_spelt(session: Session, written: str) -> None:
    assert cohorts.organisation_called(session, "UNN") is cohorts.organisation_called(session, written)


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
        ("hard", "mangler veileder"),
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
        cohort = a_cohort(session, str(expected), definition={"team_rules": rules, "roles": roles})
        team = a_team(session, cohort)
        join(session, team, "kari", Role.leader)
        assert missing(session, cohort, team) == expected
