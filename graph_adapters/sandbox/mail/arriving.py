# ruff: noqa: N815 -- Graph's own names
"""Mail from outside: POST /_sandbox/mail."""

from pydantic import Field

from graph_adapters.sandbox.directory.accounts import person_at
from graph_adapters.sandbox.engine.answers import Answer, RefusedError
from graph_adapters.sandbox.engine.routes import Body, Call, control
from graph_adapters.sandbox.engine.values import (
    Address,
    FileAttachment,
    ItemAttachment,
    ItemBody,
    ReferenceAttachment,
)
from graph_adapters.sandbox.mail.message_rows import message_shape, new_message
from graph_adapters.sandbox.outlook.attachments import store_arrived


class ArrivingHeader(Body):
    name: str
    value: str


class ArrivingMail(Body):
    to: str
    sender: Address = Field(alias="from")
    subject: str = ""
    body: ItemBody | None = None
    attachments: list[FileAttachment | ItemAttachment | ReferenceAttachment] = Field(default=[])
    internetMessageHeaders: list[ArrivingHeader] = Field(default=[])
    meetingMessageType: str | None = None


@control("POST", "/mail", body=ArrivingMail)
def receive_mail(call: Call, body: ArrivingMail) -> Answer:
    """Take {"to": mail, "from": {"address", "name"?}, "subject"?, "body"?, "attachments"?, "internetMessageHeaders"?}.

    "@odata.type" makes it a calendar's message (`#microsoft.graph.eventMessageResponse`).
    """
    user = person_at(call.state, body.to)
    if user is None:
        raise RefusedError(404, "NotFound", f"Nobody here has the address {body.to}.")
    sent = {name: value for name, value in body.sent().items() if name not in ("to", "from")}
    sent["attachments"] = [one.sent() | {"@odata.type": one.odata_type} for one in body.attachments]
    sent |= {"@odata.type": body.odata_type} if body.odata_type else {}
    sent["toRecipients"] = [{"emailAddress": {"address": user["mail"], "name": user["displayName"]}}]
    sender = {"name": body.sender.name or body.sender.address, "address": body.sender.address}
    came = new_message(call.state, user, "inbox", sent, sender, store=store_arrived)
    return Answer(200, message_shape(call.state, came))
