# ruff: noqa: N815 -- Graph's own names
"""Mail that is sent: at once, or as a draft that is sent later."""

from typing import Any, ClassVar, Literal

from pydantic import Field, field_validator, model_validator

from graph_adapters.sandbox.directory.accounts import has_mailbox, person_at
from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError, bad_request, created_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import (
    ExtendedProperty,
    FileAttachment,
    Header,
    ItemBody,
    Recipient,
    lower_case_first,
)
from graph_adapters.sandbox.mail.delivered_mail import deliver_mail
from graph_adapters.sandbox.mail.extended_properties import NAME
from graph_adapters.sandbox.mail.folders import key_of
from graph_adapters.sandbox.mail.message_moves import moved_message
from graph_adapters.sandbox.mail.message_rows import message_row, new_message, put_message, shown
from graph_adapters.sandbox.mail.messages import Flag
from graph_adapters.sandbox.mail.senders import own_address, senders_of
from graph_adapters.sandbox.outlook.attachments import attachments_of
from graph_adapters.sandbox.outlook.calendar_view import mailbox_of

MAX_RECIPIENTS = 500


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
    singleValueExtendedProperties: list[ExtendedProperty] = Field(default=[])
    sent_from: Recipient | None = Field(None, alias="from")
    sender: Recipient | None = None
    flag: Flag | None = None
    inferenceClassification: Literal["focused", "other"] = "focused"
    isDeliveryReceiptRequested: bool = False
    isReadReceiptRequested: bool = False
    isRead: bool | None = None
    extensions: list[dict[str, Any]] | None = None
    _lower = field_validator("importance", mode="before")(lower_case_first)


class SendMailBody(Body):
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


@operation("POST", "/users/{user_id}/sendMail", "mail.send", "Mail.Send", body=SendMailBody)
def send_mail(call: Call, body: SendMailBody, user_id: str) -> Answer:
    owner, message = mailbox_of(call, user_id), sent_message(body.message)
    sender = senders_of(call.state, owner, message)
    deliver_message(call, sender, message, addresses_of(message))
    if body.saveToSentItems:
        row = new_message(call.state, owner, "sentitems", message, sender["from"])
        put_message(call.state, row | sender)
    return Answer(202)


def sent_message(message: Message) -> Json:
    if message.extensions:
        raise RefusedError(501, "NotImplemented", "The sandbox keeps no open extensions of messages.")
    return message.sent()


def addresses_of(message: Json) -> list[str]:
    names = ("toRecipients", "ccRecipients", "bccRecipients")
    return [one["emailAddress"]["address"] for name in names for one in message.get(name, [])]


def deliver_message(call: Call, sender: Row, message: Json, to: list[str]) -> None:
    """Put a message in the mailboxes of the tenant's own people, and note it for all."""
    if not to:
        raise bad_request("At least one recipient is required.", "ErrorInvalidRecipients")
    if len(to) > MAX_RECIPIENTS:
        raise bad_request(
            f"A message can have at most {MAX_RECIPIENTS} recipients.", "ErrorExceededMaxRecipientLimit"
        )
    content = (message.get("body") or {}).get("content", "")
    for address in to:
        deliver_mail(
            call.state,
            address,
            kind="mail",
            subject=message.get("subject") or "",
            by=sender["from"]["address"],
            body=content,
        )
        user = person_at(call.state, address)
        if user is not None and has_mailbox(user):
            put_message(call.state, new_message(call.state, user, "inbox", message, sender["from"]) | sender)


@operation("POST", "/users/{user_id}/messages", "mail.draft.create", "Mail.ReadWrite", body=Message)
@operation(
    "POST",
    "/users/{user_id}/mailFolders/{folder_id}/messages",
    "mail.draft.createInFolder",
    "Mail.ReadWrite",
    body=Message,
)
def create_draft(call: Call, body: Message, user_id: str, folder_id: str = "drafts") -> Answer:
    user, message = mailbox_of(call, user_id), sent_message(body)
    row = new_message(call.state, user, key_of(call, user, folder_id), message, own_address(user))
    asked = {name: message[name]["emailAddress"] for name in ("from", "sender") if message.get(name)}
    row = put_message(call.state, row | asked | {"isDraft": True, "isRead": True})
    return created_answer(shown(call, row), f"users('{user['id']}')/messages/$entity")


@operation("POST", "/users/{user_id}/messages/{message_id}/send", "mail.draft.send", "Mail.Send")
def send_draft(call: Call, user_id: str, message_id: str) -> Answer:
    row, owner = message_row(call, user_id, message_id), mailbox_of(call, user_id)
    if not row["isDraft"]:
        raise bad_request("The message has been sent already.", "ErrorInvalidOperation")
    sender = senders_of(call.state, owner, {"from": {"emailAddress": row["from"]}})
    sender |= {"conversation": row["conversation"]} if "conversation" in row else {}
    along = {"attachments": attachments_of(call.state, row["id"]), NAME: row.get("properties", [])}
    deliver_message(call, sender, row["message"] | along, addresses_of(row["message"]))
    sent = {"isDraft": False, "filedAt": call.state.stamp()}
    moved_message(call.state, row | sender | sent, "sentitems")
    return Answer(202)
