# ruff: noqa: N815 -- Graph's own names
"""Files that go along with an event or a message; into a mailbox come mails and links to files as well."""

import base64
from typing import Any, Self

from pydantic import Field, model_validator

from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError, bad_request, created_answer
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.outlook.attendee_copies import not_there, only_organiser, share_with_attendees
from graph_adapters.sandbox.outlook.calendar_view import READ, event_row
from graph_adapters.sandbox.outlook.series import put_event

MAX_ATTACHMENT_BYTES = 3 * 1024 * 1024
WRITE = "Calendars.ReadWrite"
KIND, ITEM, LINK = (f"#microsoft.graph.{kind}Attachment" for kind in ("file", "item", "reference"))
OF_EVERY_KIND = ("id", "name", "contentType", "size", "isInline", "lastModifiedDateTime")
OF_FILES = ("contentId", "contentLocation", "contentBytes")


def store_attachment(state: State, parent: str, file: Json) -> Row:
    """Keep a file that an app sends along: in one request no more than 3 MB."""
    if "contentBytes" in file and len(_bytes_of(file)) > MAX_ATTACHMENT_BYTES:
        raise RefusedError(413, "ErrorMessageSizeExceeded", "The attachment is larger than 3 MB.")
    return store_arrived(state, parent, file)


def store_arrived(state: State, parent: str, file: Json) -> Row:
    """Keep what has come with a mail: a file of any size, a mail, or a link to a file."""
    key = {"id": f"AAMkATT{base64.urlsafe_b64encode(state.hex().encode()).decode()}", "parent": parent}
    kind = file.get("@odata.type", KIND)
    usual: Json = {"contentType": None, "isInline": False, "size": len(str(file.get("item", "")))}
    if kind.casefold().endswith("fileattachment"):
        size = len(_bytes_of(file))
        usual |= {"contentType": "application/octet-stream", "contentId": None, "size": size}
    sent = {name: value for name, value in file.items() if value is not None and name in _KEPT}
    return state.put("attachment", key | {"lastModifiedDateTime": state.stamp()} | usual | sent)


_KEPT = ("name", "contentType", "contentBytes", "contentId", "isInline", "item", "@odata.type")


def _bytes_of(file: Json) -> bytes:
    try:
        return base64.b64decode(file["contentBytes"], validate=True)
    except ValueError:
        raise RefusedError(400, "ErrorInvalidRequest", "contentBytes is not base64.") from None


def attachment_shape(row: Row) -> Json:
    """Return the published type: of a mail or a link no more than what every kind has."""
    if "contentBytes" not in row:
        return {"@odata.type": row["@odata.type"]} | {name: row[name] for name in OF_EVERY_KIND}
    shape = {"@odata.type": KIND, "@odata.mediaContentType": row["contentType"]}
    rest = {name: value for name, value in row.items() if name not in ("parent", "@odata.type")}
    return shape | rest | {"contentLocation": None}


def check_selected(call: Call) -> None:
    """Refuse a derived type's property that is selected without the type's name before it."""
    base = {name.casefold() for name in OF_EVERY_KIND}
    known = base | {f"microsoft.graph.fileattachment/{name.casefold()}" for name in OF_FILES}
    for name in filter(None, call.query.get("$select", "").split(",")):
        if name.strip().casefold() not in known:
            raise bad_request(
                f"Could not find a property named '{name}' on type 'microsoft.graph.attachment'."
            )


def attachments_of(state: State, parent: str) -> list[Json]:
    return [attachment_shape(row) for row in state.by("attachment", "parent", parent)]


def attachment_row(state: State, parent: str, attachment_id: str) -> Row:
    row = state.get("attachment", attachment_id)
    if row is None or row["parent"] != parent:
        raise not_there()
    return row


# --- of events ----------------------------------------------------------------------------------


class NewEventAttachment(Body):
    """A file, or a mail, a contact or an event as it is; the types' older names are taken too."""

    odata_type: str = Field(
        alias="@odata.type", pattern=r"(?i)^#?microsoft\.(graph|outlookservices)\.(file|item)Attachment$"
    )
    name: str
    contentType: str | None = None
    contentBytes: str | None = Field(None, pattern=r"^[A-Za-z0-9+/\s]*={0,2}\s*$")
    contentId: str | None = None
    isInline: bool | None = None
    item: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _holds_what_its_type_says(self) -> Self:
        wanted = self.item if self.is_item() else self.contentBytes
        if wanted is None:
            raise ValueError("a file needs contentBytes, and an item its item")
        return self

    def is_item(self) -> bool:
        return self.odata_type.casefold().endswith("itemattachment")

    def file(self) -> Json:
        return self.sent() | {"@odata.type": ITEM if self.is_item() else KIND}


@operation(
    "POST",
    "/users/{user_id}/events/{event_id}/attachments",
    "event.attachments.create",
    WRITE,
    body=NewEventAttachment,
)
def create_attachment(call: Call, body: NewEventAttachment, user_id: str, event_id: str) -> Answer:
    event = only_organiser(event_row(call, user_id, event_id))
    if "day" in event:
        raise RefusedError(501, "NotImplemented", "The sandbox attaches files to whole series only.")
    row = store_attachment(call.state, event["id"], body.file())
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
