# ruff: noqa: N815 -- Graph's own names
"""Incoming mail: read, marked as read, followed, with its attachments."""

import base64
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import Field

from graph_adapters.sandbox.directory.accounts import person_at
from graph_adapters.sandbox.engine.answers import (
    METADATA,
    Answer,
    Json,
    RefusedError,
    access_denied,
    bad_request,
)
from graph_adapters.sandbox.engine.odata import Expansions, collection_answer, entity_answer, selected_columns
from graph_adapters.sandbox.engine.routes import Body, Call, control, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.sync_tokens import page_size, read_token, sync_link
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import (
    Address,
    FileAttachment,
    ItemAttachment,
    ItemBody,
    ReferenceAttachment,
)
from graph_adapters.sandbox.mail.attached_items import raw_item
from graph_adapters.sandbox.mail.extended_properties import (
    NAME,
    expand_properties,
    is_asked_for,
    with_the_property,
)
from graph_adapters.sandbox.outlook.attachments import (
    LINK,
    attachment_row,
    attachment_shape,
    attachments_of,
    check_selected,
    store_arrived,
    store_attachment,
)
from graph_adapters.sandbox.outlook.attendee_copies import not_there
from graph_adapters.sandbox.outlook.calendar_view import mailbox_of
from graph_adapters.sandbox.outlook.events import body_preview, change_key

READ = "Mail.ReadBasic.All Mail.Read Mail.ReadWrite"
FILES = "Mail.Read Mail.ReadWrite"
APART = ("attachments", NAME, "@odata.type")
FOLDERS = ("inbox", "drafts", "sentitems")
HEADERS = "internetMessageHeaders"
OPTIONS = "select filter top skip skiptoken orderby count expand"
URL = "/users/{user_id}/messages/{message_id}"
FOLDER = "/users/{user_id}/mailFolders/{folder_id}/messages"


def new_message(
    state: State,
    user: Row,
    folder: str,
    message: Json,
    sender: Json,
    *,
    store: Callable[[State, str, Json], Row] = store_attachment,
) -> Row:
    """Put a message into a folder; its files and the sender's own properties are kept apart."""
    content = {name: value for name, value in message.items() if name not in APART}
    row = {
        "id": f"AAMkAG{base64.urlsafe_b64encode(state.hex().encode()).decode()}",
        "mailbox": user["id"],
        "folder": folder,
        "message": content,
        "from": sender,
        "isDraft": folder == "drafts",
        "isRead": folder != "inbox",
        "createdDateTime": state.stamp(),
        "filedAt": state.stamp(),
        "properties": message.get(NAME, []),
        "version": 1,
    }
    row |= {"type": message["@odata.type"]} if "@odata.type" in message else {}
    for file in message.get("attachments", []):
        store(state, row["id"], file)
    return put_message(state, row)


def put_message(state: State, row: Row) -> Row:
    return state.put("message", row | {"sequence": state.number(), "lastModifiedDateTime": state.stamp()})


def message_shape(state: State, row: Row) -> Json:
    """Return the whole published type; properties that were not written are empty."""
    now, message = row["createdDateTime"], row["message"]
    people: Json = {name: [] for name in ("toRecipients", "ccRecipients", "bccRecipients", "replyTo")}
    body = {"contentType": "html", "content": ""} | (message.get("body") or {})
    whole: Json = (
        {
            "@odata.etag": f'W/"{change_key(row)}"',
            "id": row["id"],
            "createdDateTime": now,
            "lastModifiedDateTime": row["lastModifiedDateTime"],
            "changeKey": change_key(row),
            "categories": [],
            "receivedDateTime": now,
            "sentDateTime": now,
            "hasAttachments": has_attachments(state, row["id"]),
            "internetMessageId": f"<{row['id'][6:20]}@example.no>",
            "subject": "",
            "bodyPreview": body_preview(body["content"]),
            "importance": "normal",
            "parentFolderId": row["folder"],
            "conversationId": f"AAQk{row['id'][6:30]}",
            "isRead": row["isRead"],
            "isDraft": row["isDraft"],
            "webLink": f"https://outlook.example.no/owa/?ItemID={row['id']}",
            "sender": {"emailAddress": row["from"]},
            "from": {"emailAddress": row["from"]},
            "flag": {"flagStatus": "notFlagged"},
        }
        | people
        | message
        | {"body": body}
        | ({"@odata.type": row["type"]} if "type" in row else {})
    )
    return whole


def has_attachments(state: State, message_id: str) -> bool:
    """Tell whether a message has attachments. Files that stand in its text do not count, whatever they are."""
    return any(not row["isInline"] for row in state.by("attachment", "parent", message_id))


def _shown(call: Call, row: Row) -> Json:
    """Show the headers of a message to those alone who select them."""
    shape = message_shape(call.state, row)
    if HEADERS.casefold() not in call.query.get("$select", "").casefold():
        shape.pop(HEADERS, None)
    return shape


def message_row(call: Call, user_id: str, message_id: str) -> Row:
    user, row = mailbox_of(call, user_id), call.state.get("message", message_id)
    if row is None or row["mailbox"] != user["id"] or not _has_come(call.state, row):
        raise not_there()
    return row


def _has_come(state: State, row: Row) -> bool:
    """Exchange files the sender's copy after the mail has left; how long after is a setting."""
    filed_at = str(row.get("filedAt") or row["createdDateTime"])
    return row["folder"] != "sentitems" or state.has_aged(filed_at, state.setting("sentItemsSeconds"))


