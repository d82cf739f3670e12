"""Messages as rows of a mailbox, and the shape that Graph gives them."""

import base64
from collections.abc import Callable

from graph_adapters.sandbox.engine.answers import Json
from graph_adapters.sandbox.engine.routes import Call
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.mail.extended_properties import NAME
from graph_adapters.sandbox.mail.folder_names import folder_id
from graph_adapters.sandbox.outlook.attachments import store_attachment
from graph_adapters.sandbox.outlook.attendee_copies import not_there
from graph_adapters.sandbox.outlook.calendar_view import mailbox_of
from graph_adapters.sandbox.outlook.events import body_preview, change_key
from graph_adapters.sandbox.outlook.preferences import as_preferred

APART = ("attachments", NAME, "@odata.type", "from", "sender", "isRead")
RECIPIENTS = ("toRecipients", "ccRecipients", "bccRecipients", "replyTo")
HEADERS = "internetMessageHeaders"
WHOLE_ONLY = (HEADERS, "uniqueBody")  # shown to those alone who select them
IMMUTABLE = 'IdType="ImmutableId"'


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
        "id": new_id(state),
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
        "number": state.number(),
    }
    row |= {"type": message["@odata.type"]} if "@odata.type" in message else {}
    for file in message.get("attachments", []):
        store(state, row["id"], file)
    return put_message(state, row)


def new_id(state: State) -> str:
    return f"AAMkAG{base64.urlsafe_b64encode(state.hex().encode()).decode()}"


def put_message(state: State, row: Row) -> Row:
    return state.put("message", row | {"sequence": state.number(), "lastModifiedDateTime": state.stamp()})


def message_shape(state: State, row: Row) -> Json:
    """Return the whole published type; properties that were not written are empty."""
    message: Json = row["message"]
    people = {name: [_with_name(state, one) for one in message.get(name) or []] for name in RECIPIENTS}
    body: Json = {"contentType": "html", "content": ""} | (message.get("body") or {})
    kind = {"@odata.type": row["type"]} if "type" in row else {}
    return (
        _of_the_row(state, row) | _usual(body) | message | people | {"body": body, "uniqueBody": body} | kind
    )


def _with_name(state: State, recipient: Json) -> Json:
    """Look up whose address it is, as Outlook does; of others the address is the name."""
    address = recipient["emailAddress"]
    known = state.first("user", "mail", address["address"]) or {"displayName": address["address"]}
    return {"emailAddress": {"name": address.get("name") or known["displayName"], **address}}


def _of_the_row(state: State, row: Row) -> Json:
    now, conversation = row["createdDateTime"], str(row.get("conversation") or row["id"])
    first = str(row.get("immutableId") or row["id"])
    return {
        "@odata.etag": f'W/"{change_key(row)}"',
        "id": row["id"],
        "createdDateTime": now,
        "lastModifiedDateTime": row["lastModifiedDateTime"],
        "changeKey": change_key(row),
        "receivedDateTime": now,
        "sentDateTime": now,
        "hasAttachments": has_attachments(state, row["id"]),
        "internetMessageId": f"<{first[6:20]}@example.no>",
        "parentFolderId": folder_id(row["mailbox"], row["folder"]),
        "conversationId": f"AAQk{conversation[6:30]}",
        "conversationIndex": base64.b64encode(f"{conversation[6:22]}\0\0".encode()).decode(),
        "isRead": row["isRead"],
        "isDraft": row["isDraft"],
        "webLink": f"https://outlook.example.no/owa/?ItemID={row['id']}",
        "sender": {"emailAddress": row.get("sender") or row["from"]},
        "from": {"emailAddress": row["from"]},
    }


def _usual(body: Json) -> Json:
    return {
        "categories": [],
        "subject": "",
        "bodyPreview": body_preview(body["content"]),
        "importance": "normal",
        "isDeliveryReceiptRequested": False,
        "isReadReceiptRequested": False,
        "inferenceClassification": "focused",
        "flag": {"flagStatus": "notFlagged"},
    }


def has_attachments(state: State, message_id: str) -> bool:
    """Tell whether a message has attachments. Files that stand in its text do not count, whatever they are."""
    return any(not row["isInline"] for row in state.by("attachment", "parent", message_id))


def shown(call: Call, row: Row) -> Json:
    """Show the headers and the own text of a message to those alone who select them."""
    shape, selected = message_shape(call.state, row), call.query.get("$select", "").casefold()
    for name in WHOLE_ONLY:
        if name.casefold() not in selected:
            shape.pop(name, None)
    shape |= {name: as_preferred(call, shape[name]) for name in ("body", "uniqueBody") if name in shape}
    return shape | {"id": shown_id(call, row)}


def shown_id(call: Call, row: Row) -> str:
    return str(row["immutableId"] if "immutableId" in row and call.prefers(IMMUTABLE) else row["id"])


def message_row(call: Call, user_id: str, message_id: str) -> Row:
    user, row = mailbox_of(call, user_id), named_message(call, message_id)
    if row is None or row["mailbox"] != user["id"] or not has_come(call.state, row):
        raise not_there()
    return row


def named_message(call: Call, message_id: str) -> Row | None:
    """Find a message by its id, or by its first one where the client asks for ids that stay."""
    found = call.state.get("message", message_id)
    if found is None and call.prefers(IMMUTABLE):
        return call.state.first("message", "immutableId", message_id)
    return found


def has_come(state: State, row: Row) -> bool:
    """Exchange files the sender's copy after the mail has left; how long after is a setting."""
    filed_at = str(row.get("filedAt") or row["createdDateTime"])
    return row["folder"] != "sentitems" or state.has_aged(filed_at, state.setting("sentItemsSeconds"))


def in_mailbox(call: Call, user: Row) -> list[Row]:
    rows = call.state.by("message", "mailbox", user["id"])
    return [row for row in rows if has_come(call.state, row)]


def in_folder(call: Call, user: Row, folder: str) -> list[Row]:
    return [row for row in in_mailbox(call, user) if row["folder"] == folder]
