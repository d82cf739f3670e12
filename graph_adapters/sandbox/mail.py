# ruff: noqa: N815 -- Graph's own names
"""Mail that is sent: at once, or as a draft that is sent later."""

import base64
from typing import Any, ClassVar, Literal

from pydantic import Field, field_validator, model_validator

from .answers import Answer, Json, RefusedError, bad_request, made
from .calendar_view import mailbox_of
from .mailboxes import deliver
from .odata import one
from .routes import Body, Call, operation
from .state import Row
from .values import FileAttachment, Header, ItemBody, Recipient, lowered

MOST_RECIPIENTS = 500


class Message(Body):
    graph_type: ClassVar[str] = "message"
    subject: str | None = Field(None, max_length=255)
    body: ItemBody | None = None
    toRecipients: list[Recipient] = Field(default=[])
    ccRecipients: list[Recipient] = Field(default=[])
    bccRecipients: list[Recipient] = Field(default=[])
    replyTo: list[Recipient] = Field(default=[])
    importance: Literal["low", "normal", "high"] = "normal"
    categories: list[str] = Field(default=[])
    internetMessageHeaders: list[Header] = Field(default=[])
    attachments: list[FileAttachment] = Field(default=[])
    _lower = field_validator("importance", mode="before")(lowered)

    def addresses(self) -> list[str]:
        people = [*self.toRecipients, *self.ccRecipients, *self.bccRecipients]
        return [person.emailAddress.address for person in people]


class Sending(Body):
    message: Message
    saveToSentItems: bool = True

    @model_validator(mode="before")
    @classmethod
    def _any_case(cls, sent: Any) -> Any:  # noqa: ANN401 -- before it is validated
        if not isinstance(sent, dict):
            return sent
        sent = {name[:1].lower() + name[1:]: value for name, value in sent.items()}
        if (word := sent.get("saveToSentItems")) in ("true", "false"):  # as the documentation itself sends it
            sent["saveToSentItems"] = word == "true"
        return sent


@operation("POST", "/users/{user_id}/sendMail", "mail.send", "Mail.Send", body=Sending)
def send_mail(call: Call, body: Sending, user_id: str) -> Answer:
    sender = mailbox_of(call, user_id)
    _deliver(call, sender, body.message.sent(), body.message.addresses())
    return Answer(202)


def _deliver(call: Call, sender: Row, message: Json, to: list[str]) -> None:
    if not to:
        raise bad_request("At least one recipient is required.", "ErrorInvalidRecipients")
    if len(to) > MOST_RECIPIENTS:
        raise bad_request(
            f"A message can have at most {MOST_RECIPIENTS} recipients.", "ErrorExceededMaxRecipientLimit"
        )
    content = (message.get("body") or {}).get("content", "")
    for address in to:
        deliver(
            call.state,
            address,
            kind="mail",
            subject=message.get("subject") or "",
            by=sender["mail"],
            body=content,
        )


@operation("POST", "/users/{user_id}/messages", "mail.draft.create", "Mail.ReadWrite", body=Message)
def create_draft(call: Call, body: Message, user_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    made_id = f"AAMkAG{base64.urlsafe_b64encode(call.state.hex().encode()).decode()}"
    row = {
        "id": made_id,
        "mailbox": user["id"],
        "message": body.sent(),
        "to": body.addresses(),
        "isDraft": True,
    }
    row |= {"createdDateTime": call.state.stamp()}
    call.state.put("message", row)
    return made(_shape(row), f"users('{user['id']}')/messages/$entity")


def _shape(row: Row) -> Json:
    empty: Json = {
        "subject": None,
        "body": {"contentType": "html", "content": ""},
        "toRecipients": [],
        "ccRecipients": [],
    }
    times = {"createdDateTime": row["createdDateTime"], "lastModifiedDateTime": row["createdDateTime"]}
    shape: Json = {"id": row["id"], "isDraft": row["isDraft"]} | times | empty | row["message"]
    return shape


def _row(call: Call, user_id: str, message_id: str) -> Row:
    user, row = mailbox_of(call, user_id), call.state.get("message", message_id)
    if row is None or row["mailbox"] != user["id"]:
        raise RefusedError(404, "ErrorItemNotFound", "The specified object was not found in the store.")
    return row


@operation(
    "GET",
    "/users/{user_id}/messages/{message_id}",
    "message.get",
    "Mail.ReadBasic.All Mail.Read Mail.ReadWrite",
    options="select",
)
def get_message(call: Call, user_id: str, message_id: str) -> Answer:
    row = _row(call, user_id, message_id)
    return one(call, _shape(row), f"users('{row['mailbox']}')/messages/$entity")


@operation("POST", "/users/{user_id}/messages/{message_id}/send", "mail.draft.send", "Mail.Send")
def send_draft(call: Call, user_id: str, message_id: str) -> Answer:
    row = _row(call, user_id, message_id)
    if not row["isDraft"]:
        raise bad_request("The message has been sent already.", "ErrorInvalidOperation")
    _deliver(call, mailbox_of(call, user_id), row["message"], row["to"])
    call.state.put("message", row | {"isDraft": False})
    return Answer(202)
