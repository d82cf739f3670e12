"""Map each audience to the roles whose holders are invited."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from app.programmes.language.vocabulary import RoleCode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.programmes.dates.calendar import DatedMeeting
    from app.programmes.language.vocabulary import Audience

ALL_ROLES: frozenset[RoleCode] = frozenset(get_args(RoleCode))
LEADERS: frozenset[RoleCode] = frozenset({"leader", "project_leader", "team_leader"})
IN_A_TEAM: frozenset[RoleCode] = LEADERS | {
    "measurement_lead",
    "meeting_lead",
    "union_rep",
    "safety_rep",
    "staff",
    "improvement_agent",
    "user_rep",
}

ROLES_OF: Mapping[Audience, frozenset[RoleCode]] = {
    "everyone": IN_A_TEAM | {"mentor"},
    "teams": IN_A_TEAM,
    "some_teams": IN_A_TEAM,
    "leaders": LEADERS | {"nearest_leader"},
    "mentors": frozenset({"mentor"}),
    "leaders_and_mentors": LEADERS | {"mentor"},
    "sponsors": frozenset({"top_leader", "steering_group"}),
    "faculty": frozenset({"faculty"}),
    "organisation": ALL_ROLES,
}


def required_roles(meeting: DatedMeeting, *, agents: bool) -> frozenset[RoleCode]:
    """Return the roles whose holders must all come to a meeting that is surely held.

    Nearest leaders may come; `some_teams` is not all; those beside the audience may come, but the faculty leads.
    A mentor need not come with a team where there are `agents`: improvement agents in the teams.
    """
    if meeting.optional or not meeting.mandatory or meeting.audience == "some_teams":
        return frozenset()
    met = ROLES_OF["teams" if meeting.audience == "organisation" else meeting.audience]
    beside: set[RoleCode] = {"faculty"} if "faculty" in meeting.also else set()
    if met >= IN_A_TEAM and not agents:
        beside.add("mentor")
    return met - {"nearest_leader"} | beside
