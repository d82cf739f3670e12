"""Files that go along with an event or a message."""

import base64

from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError, created_answer
from graph_adapters.sandbox.engine.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import FileAttachment
from graph_adapters.sandbox.outlook.attendee_copies import not_there, only_organiser, share_with_attendees
from graph_adapters.sandbox.outlook.calendar_view import READ, event_row
from graph_adapters.sandbox.outlook.series import put_event

MAX_ATTACHMENT_BYTES = 3 * 1024 * 1024
WRITE = "Calendars.ReadWrite"
KIND = "#microsoft.graph.fileAttachment"


def store_attachment(state: State, parent: str, file: Json) -> Row:
    try:
        size = len(base64.b64decode(file["contentBytes"], validate=True))
    except ValueError:
        raise RefusedError(400, "ErrorInvalidRequest", "contentBytes is not base64.") from None
    if size > MAX_ATTACHMENT_BYTES:
        raise RefusedError(413, "ErrorMessageSizeExceeded", "The attachment is larger than 3 MB.")
    row = {"id": f"AAMkATT{base64.urlsafe_b64encode(state.hex().encode()).decode()}", "parent": parent}
    usual = {"contentType": "application/octet-stream", "isInline": False, "contentId": None}
    rest = usual | {
        name: file[name] for name in (*usual, "name", "contentBytes") if file.get(name) is not None
    }
    return state.put("attachment", row | {"lastModifiedDateTime": state.stamp(), "size": size} | rest)


def attachment_shape(row: Row) -> Json:
    shape = {"@odata.type": KIND, "@odata.mediaContentType": row["contentType"]}
    rest = {name: value for name, value in row.items() if name != "parent"}
    return shape | rest | {"contentLocation": None}


def attachments_of(state: State, parent: str) -> list[Json]:
    return [attachment_shape(row) for row in state.by("attachment", "parent", parent)]


def attachment_row(state: State, parent: str, attachment_id: str) -> Row:
    row = state.get("attachment", attachment_id)
    if row is None or row["parent"] != parent:
        raise not_there()
    return row


# --- of events ----------------------------------------------------------------------------------


@operation(
    "POST",
    "/users/{user_id}/events/{event_id}/attachments",
    "event.attachments.create",
    WRITE,
    body=FileAttachment,
)
def create_attachment(call: Call, body: FileAttachment, user_id: str, event_id: str) -> Answer:
    event = only_organiser(event_row(call, user_id, event_id))
    if "day" in event:
        raise RefusedError(501, "NotImplemented", "The sandbox attaches files to whole series only.")
    row = store_attachment(call.state, event["id"], body.sent())
    share_with_attendees(
        call.state, put_event(call.state, event | {"hasAttachments": True, "version": event["version"] + 1})
    )
    return created_answer(
        attachment_shape(row), f"users('{user_id}')/events('{event_id}')/attachments/$entity"
    )


@operation(
    "GET",
    "/users/{user_id}/events/{event_id}/attachments",
    "event.attachments.list",
    READ,
    options="select top",
)
def list_attachments(call: Call, user_id: str, event_id: str) -> Answer:
    event = event_row(call, user_id, event_id)
    parent = event.get("copy", {}).get("event") or event.get("master") or event["id"]
    context = f"users('{user_id}')/events('{event_id}')/attachments"
    return collection_answer(call, attachments_of(call.state, parent), context)


@operation(
    "GET",
    "/users/{user_id}/events/{event_id}/attachments/{attachment_id}",
    "event.attachments.get",
    READ,
    options="select",
)
def get_attachment(call: Call, user_id: str, event_id: str, attachment_id: str) -> Answer:
    row = attachment_row(call.state, event_row(call, user_id, event_id)["id"], attachment_id)
    return entity_answer(
        call, attachment_shape(row), f"users('{user_id}')/events('{event_id}')/attachments/$entity"
    )
