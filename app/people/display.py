"""The roles that each kind of reader may see, and the only place where a person's roles become words.

To represent a union is to be a member of one, and that is a special category of personal data (GDPR article 9). The
role is told to the improvement unit, the person's own team and the team's mentor, who need it to see that a team is
whole; never in a poster, a library, a task, a channel, a calendar, a letter, or a list that leaves the trust.

To all others a representative and a staff member are told alike: a word used for representatives alone would tell.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from app.people.models import Role
from app.people.roles import NO_OWN_NAMES, role_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SPECIAL = frozenset({"union_rep"})
TOLD_ALIKE = frozenset({Role.union_rep, Role.staff})
MEMBER_OF_TEAM = "medlem av teamet"
AnyRole = TypeVar("AnyRole", bound=str)


class Reader(StrEnum):
    """A reader of roles.

    `others` are all other people, every letter, every page in Microsoft 365, and whoever holds a link.
    """

    unit = "unit"
    own_team = "own_team"
    own_mentor = "own_mentor"
    others = "others"


def may_be_told(roles: Iterable[AnyRole], reader: Reader) -> list[AnyRole]:
    """Return the roles of a person that this reader may see."""
    return [role for role in roles if role not in SPECIAL or reader is not Reader.others]


def told_as(role: Role, reader: Reader) -> Role:
    """Return the role a reader is told, for programs: to others a union representative is staff."""
    return Role.staff if reader is Reader.others and role in SPECIAL else role


def roles_in_words(
    roles: Iterable[Role], reader: Reader, names: Mapping[str, str] = NO_OWN_NAMES
) -> list[str]:
    """Return the words for a person's roles that this reader is told, each once; `names` are the cohort's own."""
    words = (
        MEMBER_OF_TEAM if reader is Reader.others and role in TOLD_ALIKE else role_title(role, names)
        for role in roles
    )
    return list(dict.fromkeys(words))
