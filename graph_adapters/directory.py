"""The directory: the account of an address, and guests from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.tenant import DirectoryAnswer, Guest, Placed, Seen
from graph_adapters.errors import Unsure
from graph_adapters.transport import call, value_of

if TYPE_CHECKING:
    from graph_adapters.transport import Connection

LANE = "directory"
_FIELDS = "id,mail,userPrincipalName,accountEnabled,userType"


async def look_up(connection: Connection, email: str) -> DirectoryAnswer:
    """Find the account of an address; several matches are for a person to choose between."""
    users = await _with_address(connection, email)
    if len(users) != 1:
        return DirectoryAnswer(user_id=None, matches=len(users))
    user = users[0]
    return DirectoryAnswer(
        user_id=user["id"],
        matches=1,
        enabled=user.get("accountEnabled") is not False,
        guest=user.get("userType") == "Guest",
    )


async def _with_address(connection: Connection, email: str) -> list[dict[str, Any]]:
    quoted = email.replace("'", "''")
    asked = call(
        connection.graph.users,
        filter=f"mail eq '{quoted}' or userPrincipalName eq '{quoted}'",
        select=_FIELDS,
        lane=LANE,
    )
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
