from __future__ import annotations

import pytest

from app.people.models import Access, Role
from app.people.roles import (
    ROLES_IN_NORWEGIAN,
    access_named,
    leads_team,
    may_lack_team,
    role_named,
    roles_like,
    sits_in_team,
)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_norwegian_name_that_leads_back(role: Role) -> None:
    assert role_named(ROLES_IN_NORWEGIAN[role].upper()) is role


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("Nærmeste  leder", Role.nearest_leader),
        ("nærmesteleder", Role.nearest_leader),
        ("måle-ansvarlig", Role.measurement_lead),
        ("ma\u030aleansvarlig", Role.measurement_lead),
        ("vegleiar", Role.mentor),
        ("project leader", Role.project_leader),
    ],
)
def test_roles_are_known_however_they_are_spelt(written: str, role: Role) -> None:
    assert role_named(written) is role


def test_a_misspelt_role_gets_a_suggestion() -> None:
    assert roles_like("tilitsvalgt") == ["tillitsvalgt"]
    assert roles_like("kaffeansvarlig")[:1] == ["fagansvarlig"]
    assert roles_like("xyz") == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Teammedlem", ["medarbeider"]),
        ("Medlem", ["medarbeider"]),
        ("Deltakar", ["medarbeider"]),
        ("Avdelingsleder", ["nærmeste leder"]),
        ("Enhetsleder", ["nærmeste leder"]),
        ("Seksjonsleiar", ["nærmeste leder"]),
        ("Nestleder", []),
        ("Vara", []),
    ],
)
def test_no_word_is_taken_for_a_role_that_sees_more(written: str, meant: list[str]) -> None:
    assert roles_like(written) == meant


def test_these_lead_a_team() -> None:
    assert {role for role in Role if leads_team(role)} == {Role.leader, Role.project_leader, Role.team_leader}


def test_these_may_stand_without_a_team() -> None:
    assert {role for role in Role if may_lack_team(role)} == {
        Role.mentor,
        Role.faculty,
        Role.trust_contact,
        Role.steering_group,
        Role.top_leader,
    }


def test_a_mentor_and_the_leaders_around_it_do_not_sit_in_the_team() -> None:
    assert {role for role in Role if not sits_in_team(role)} == {
        Role.mentor,
        Role.faculty,
        Role.trust_contact,
        Role.steering_group,
        Role.top_leader,
        Role.nearest_leader,
    }


def test_access_in_norwegian() -> None:
    assert [access_named(text) for text in ("Intern", "gjest", "Bare e-post", "kanskje")] == [
        Access.internal,
        Access.guest,
        Access.mail_only,
        None,
    ]
