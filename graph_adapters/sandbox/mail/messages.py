# ruff: noqa: N815 -- Graph's own names
"""The messages of a mailbox: listed, read, changed."""

from typing import Any, ClassVar, Literal

from pydantic import Field, field_validator

from graph_adapters.sandbox.engine.answers import Answer, access_denied, bad_request
from graph_adapters.sandbox.engine.queries.odata import Expansions, collection_answer, entity_answer
from graph_adapters.sandbox.engine.queries.options import orders
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import ItemBody, Recipient, When, lower_case_first
from graph_adapters.sandbox.mail.extended_properties import expand_properties, is_asked_for, with_the_property
from graph_adapters.sandbox.mail.folders import READ, key_of
from graph_adapters.sandbox.mail.message_rows import (
    in_folder,
    in_mailbox,
    message_row,
    named_message,
    put_message,
    shown,
)
from graph_adapters.sandbox.outlook.calendar_view import mailbox_of
from graph_adapters.sandbox.outlook.preferences import with_preferences

FILES = "Mail.Read Mail.ReadWrite"
OPTIONS = "select filter top skip skiptoken orderby count expand"
ALL, URL = "/users/{user_id}/messages", "/users/{user_id}/messages/{message_id}"
FOLDER = "/users/{user_id}/mailFolders/{folder_id}/messages"


@operation("GET", ALL, "messages.list", READ, options=OPTIONS)
@operation("GET", FOLDER, "message.list", READ, options=OPTIONS)
def list_messages(call: Call, user_id: str, folder_id: str = "") -> Answer:
    user = mailbox_of(call, user_id)
    return _list(call, user, _asked(call, user, folder_id))


def _asked(call: Call, user: Row, folder_id: str) -> list[Row]:
    return in_folder(call, user, key_of(call, user, folder_id)) if folder_id else in_mailbox(call, user)


def _list(call: Call, user: Row, rows: list[Row]) -> Answer:
    """List the newest first, as Outlook has it, or as asked."""
    rows = sorted(rows, key=lambda row: (row["createdDateTime"], row.get("number", 0)), reverse=_falls(call))
    filtered = is_asked_for(call)
    if filtered:
        _refuse_basic_reader(call)
        rows = with_the_property(call, rows)
    shapes = [shown(call, row) for row in rows]
    context = f"users('{user['id']}')/messages"
    answer = collection_answer(call, shapes, context, page=10, expand=_expand(call), filtered=filtered)
    return with_preferences(call, answer)


def _falls(call: Call) -> bool:
    """Two messages of one moment stand as those of two moments do: in the direction that was asked for."""
    asked = orders(call)
    return not asked or asked[0][1]


def _refuse_basic_reader(call: Call) -> None:
    """Mail.ReadBasic shows neither bodies nor files nor extended properties."""
    if call.caller.user_id is None and not call.caller.roles & set(FILES.split()):
        raise access_denied()


def _expand(call: Call) -> Expansions:
    if call.query.get("$expand"):
        _refuse_basic_reader(call)
    return expand_properties(call, lambda shape: named_message(call, shape["id"]))


@operation("GET", URL, "message.get", READ, options="select expand")
def get_message(call: Call, user_id: str, message_id: str) -> Answer:
    row = message_row(call, user_id, message_id)
    context = f"users('{row['mailbox']}')/messages/$entity"
    return with_preferences(call, entity_answer(call, shown(call, row), context, expand=_expand(call)))


class Flag(Body):
    graph_type: ClassVar[str] = "followupFlag"
    flagStatus: Literal["notFlagged", "complete", "flagged"] | None = None
    startDateTime: When | None = None
    dueDateTime: When | None = None
    completedDateTime: When | None = None


class MessageChange(Body):
    graph_type: ClassVar[str] = "message"
    isRead: bool | None = None
    categories: list[str] | None = None
    importance: Literal["low", "normal", "high"] | None = None
    inferenceClassification: Literal["focused", "other"] | None = None
    flag: Flag | None = None
    isDeliveryReceiptRequested: bool | None = None
    isReadReceiptRequested: bool | None = None
    subject: str | None = Field(None, max_length=255)
    body: ItemBody | None = None
    toRecipients: list[Recipient] | None = None
    ccRecipients: list[Recipient] | None = None
    bccRecipients: list[Recipient] | None = None
    replyTo: list[Recipient] | None = None
    sent_from: Recipient | None = Field(None, alias="from")
    sender: Recipient | None = None
    _lower = field_validator("importance", mode="before")(lower_case_first)


OF_DRAFTS = {
    *("subject", "body", "toRecipients", "ccRecipients", "bccRecipients", "replyTo", "from", "sender"),
}


@operation("PATCH", URL, "message.update", "Mail.ReadWrite", body=MessageChange, options="select")
def update_message(call: Call, body: MessageChange, user_id: str, message_id: str) -> Answer:
    row, sent = message_row(call, user_id, message_id), body.sent()
    if OF_DRAFTS & sent.keys() and not row["isDraft"]:
        name = min(OF_DRAFTS & sent.keys())
        raise bad_request(f"Set action is invalid for property '{name}'.", "ErrorInvalidPropertySet")
    put_message(call.state, _changed(row, sent) | {"version": row["version"] + 1})
    return get_message(call, user_id, message_id)


def _changed(row: Row, sent: dict[str, Any]) -> Row:
    """Properties of the row itself are set apart from those that are the message's own."""
    own = {name: sent.pop(name) for name in ("isRead",) if name in sent}
    own |= {name: sent.pop(name)["emailAddress"] for name in ("from", "sender") if sent.get(name) is not None}
    return row | own | {"message": row["message"] | sent}
