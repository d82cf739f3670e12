# ruff: noqa: N815 -- Graph's own names
"""Answers to a message and its forwarding: as a draft, or sent at once."""

from html import escape
from typing import Literal

from pydantic import Field

from graph_adapters.sandbox.engine.answers import Answer, Json, bad_request, created_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import Recipient
from graph_adapters.sandbox.mail.message_rows import message_row, new_message, put_message, shown
from graph_adapters.sandbox.mail.senders import own_address
from graph_adapters.sandbox.mail.sending import Message, send_draft, sent_message
from graph_adapters.sandbox.outlook.attachments import attachments_of

URL = "/users/{user_id}/messages/{message_id}"
Way = Literal["reply", "replyAll", "forward"]


PREFIX: dict[Way, str] = {"reply": "SV: ", "replyAll": "SV: ", "forward": "VS: "}


class Reply(Body):
    comment: str | None = None
    message: Message | None = None


class Forward(Reply):
    toRecipients: list[Recipient] = Field(default=[])


@operation(
    "POST", f"{URL}/createReply", "message.createReply", "Mail.ReadWrite", body=Reply, body_optional=True
)
def create_reply(call: Call, body: Reply, user_id: str, message_id: str) -> Answer:
    return _created(call, _draft(call, body, message_row(call, user_id, message_id), "reply"))


@operation(
    "POST",
    f"{URL}/createReplyAll",
    "message.createReplyAll",
    "Mail.ReadWrite",
    body=Reply,
    body_optional=True,
)
def create_reply_to_all(call: Call, body: Reply, user_id: str, message_id: str) -> Answer:
    return _created(call, _draft(call, body, message_row(call, user_id, message_id), "replyAll"))


@operation(
    "POST",
    f"{URL}/createForward",
    "message.createForward",
    "Mail.ReadWrite",
    body=Forward,
    body_optional=True,
)
def create_forward(call: Call, body: Forward, user_id: str, message_id: str) -> Answer:
    return _created(call, _draft(call, body, message_row(call, user_id, message_id), "forward"))


@operation("POST", f"{URL}/reply", "message.reply", "Mail.Send", body=Reply, body_optional=True)
def reply(call: Call, body: Reply, user_id: str, message_id: str) -> Answer:
    return _sent(call, body, user_id, message_id, "reply")


@operation("POST", f"{URL}/replyAll", "message.replyAll", "Mail.Send", body=Reply, body_optional=True)
def reply_to_all(call: Call, body: Reply, user_id: str, message_id: str) -> Answer:
    return _sent(call, body, user_id, message_id, "replyAll")


@operation("POST", f"{URL}/forward", "message.forward", "Mail.Send", body=Forward)
def forward(call: Call, body: Forward, user_id: str, message_id: str) -> Answer:
    return _sent(call, body, user_id, message_id, "forward")


def _sent(call: Call, body: Reply, user_id: str, message_id: str, way: Way) -> Answer:
    draft = _draft(call, body, message_row(call, user_id, message_id), way)
    return send_draft(call, user_id, draft["id"])


def _created(call: Call, row: Row) -> Answer:
    return created_answer(shown(call, row), f"users('{row['mailbox']}')/messages/$entity")


def _draft(call: Call, body: Reply, row: Row, way: Way) -> Row:
    """Make the draft of an answer: to whom, about what, the words, and below them those it answers."""
    sent = sent_message(body.message) if body.message else {}
    if body.comment and sent.get("body"):
        raise bad_request("Specify a comment or a body, not both.", "ErrorInvalidRequest")
    owner = call.state.get("user", row["mailbox"]) or {}
    message = _addressed(body, row, owner, way) | {"subject": _subject(row, way), "body": _body(body, row)}
    message |= {"attachments": attachments_of(call.state, row["id"])} if way == "forward" else {}
    draft = new_message(call.state, owner, "drafts", message | sent, own_address(owner))
    return put_message(call.state, draft | {"conversation": row.get("conversation", row["id"])})


def _addressed(body: Reply, row: Row, owner: Row, way: Way) -> Json:
    if isinstance(body, Forward):
        return {"toRecipients": [one.sent() for one in body.toRecipients]}
    to = row["message"].get("replyTo") or [{"emailAddress": row["from"]}]
    if way == "reply":
        return {"toRecipients": to}
    others = [one for one in row["message"].get("toRecipients", []) if not _is(one, owner)]
    return {"toRecipients": to + others, "ccRecipients": row["message"].get("ccRecipients", [])}


def _is(recipient: Json, user: Row) -> bool:
    return str(recipient["emailAddress"]["address"]).casefold() == str(user["mail"]).casefold()


def _subject(row: Row, way: Way) -> str:
    subject = str(row["message"].get("subject") or "")
    return subject if subject.startswith(PREFIX[way]) else PREFIX[way] + subject


def _body(body: Reply, row: Row) -> Json:
    before = row["message"].get("body") or {"contentType": "text", "content": ""}
    text = before["content"] if before["contentType"] == "html" else escape(before["content"])
    said = escape(body.comment or "")
    about = escape(f"{row['from']['name']} <{row['from']['address']}>")
    content = f"{said}<br><hr><b>Fra:</b> {about}<br><b>Sendt:</b> {row['createdDateTime']}<br><br>{text}"
    return {"contentType": "html", "content": content}
