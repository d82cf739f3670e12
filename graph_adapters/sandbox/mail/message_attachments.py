# ruff: noqa: N815 -- Graph's own names
"""The attachments of a message: read, and put on a draft."""

import base64
from dataclasses import replace
from typing import Any

from pydantic import Field

from graph_adapters.sandbox.engine.answers import (
    Answer,
    Json,
    RefusedError,
    bad_request,
    created_answer,
    no_content_answer,
)
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.mail.attached_items import raw_item
from graph_adapters.sandbox.mail.message_rows import message_row, put_message
from graph_adapters.sandbox.outlook.attachments import (
    KIND,
    LINK,
    attachment_row,
    attachment_shape,
    attachments_of,
    check_selected,
    store_attachment,
)

READ = "Mail.Read Mail.ReadWrite"
WRITE = "Mail.ReadWrite"
URL = "/users/{user_id}/messages/{message_id}"


class NewAttachment(Body):
    odata_type: str = Field(
        alias="@odata.type", pattern=r"(?i)^#?microsoft\.graph\.(file|item|reference)Attachment$"
    )
    name: str
    contentType: str | None = None
    contentBytes: str = ""
    contentId: str | None = None
    isInline: bool | None = None
    item: dict[str, Any] | None = None


@operation("POST", f"{URL}/attachments", "message.attachments.create", WRITE, body=NewAttachment)
def create_attachment(call: Call, body: NewAttachment, user_id: str, message_id: str) -> Answer:
    row = _draft(call, user_id, message_id)
    if body.odata_type.lstrip("#").casefold() != KIND.lstrip("#").casefold():
        raise RefusedError(501, "NotImplemented", f"The sandbox puts no {body.odata_type} on a draft.")
    made = store_attachment(call.state, row["id"], body.sent() | {"@odata.type": KIND})
    put_message(call.state, row | {"version": row["version"] + 1})
    return created_answer(
        attachment_shape(made), f"users('{row['mailbox']}')/messages('{message_id}')/attachments/$entity"
    )


def _draft(call: Call, user_id: str, message_id: str) -> Row:
    row = message_row(call, user_id, message_id)
    if not row["isDraft"]:
        raise RefusedError(501, "NotImplemented", "The sandbox changes the attachments of drafts only.")
    return row


@operation("DELETE", f"{URL}/attachments/{{attachment_id}}", "message.attachments.delete", WRITE)
def delete_attachment(call: Call, user_id: str, message_id: str, attachment_id: str) -> Answer:
    row = _draft(call, user_id, message_id)
    call.state.remove("attachment", attachment_row(call.state, row["id"], attachment_id)["id"])
    put_message(call.state, row | {"version": row["version"] + 1})
    return no_content_answer()


@operation("GET", f"{URL}/attachments", "message.attachments.list", READ, options="select top")
def list_attachments(call: Call, user_id: str, message_id: str) -> Answer:
    row = message_row(call, user_id, message_id)
    check_selected(call)
    context = f"users('{row['mailbox']}')/messages('{message_id}')/attachments"
    return collection_answer(call, attachments_of(call.state, row["id"]), context)


@operation("GET", f"{URL}/attachments/{{attachment_id}}/$value", "message.attachment.content", READ)
def get_attachment_content(call: Call, user_id: str, message_id: str, attachment_id: str) -> Answer:
    row = attachment_row(call.state, message_row(call, user_id, message_id)["id"], attachment_id)
    if row.get("@odata.type") == LINK:
        raise RefusedError(405, "ErrorInvalidRequest", "A reference attachment has no contents.")
    if "item" in row:
        return Answer(200, raw_item(row["item"]), {"Content-Type": "text/plain"})
    return Answer(200, base64.b64decode(row["contentBytes"]), {"Content-Type": row["contentType"]})


@operation(
    "GET", f"{URL}/attachments/{{attachment_id}}", "message.attachments.get", READ, options="select expand"
)
def get_attachment(call: Call, user_id: str, message_id: str, attachment_id: str) -> Answer:
    row = attachment_row(call.state, message_row(call, user_id, message_id)["id"], attachment_id)
    check_selected(call)
    context = f"users('{user_id}')/messages('{message_id}')/attachments/$entity"
    return entity_answer(_without_expansion(call), attachment_shape(row) | _item(call, row), context)


def _item(call: Call, row: Row) -> Json:
    """Show the thing an item attachment holds to those who expand it; the key is a cast, as in Graph."""
    asked = call.query.get("$expand", "").casefold()
    if asked not in ("", "microsoft.graph.itemattachment/item"):
        raise bad_request(
            f"Parsing OData Select and Expand failed: Could not find a property named '{asked}'."
        )
    return {"item": row["item"]} if asked and "item" in row else {}


def _without_expansion(call: Call) -> Call:
    return replace(call, query={name: text for name, text in call.query.items() if name != "$expand"})
