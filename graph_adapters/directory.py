"""The directory: the account of an address, and guests from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.tenant import DirectoryAnswer, Guest, Placed, Seen
from graph_adapters.errors import Gone, Unsure
from graph_adapters.transport import call, value_of

if TYPE_CHECKING:
    from graph_adapters.transport import Connection

LANE = "directory"
_FIELDS = "id,mail,userPrincipalName,accountEnabled,userType,proxyAddresses,assignedPlans"
TEAMS_SERVICE = "TeamspaceAPI"
"""What Teams is called among an account's plans (Microsoft Learn, licensing-service-plan-reference)."""

_MAIL = "smtp:"
_TENANTS_OWN = ".onmicrosoft.com"
"""Addresses that every account has besides, and nobody writes to."""


async def look_up(connection: Connection, email: str) -> DirectoryAnswer:
    """Find the account of an address; several matches are for a person to choose between."""
    users = await _with_address(connection, email)
    return _answer(users[0]) if len(users) == 1 else DirectoryAnswer(user_id=None, matches=len(users))


async def look_up_account(connection: Connection, user_id: str) -> DirectoryAnswer:
    """Read an account that is known, whatever its addresses are now; no match when it is deleted."""
    asked = call(connection.graph.users.by_user_id(user_id), select=_FIELDS, lane=LANE)
    try:
        return _answer((await connection.send(asked)).body or {})
    except Gone:
        return DirectoryAnswer(user_id=None, matches=0)


def _answer(user: dict[str, Any]) -> DirectoryAnswer:
    return DirectoryAnswer(
        user_id=user["id"],
        matches=1,
        enabled=user.get("accountEnabled") is not False,
        guest=user.get("userType") == "Guest",
        addresses=_addresses(user),
        may_use_teams=_may_use_teams(user),
    )


def _addresses(user: dict[str, Any]) -> tuple[str, ...]:
    """Return the addresses that reach an account, and the one it signs in with, in small letters."""
    if not user.get("mail"):
        return ()
    proxies = [one for one in user.get("proxyAddresses") or () if one.lower().startswith(_MAIL)]
    login = [user["userPrincipalName"]] if user.get("userType") != "Guest" else []
    found = [user["mail"], *(one[len(_MAIL) :] for one in proxies), *login]
    kept = (one.lower() for one in found if not one.lower().endswith(_TENANTS_OWN))
    return tuple(dict.fromkeys([user["mail"].lower(), *kept]))


def _may_use_teams(user: dict[str, Any]) -> bool | None:
    """Tell whether an account's licences hold Teams; a guest needs none."""
    plans = user.get("assignedPlans")
    if plans is None or user.get("userType") == "Guest":
        return None
    return any(
        plan.get("service") == TEAMS_SERVICE and plan.get("capabilityStatus") == "Enabled" for plan in plans
    )


async def _with_address(connection: Connection, email: str) -> list[dict[str, Any]]:
    """Return the accounts of an address; other addresses they have are asked for only when that finds none."""
    quoted = email.replace("'", "''")
    return await _filtered(
        connection, f"mail eq '{quoted}' or userPrincipalName eq '{quoted}'"
    ) or await _filtered(connection, f"proxyAddresses/any(p:p eq '{_MAIL}{quoted}')")


async def _filtered(connection: Connection, condition: str) -> list[dict[str, Any]]:
    asked = call(connection.graph.users, filter=condition, select=_FIELDS, lane=LANE)
    return value_of(await connection.send(asked))


async def guests(connection: Connection, email: str) -> list[Seen]:
    """Find a guest who was invited before, by us or by others, so that no guest is invited twice."""
    return [
        Seen(external_id=user["id"], name=email, ours=True, value={})
        for user in await _with_address(connection, email)
        if user.get("userType") == "Guest"
    ]


async def invite(connection: Connection, wanted: Guest, landing: str) -> Placed:
    """Invite a guest; Microsoft mails the invitation each time it is asked, though the user stays the same."""
    body = {
        "invitedUserEmailAddress": wanted.email,
        "invitedUserDisplayName": wanted.name,
        "inviteRedirectUrl": landing,
        "sendInvitationMessage": True,
    }
    answer = await connection.send(call(connection.graph.invitations, "POST", body=body, lane=LANE))
    user = (answer.body or {}).get("invitedUser") or {}
    if not user.get("id"):
        raise Unsure("Unexpected answer from Microsoft 365: no invited user.", request_id=answer.request_id)
    return Placed(external_id=user["id"], request_id=answer.request_id)
