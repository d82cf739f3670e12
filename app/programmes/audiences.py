"""Map each audience to the roles whose holders are invited."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from app.programmes.language.vocabulary import RoleCode

if TYPE_CHECKING:
    from collections.abc import Mapping

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
