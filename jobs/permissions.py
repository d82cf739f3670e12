"""The application permissions each capability needs; a capability not left to the service needs none.

Drawn from the table in `graph_adapters/permissions/table.py`, where a new permission is added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import jwt

from app.config import Capability
from graph_adapters.permissions.table import PERMISSIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from app.config import Mode

ALWAYS_NEEDED = tuple(one.name for one in PERMISSIONS if not one.capabilities)


def _of_each_capability(*, optional: bool) -> dict[Capability, tuple[str, ...]]:
    asked = [one for one in PERMISSIONS if one.optional is optional]
    return {
        capability: tuple(one.name for one in asked if capability in one.capabilities)
        for capability in get_args(Capability)
    }


PERMISSIONS_OF_CAPABILITY: Mapping[Capability, tuple[str, ...]] = _of_each_capability(optional=False)
OPTIONAL_OF_CAPABILITY: Mapping[Capability, tuple[str, ...]] = _of_each_capability(optional=True)
"""Those that would help: Mail.Read looks whether a letter was sent when its answer was lost."""


def needed_permissions(modes: Mapping[Capability, Mode]) -> list[str]:
    """Return the permissions that must be granted, in alphabetical order."""
    ours = [
        permission
        for capability, asked in PERMISSIONS_OF_CAPABILITY.items()
        if modes[capability] == "service"
        for permission in asked
    ]
    return sorted({*ALWAYS_NEEDED, *ours})


def granted_in(token: str) -> frozenset[str]:
    """Read the permissions that a token of ours lists; it is not ours to verify."""
    return frozenset(jwt.decode(token, options={"verify_signature": False}).get("roles", ()))


def missing_permissions(granted: Collection[str], modes: Mapping[Capability, Mode]) -> list[str]:
    return [permission for permission in needed_permissions(modes) if permission not in granted]


def missing_optional(granted: Collection[str], modes: Mapping[Capability, Mode]) -> list[str]:
    """Return the permissions that would help but need not be granted."""
    ours = (asked for capability, asked in OPTIONAL_OF_CAPABILITY.items() if modes[capability] == "service")
    return [permission for asked in ours for permission in asked if permission not in granted]
