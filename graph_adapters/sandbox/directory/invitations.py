# ruff: noqa: N815 -- Graph's own names
"""Invitations of guests."""

from typing import ClassVar

from pydantic import Field

from graph_adapters.sandbox.directory.accounts import person_at
from graph_adapters.sandbox.engine.answers import Answer, Json, created_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import Recipient
from graph_adapters.sandbox.mail.delivered_mail import deliver_mail


class MessageInfo(Body):
    graph_type: ClassVar[str] = "invitedUserMessageInfo"
    ccRecipients: list[Recipient] | None = None
    customizedMessageBody: str | None = None
    messageLanguage: str | None = None


class NewInvitation(Body):
    graph_type: ClassVar[str] = "invitation"
    invitedUserEmailAddress: str = Field(pattern=r"^[\w.\-]+@[\w\-]+(\.[\w\-]+)+$")
    inviteRedirectUrl: str = Field(pattern=r"^https?://")
    invitedUserDisplayName: str | None = None
    invitedUserType: str | None = None
    invitedUserMessageInfo: MessageInfo | None = None
    sendInvitationMessage: bool = False


@operation(
    "POST",
    "/invitations",
    "invitation.create",
    "Directory.ReadWrite.All User.Invite.All User.ReadWrite.All",
    body=NewInvitation,
)
def invite(call: Call, body: NewInvitation) -> Answer:
    address = body.invitedUserEmailAddress
    guest = _guest(call.state, address, body.invitedUserDisplayName or address.partition("@")[0])
    if body.sendInvitationMessage:
        deliver_mail(
            call.state, address, kind="guest-invitation", subject="Du er invitert", by=call.caller.app_id
        )
    invitation = {
        "id": call.state.uuid(),
        "inviteRedeemUrl": f"https://login.example.no/redeem?user={guest['id']}",
        "invitedUserDisplayName": guest["displayName"],
        "invitedUserType": body.invitedUserType or "Guest",
        "invitedUserEmailAddress": address,
        "sendInvitationMessage": body.sendInvitationMessage,
        "resetRedemption": False,
        "invitedUserMessageInfo": _message_info(body.invitedUserMessageInfo),
        "inviteRedirectUrl": body.inviteRedirectUrl,
        "status": "PendingAcceptance",
        "invitedUser": {"id": guest["id"]},
    }
    return created_answer(invitation, "invitations/$entity")


def _guest(state: State, address: str, name: str) -> Row:
    if known := person_at(state, address):
        return known
    return state.add_person(
        mail=address,
        displayName=name,
        userType="Guest",
        externalUserState="PendingAcceptance",
        invitedAt=state.stamp(),
    )


def _message_info(info: MessageInfo | None) -> Json:
    empty = {"messageLanguage": None, "ccRecipients": [{"emailAddress": {"name": None, "address": None}}]}
    told = info.sent() if info else {}
    for copied in told.get("ccRecipients") or []:
        copied["emailAddress"] = {"name": None} | copied["emailAddress"]
    return empty | {"customizedMessageBody": None} | told
