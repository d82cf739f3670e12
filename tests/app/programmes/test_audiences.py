"""Who must come and who may, for every audience: by the table, by what a meeting says itself, and by nothing else."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from app.programmes.audiences import ALL_ROLES, ROLES_OF, RULES, Attendance, attendance
from app.programmes.language.definition import Meeting
from app.programmes.language.vocabulary import Audience

TEAM = {
    *("leader", "project_leader", "team_leader", "measurement_lead", "meeting_lead"),
    *("union_rep", "safety_rep", "staff", "improvement_agent", "user_rep"),
}
LEAD = {"leader", "project_leader", "team_leader"}


def _who(audience: str = "teams", *, kind: str = "gathering", **more: Any) -> Attendance:
    usual = {"key": "m", "kind": kind, "title": "M", "mode": "digital", "audience": audience}
    return attendance(Meeting.model_validate(usual | more))


@pytest.mark.parametrize(
    ("audience", "must", "may"),
    [
        ("everyone", TEAM | {"mentor", "faculty"}, {"nearest_leader"}),
        ("teams", TEAM | {"faculty"}, {"mentor", "nearest_leader"}),
        ("some_teams", TEAM | {"faculty"}, {"mentor", "nearest_leader"}),
        ("leaders", LEAD | {"faculty"}, {"nearest_leader"}),
        ("mentors", {"mentor", "faculty"}, set()),
        ("leaders_and_mentors", LEAD | {"mentor", "faculty"}, set()),
        ("sponsors", {"top_leader", "steering_group", "faculty"}, set()),
        ("faculty", {"faculty"}, set()),
        (
            "organisation",
            TEAM | {"mentor", "faculty"},
            {"nearest_leader", "top_leader", "steering_group", "trust_contact"},
        ),
    ],
)
def test_each_audience_says_who_must_come_and_who_may(audience: str, must: set[str], may: set[str]) -> None:
    found = _who(audience)
    assert (found.must, found.may) == (must, may)


def test_the_table_has_every_audience() -> None:
    assert set(RULES) == set(ROLES_OF) == set(get_args(Audience))


def test_a_mentor_must_where_the_team_has_no_improvement_agent_and_a_nearest_leader_where_nobody_leads() -> (
    None
):
    assert _who("teams").without_agent == {"mentor"}
    assert _who("leaders").without_leader == {"nearest_leader"}
    assert _who("leaders_and_mentors").without_leader == {"nearest_leader"}


@pytest.mark.parametrize("kind", ["check_in", "phone_meeting"])
def test_faculty_may_come_to_check_ins_and_must_when_the_definition_says_so(kind: str) -> None:
    assert "faculty" in _who(kind=kind).may
    assert "faculty" in _who(kind=kind, also=["faculty"]).may
    assert "faculty" in _who(kind=kind, required=["faculty"]).must


def test_those_named_beside_the_others_may_come() -> None:
    assert _who("teams", also=["sponsors"]).may == {
        *("mentor", "nearest_leader", "top_leader", "steering_group")
    }


@pytest.mark.parametrize(
    ("levels", "come"),
    [
        (["director"], {"top_leader"}),
        (["n2"], {"nearest_leader"}),
        (["leader_group"], {"top_leader", "steering_group", "nearest_leader"}),
    ],
)
def test_leaders_of_a_level_must_come(levels: list[str], come: set[str]) -> None:
    found = _who("teams", leaders=levels)
    assert found.must == TEAM | {"faculty"} | come
    assert not found.may & come


def test_to_a_teams_own_meeting_its_mentor_must_come_and_nobody_else_from_outside() -> None:
    found = _who("teams", per="team", kind="mentor_meeting")
    assert (found.must, found.may, found.named) == (TEAM | {"mentor"}, {"nearest_leader"}, set())
    assert _who("teams", per="team", also=["faculty"]).named == {"faculty"}


def test_nobody_must_come_to_a_meeting_that_is_open_to_all() -> None:
    found = _who("organisation", mandatory=False)
    assert (found.must, found.may) == (set(), ALL_ROLES)


def test_what_the_meeting_says_goes_before_the_table() -> None:
    found = _who("teams", required=["sponsors"], optional_for=["mentor", "user_rep"])
    assert found.must == (TEAM | {"faculty", "top_leader", "steering_group"}) - {"user_rep"}
    assert found.may == {"mentor", "user_rep", "nearest_leader"}
    assert found.without_agent == set()
