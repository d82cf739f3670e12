# ruff: noqa: N815 -- Graph's own names
"""The folders of a mailbox: those that everybody has, and those that somebody made."""

import base64
from typing import ClassVar

from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError, created_answer
from graph_adapters.sandbox.engine.queries.odata import Expansions, collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.mail.folder_names import NAMES, ROOT, WELL_KNOWN, folder_id, folder_key
from graph_adapters.sandbox.mail.message_rows import in_folder
from graph_adapters.sandbox.outlook.attendee_copies import not_there
from graph_adapters.sandbox.outlook.calendar_view import mailbox_of

READ = "Mail.ReadBasic.All Mail.Read Mail.ReadWrite"
WRITE = "Mail.ReadWrite"
OPTIONS = "select filter top skip skiptoken count expand"
ALL, FOLDER = "/users/{user_id}/mailFolders", "/users/{user_id}/mailFolders/{folder_id}"
HIDDEN = "includeHiddenFolders"
DEFAULT_PAGE_FOLDERS = 10


class NewMailFolder(Body):
    graph_type: ClassVar[str] = "mailFolder"
    displayName: str
    isHidden: bool = False


def key_of(call: Call, user: Row, folder: str) -> str:
    """Return how messages name their folder: a well-known name, or the id of a folder that was made."""
    key = folder_key(user["id"], folder)
    made = call.state.get("mailFolder", key)
    if key not in NAMES and (made is None or made["mailbox"] != user["id"]):
        raise not_there()
    return key


def _below(call: Call, user: Row, above: str) -> list[str]:
    known = list(WELL_KNOWN) if above == ROOT else []
    made = call.state.by("mailFolder", "mailbox", user["id"])
    return known + [row["id"] for row in made if row["parent"] == above]


def _folder_shape(call: Call, user: Row, key: str) -> Json:
    made = call.state.get("mailFolder", key) or {"displayName": NAMES.get(key), "parent": ROOT}
    rows = in_folder(call, user, key)
    return {
        "id": folder_id(user["id"], key),
        "displayName": made["displayName"],
        "parentFolderId": folder_id(user["id"], made["parent"]),
        "childFolderCount": len(_below(call, user, key)),
        "unreadItemCount": sum(not row["isRead"] for row in rows),
        "totalItemCount": len(rows),
        "isHidden": made.get("isHidden", False),
    }


def _list(call: Call, user_id: str, above: str, context: str) -> Answer:
    user = mailbox_of(call, user_id)
    shapes = [_folder_shape(call, user, key) for key in _below(call, user, key_of(call, user, above))]
    if call.query.get(HIDDEN, "").casefold() != "true":
        shapes = [shape for shape in shapes if not shape["isHidden"]]
    shapes.sort(key=lambda shape: str(shape["displayName"]).casefold())
    page = DEFAULT_PAGE_FOLDERS
    where = f"users('{user['id']}')/{context}"
    return collection_answer(call, shapes, where, page=page, expand=_expand(call, user))


def _expand(call: Call, user: Row) -> Expansions:
    def children(shape: Json) -> list[Json]:
        key = folder_key(user["id"], shape["id"])
        return [_folder_shape(call, user, below) for below in _below(call, user, key)]

    return {"childFolders": children}


@operation("GET", ALL, "mailFolder.list", READ, options=OPTIONS)
def list_folders(call: Call, user_id: str) -> Answer:
    return _list(call, user_id, ROOT, "mailFolders")


@operation("GET", f"{FOLDER}/childFolders", "mailFolder.childFolders.list", READ, options=OPTIONS)
def list_child_folders(call: Call, user_id: str, folder_id: str) -> Answer:
    return _list(call, user_id, folder_id, f"mailFolders('{folder_id}')/childFolders")


@operation("GET", FOLDER, "mailFolder.get", READ, options="select expand")
def get_folder(call: Call, user_id: str, folder_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    shape = _folder_shape(call, user, key_of(call, user, folder_id))
    context = f"users('{user['id']}')/mailFolders/$entity"
    return entity_answer(call, shape, context, expand=_expand(call, user))


@operation("POST", ALL, "mailFolder.create", WRITE, body=NewMailFolder)
@operation("POST", f"{FOLDER}/childFolders", "mailFolder.childFolders.create", WRITE, body=NewMailFolder)
def create_folder(call: Call, body: NewMailFolder, user_id: str, folder_id: str = ROOT) -> Answer:
    user = mailbox_of(call, user_id)
    above = key_of(call, user, folder_id)
    _refuse_taken(call, user, above, body.displayName)
    row: Row = {"id": f"AQMkM{base64.urlsafe_b64encode(call.state.hex().encode()).decode()}"}
    row |= {"mailbox": user["id"], "parent": above}
    call.state.put("mailFolder", row | {"displayName": body.displayName, "isHidden": body.isHidden})
    return created_answer(_folder_shape(call, user, row["id"]), f"users('{user['id']}')/mailFolders/$entity")


def _refuse_taken(call: Call, user: Row, above: str, name: str) -> None:
    taken = [_folder_shape(call, user, key)["displayName"] for key in _below(call, user, above)]
    if name.casefold() in (str(one).casefold() for one in taken):
        raise RefusedError(409, "ErrorFolderExists", "A folder with the specified name already exists.")
