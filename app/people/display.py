"""The roles that each kind of reader may see.

To represent a union is to be a member of one, and that is a special category of personal data (GDPR article 9). The
role is told to the improvement unit, the person's own team and the team's mentor, who need it to see that a team is
whole; never in a poster, a library, a task, a channel, a calendar, or a list that leaves the trust.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

SPECIAL = frozenset({"union_rep"})
Role = TypeVar("Role", bound=str)


class Reader(StrEnum):
    """A reader of roles; `others` are all other people, and every page in Microsoft 365."""

    unit = "unit"
    own_team = "own_team"
    own_mentor = "own_mentor"
    others = "others"


def may_be_told(roles: Iterable[Role], reader: Reader) -> list[Role]:
    """Return the roles of a person that this reader may see."""
    return [role for role in roles if role not in SPECIAL or reader is not Reader.others]
