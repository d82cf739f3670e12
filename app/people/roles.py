"""Roles in and around a team: their names, and the rights that follow from them."""

from __future__ import annotations

import re
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.people.models import Access, Role
from app.people.spelling import same_spelling

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES_IN_NORWEGIAN: dict[Role, str] = {
    Role.leader: "leder",
    Role.project_leader: "prosjektleder",
    Role.team_leader: "teamleder",
    Role.nearest_leader: "nærmeste leder",
    Role.top_leader: "øverste leder",
    Role.measurement_lead: "måleansvarlig",
    Role.meeting_lead: "møteansvarlig",
    Role.union_rep: "tillitsvalgt",
    Role.safety_rep: "verneombud",
    Role.staff: "medarbeider",
    Role.mentor: "veileder",
    Role.improvement_agent: "forbedringsagent",
    Role.user_rep: "brukerrepresentant",
    Role.faculty: "fagansvarlig",
    Role.trust_contact: "foretakskontakt",
    Role.steering_group: "styringsgruppe",
}

NO_OWN_NAMES: Mapping[str, str] = MappingProxyType({})

ACCESS_IN_NORWEGIAN: dict[Access, str] = {
    Access.internal: "intern",
    Access.guest: "gjest",
    Access.mail_only: "bare e-post",
}

_ALSO_WRITTEN: dict[str, Role] = {
    "leiar": Role.leader,
    "prosjektleiar": Role.project_leader,
    "teamleiar": Role.team_leader,
    "nærmaste leiar": Role.nearest_leader,
    "øvste leiar": Role.top_leader,
    "måleansvarleg": Role.measurement_lead,
    "møteansvarleg": Role.meeting_lead,
    "tillitsvald": Role.union_rep,
    "verneombod": Role.safety_rep,
    "medarbeidar": Role.staff,
    "vegleiar": Role.mentor,
    "rettleiar": Role.mentor,
    "mentor": Role.mentor,
    "forbedringsveileder": Role.mentor,
    "forbetringsagent": Role.improvement_agent,
    "brukarrepresentant": Role.user_rep,
    "fagansvarleg": Role.faculty,
    "føretakskontakt": Role.trust_contact,
    "kontaktperson": Role.trust_contact,
}

_MEMBER = re.compile(r"(?:team|prosjekt|gruppe)?(?:medlem|medlemmer|deltaker|deltakar|deltager)")
_LEADER_OF_THE_LINE = re.compile(
    r"(?:avdelings?|enhets?|einings?|seksjons?|klinikk|område|fag|post|gruppe|linje)(?:leder|leiar|sjef)"
)
_DEPUTY = re.compile(r"^(?:nest|vara|ass|konst)")

_OF_THE_WHOLE_COHORT = {
    Role.mentor,
    Role.faculty,
    Role.trust_contact,
    Role.steering_group,
    Role.top_leader,
}
_LEADS_TEAM = {Role.leader, Role.project_leader, Role.team_leader}
_BESIDE_THE_TEAM = _OF_THE_WHOLE_COHORT | {Role.nearest_leader}


def role_title(role: Role, names: Mapping[str, str] = NO_OWN_NAMES) -> str:
    """Return what a role is called in a rule, a form or a refusal; a person's roles are `roles_in_words`.

    `names` are a cohort's own, by role.
    """
    return names.get(role, ROLES_IN_NORWEGIAN[role])


def role_titles(names: Mapping[str, str] = NO_OWN_NAMES) -> list[str]:
    """Return what every role is called, as it may be written in a cohort's workbook.

    A name that would be read as another role gives way to ours.
    """
    return [
        title if role_called(title := role_title(role, names), names) is role else ROLES_IN_NORWEGIAN[role]
        for role in ROLES_IN_NORWEGIAN
    ]


def leads_team(role: Role) -> bool:
    """Tell whether a role leads a team: in Tørn the leader is project and team leader, elsewhere either is named."""
    return role in _LEADS_TEAM


def sits_in_team(role: Role) -> bool:
    """Tell whether a role is a member's: mentors, nearest and top leaders only follow the team."""
    return role not in _BESIDE_THE_TEAM


def may_lack_team(role: Role) -> bool:
    return role in _OF_THE_WHOLE_COHORT


def role_named(text: str) -> Role | None:
    return _BY_NAME.get(_bare(text))


def role_called(text: str, names: Mapping[str, str]) -> Role | None:
    """Return the role that a word stands for: as everywhere, or else as a cohort calls it."""
    own = (Role(role) for role, name in names.items() if _bare(name) == _bare(text))
    return role_named(text) or next(own, None)


def roles_like(text: str) -> list[str]:
    """Return the names of roles that a word may stand for, nearest first; never one that sees more than was meant."""
    bare = _bare(text)
    if _MEMBER.fullmatch(bare):
        return [ROLES_IN_NORWEGIAN[Role.staff]]
    if _LEADER_OF_THE_LINE.fullmatch(bare):
        return [ROLES_IN_NORWEGIAN[Role.nearest_leader]]
    if _DEPUTY.search(bare):
        return []
    nearest = get_close_matches(bare, _BY_NAME, n=3, cutoff=0.6)
    return list(dict.fromkeys(ROLES_IN_NORWEGIAN[_BY_NAME[name]] for name in nearest))


def access_named(text: str) -> Access | None:
    return _ACCESS_BY_NAME.get(_bare(text))


def _bare(text: str) -> str:
    return "".join(letter for letter in same_spelling(text) if letter.isalnum())


_BY_NAME: dict[str, Role] = {
    **{_bare(written): role for written, role in _ALSO_WRITTEN.items()},
    **{_bare(role.value): role for role in Role},
    **{_bare(name): role for role, name in ROLES_IN_NORWEGIAN.items()},
}

_ACCESS_BY_NAME: dict[str, Access] = {
    **{_bare(access.value): access for access in Access},
    **{_bare(name): access for access, name in ACCESS_IN_NORWEGIAN.items()},
}
