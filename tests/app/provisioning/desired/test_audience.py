"""Each is on the list of the meetings that are for them, once, and as one who must come or may."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from support.pictures import meeting, picture, somebody, team

from app.programmes.audiences import RULES, Attendance, attendance
from app.programmes.language.definition import Meeting
from app.provisioning.desired.audience import attendees, leaders, members
from app.provisioning.desired.picture import MeetingPicture, StandInPicture, TeamPicture

if TYPE_CHECKING:
    from app.programmes.language.vocabulary import Audience
    from app.provisioning.desired.picture import CohortPicture, Somebody

LEADER, STAFF, MENTOR = somebody("Lea", "leader"), somebody("Siri", "staff"), somebody("Vera", "mentor")
AGENT = somebody("Arne", "staff", "improvement_agent")
NEAREST, SPONSOR = somebody("Nils", "nearest_leader"), somebody("Toril", "top_leader")
FACULTY = somebody("Finn", "faculty")


def _invited(cohort: CohortPicture, to: MeetingPicture) -> list[tuple[str, bool]]:
    return [(one.name, one.required) for one in attendees(cohort, to, cohort.teams)]


def _of(*teams: TeamPicture, to: MeetingPicture) -> list[tuple[str, bool]]:
    return _invited(picture(*teams), to)


def test_a_mentor_must_come_when_the_team_has_no_improvement_agent() -> None:
    to = meeting("m", "teams")
    assert _of(team(1, LEADER, MENTOR), to=to) == [("Lea", True), ("Vera", True)]
    assert _of(team(1, AGENT, MENTOR), to=to) == [("Arne", True), ("Vera", False)]


def test_a_mentor_needed_in_one_of_two_teams_must_come() -> None:
    two = (team(1, AGENT, MENTOR), team(2, LEADER, MENTOR))
    assert _of(*two, to=meeting("m", "teams")) == [("Arne", True), ("Lea", True), ("Vera", True)]


def test_mentors_and_faculty_alone_are_in_the_mentors_meeting() -> None:
    cohort = picture(team(1, LEADER, MENTOR), whole_cohort=(FACULTY,))
    assert _invited(cohort, meeting("v", "mentors")) == [("Finn", True), ("Vera", True)]


def test_a_nearest_leader_outside_the_team_may_come_where_the_team_must() -> None:
    assert _of(team(1, LEADER, NEAREST), to=meeting("m", "teams")) == [("Lea", True), ("Nils", False)]


def test_top_leaders_come_to_what_is_for_them_and_may_where_they_are_named_beside_the_others() -> None:
    teams = (team(1, LEADER, SPONSOR),)
    assert _of(*teams, to=meeting("s", "sponsors")) == [("Toril", True)]
    assert _of(*teams, to=meeting("m", "teams", also=("sponsors",))) == [("Lea", True), ("Toril", False)]


def test_a_leaders_meeting_is_for_the_nearest_leader_of_a_team_without_a_leader() -> None:
    teams = (team(1, LEADER, STAFF), team(2, NEAREST, STAFF))
    assert _of(*teams, to=meeting("l", "leaders")) == [("Lea", True), ("Nils", True)]
    assert [[one.name for one in leaders(one)] for one in teams] == [["Lea"], ["Nils"]]


def test_leaders_and_mentors_who_only_follow_a_team_are_no_members_of_it() -> None:
    both = somebody("Bo", "nearest_leader", "staff")
    assert [one.name for one in members(team(1, LEADER, NEAREST, SPONSOR, MENTOR, both))] == ["Lea", "Bo"]


def _stand_in(number: int, instead_of: Somebody) -> StandInPicture:
    return StandInPicture(team_id=number, instead_of=instead_of.email, name="Vidar", email="vidar@example.no")


def test_a_stand_in_comes_instead_of_a_member_and_must_when_the_member_must() -> None:
    to = meeting("m", "teams", stand_ins=(_stand_in(1, STAFF),))
    assert _of(team(1, LEADER, STAFF), to=to) == [("Lea", True), ("Vidar", True)]
    may = meeting("m", "teams", stand_ins=(_stand_in(1, NEAREST),))
    assert _of(team(1, LEADER, NEAREST), to=may) == [("Lea", True), ("Vidar", False)]


def test_a_member_who_is_replaced_in_one_team_still_comes_for_the_other() -> None:
    to = meeting("m", "teams", stand_ins=(_stand_in(1, STAFF),))
    assert _of(team(1, STAFF), team(2, STAFF), to=to) == [("Siri", True), ("Vidar", True)]


def test_a_stand_in_for_a_person_who_has_left_the_team_is_not_invited() -> None:
    to = meeting("m", "teams", stand_ins=(_stand_in(1, STAFF),))
    assert _of(team(1, LEADER), to=to) == [("Lea", True)]


def _ruled(audience: Audience, **more: Any) -> MeetingPicture:
    return meeting("m", audience, who=RULES[audience], **more)


def test_by_its_own_rule_a_meeting_has_those_who_must_and_those_who_may() -> None:
    assert _of(team(1, LEADER, MENTOR, NEAREST), to=_ruled("teams")) == [
        *(("Lea", True), ("Nils", False), ("Vera", True))
    ]
    assert _of(team(1, AGENT, MENTOR), to=_ruled("teams")) == [("Arne", True), ("Vera", False)]
    assert _of(team(1, AGENT, MENTOR), to=_ruled("everyone")) == [("Arne", True), ("Vera", True)]


def test_by_its_own_rule_the_nearest_leader_must_come_where_nobody_leads_the_team() -> None:
    teams = (team(1, LEADER, STAFF), team(2, NEAREST, STAFF))
    assert _of(*teams, to=_ruled("leaders")) == [("Lea", True), ("Nils", True)]
    assert _of(team(1, LEADER, NEAREST), to=_ruled("leaders_and_mentors")) == [("Lea", True)]


def test_people_of_the_whole_cohort_come_to_a_teams_own_meeting_when_they_are_named() -> None:
    cohort = picture(team(1, LEADER), whole_cohort=(FACULTY,))
    rule = Attendance(must=frozenset({"leader", "faculty"}))
    assert _invited(cohort, meeting("m", "teams", who=rule)) == [("Finn", True), ("Lea", True)]
    own = meeting("m", "teams", who=rule, per_team=True)
    assert _invited(cohort, own) == [("Lea", True)]
    named = replace(own, who=replace(rule, named=frozenset({"faculty"})))
    assert _invited(cohort, named) == [("Finn", True), ("Lea", True)]


def test_the_leaders_plan_has_the_director_at_the_first_gathering_n2_at_the_next_and_all_at_the_last() -> (
    None
):
    """R074, Ahus: the director, then N2, and the whole leader group at the improvement day."""
    chair = somebody("Stine", "steering_group")
    teams = (team(1, LEADER, NEAREST, SPONSOR, chair),)
    base = {"key": "m", "kind": "gathering", "title": "M", "audience": "teams", "mode": "physical"}
    rules = [
        attendance(Meeting.model_validate(base | {"leaders": [level]}))
        for level in ("director", "n2", "leader_group")
    ]
    assert [
        [one for one in _of(*teams, to=meeting("m", "teams", who=rule)) if one[0] != "Lea"] for rule in rules
    ] == [
        [("Nils", False), ("Toril", True)],
        [("Nils", True)],
        [("Nils", True), ("Stine", True), ("Toril", True)],
    ]


def test_a_stand_in_for_a_member_the_meeting_is_no_longer_for_is_not_invited() -> None:
    to = meeting("m", "leaders", stand_ins=(_stand_in(1, STAFF),))
    assert _of(team(1, LEADER, STAFF), to=to) == [("Lea", True)]