# --- mail from outside --------------------------------------------------------------------------


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


# --- reading ------------------------------------------------------------------------------------


def _in_mailbox(call: Call, user: Row) -> list[Row]:
    rows = call.state.by("message", "mailbox", user["id"])
    return [row for row in rows if _has_come(call.state, row)]


def _in_folder(call: Call, user: Row, folder: str) -> list[Row]:
    if folder.casefold() not in FOLDERS:
        raise not_there()
    return [row for row in _in_mailbox(call, user) if row["folder"] == folder.casefold()]


@operation("GET", "/users/{user_id}/messages", "messages.list", READ, options=OPTIONS)
def list_all_messages(call: Call, user_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    return _list(call, user, _in_mailbox(call, user))


@operation("GET", FOLDER, "message.list", READ, options=OPTIONS)
def list_messages(call: Call, user_id: str, folder_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    return _list(call, user, _in_folder(call, user, folder_id))


def _list(call: Call, user: Row, rows: list[Row]) -> Answer:
    """Newest first, as Outlook has it; the other way round when that is asked for."""
    match call.query.get("$orderby", "receivedDateTime desc").split():
        case ["receivedDateTime", *way]:
            rows = rows[:: -1 if way == ["desc"] else 1]
        case _:
            raise RefusedError(400, "ErrorInvalidUrlQuery", "The query cannot be sorted like this.")
    filtered = is_asked_for(call)
    if filtered:
        _refuse_basic_reader(call)
        rows = with_the_property(call, rows)
    shapes = [_shown(call, row) for row in rows]
    context = f"users('{user['id']}')/messages"
    return collection_answer(call, shapes, context, page=10, expand=_expand(call), filtered=filtered)


def _refuse_basic_reader(call: Call) -> None:
    """Mail.ReadBasic shows neither bodies nor files nor extended properties."""
    if call.caller.user_id is None and not call.caller.roles & set(FILES.split()):
        raise access_denied()


def _expand(call: Call) -> Expansions:
    if call.query.get("$expand"):
        _refuse_basic_reader(call)
    return expand_properties(call, lambda shape: call.state.get("message", shape["id"]))


@operation("GET", f"{FOLDER}/delta()", "message.delta", READ, options="select deltatoken skiptoken")
def follow_messages(call: Call, user_id: str, folder_id: str) -> Answer:
    user, token = mailbox_of(call, user_id), read_token(call) or {"since": 0, "at": call.state.stamp()}
    rows = sorted(_in_folder(call, user, folder_id), key=lambda row: int(row["sequence"]))
    changed = [row for row in rows if row["sequence"] > token["since"]]
    page, more = changed[: page_size(call)], len(changed) > page_size(call)
    way_on = sync_link(call, token | {"since": page[-1]["sequence"] if page else token["since"]}, more=more)
    body = {"@odata.context": f"{METADATA}Collection(microsoft.graph.message)"} | way_on
    return Answer(200, body | {"value": [selected_columns(call, _shown(call, row)) for row in page]})


@operation("GET", URL, "message.get", READ, options="select expand")
def get_message(call: Call, user_id: str, message_id: str) -> Answer:
    row = message_row(call, user_id, message_id)
    context = f"users('{row['mailbox']}')/messages/$entity"
    return entity_answer(call, _shown(call, row), context, expand=_expand(call))


class Flag(Body):
    graph_type: ClassVar[str] = "followupFlag"
    flagStatus: Literal["notFlagged", "complete", "flagged"] | None = None


class MessageChange(Body):
    graph_type: ClassVar[str] = "message"
    isRead: bool | None = None
    categories: list[str] | None = None
    importance: Literal["low", "normal", "high"] | None = None
    flag: Flag | None = None


@operation("PATCH", URL, "message.update", "Mail.ReadWrite", body=MessageChange, options="select")
def update_message(call: Call, body: MessageChange, user_id: str, message_id: str) -> Answer:
    row, sent = message_row(call, user_id, message_id), body.sent()
    is_read = sent.pop("isRead", None)
    changed = row | {"message": row["message"] | sent, "version": row["version"] + 1}
    put_message(call.state, changed | ({} if is_read is None else {"isRead": is_read}))
    return get_message(call, user_id, message_id)


@operation("GET", f"{URL}/attachments", "message.attachments.list", FILES, options="select top")
def list_attachments(call: Call, user_id: str, message_id: str) -> Answer:
    row = message_row(call, user_id, message_id)
    check_selected(call)
    context = f"users('{row['mailbox']}')/messages('{message_id}')/attachments"
    return collection_answer(call, attachments_of(call.state, row["id"]), context)


@operation("GET", f"{URL}/attachments/{{attachment_id}}/$value", "message.attachment.content", FILES)
def get_attachment_content(call: Call, user_id: str, message_id: str, attachment_id: str) -> Answer:
    row = attachment_row(call.state, message_row(call, user_id, message_id)["id"], attachment_id)
    if row.get("@odata.type") == LINK:
        raise RefusedError(405, "ErrorInvalidRequest", "A reference attachment has no contents.")
    if "item" in row:
        return Answer(200, raw_item(row["item"]), {"Content-Type": "text/plain"})
    return Answer(200, base64.b64decode(row["contentBytes"]), {"Content-Type": row["contentType"]})


@operation(
    "GET", f"{URL}/attachments/{{attachment_id}}", "message.attachments.get", FILES, options="select expand"
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
