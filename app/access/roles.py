"""Roles in Kull: app roles assigned in Entra, and roles held in a cohort."""

from __future__ import annotations

from enum import StrEnum

from app.people import Role


class Who(StrEnum):
    """A role that a route is for. The first three are Entra's and reach every row; the last three ask for no role."""

    administrator = "administrator"
    improvement_unit = "improvement_unit"
    insight = "insight"
    faculty = "faculty"
    mentor = "mentor"
    team_leader = "team_leader"
    team_member = "team_member"
    trust_contact = "trust_contact"
    nearest_leader = "nearest_leader"
    top_leader = "top_leader"
    signed_in = "signed_in"
    this_machine = "this_machine"
    anybody = "anybody"


EVERYWHERE = frozenset({Who.administrator, Who.improvement_unit, Who.insight})
HELD: dict[Role, Who] = {
    Role.leader: Who.team_leader,
    Role.project_leader: Who.team_leader,
    Role.team_leader: Who.team_leader,
    Role.nearest_leader: Who.nearest_leader,
    Role.top_leader: Who.top_leader,
    Role.measurement_lead: Who.team_member,
    Role.meeting_lead: Who.team_member,
    Role.union_rep: Who.team_member,
    Role.safety_rep: Who.team_member,
    Role.staff: Who.team_member,
    Role.improvement_agent: Who.team_member,
    Role.user_rep: Who.team_member,
    Role.mentor: Who.mentor,
    Role.faculty: Who.faculty,
    Role.trust_contact: Who.trust_contact,
}
"""What a role in a cohort lets somebody be here. A steering group reads reports, and needs no way in."""
RUNNING = frozenset({Who.administrator, Who.improvement_unit})
IN_A_TEAM = frozenset({Who.mentor, Who.team_leader, Who.team_member})
WHOLE_COHORT = frozenset({Who.faculty})
OWN_ORGANISATION = frozenset({Who.trust_contact, Who.top_leader})
