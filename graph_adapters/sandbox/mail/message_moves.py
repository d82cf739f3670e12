# ruff: noqa: N815 -- Graph's own names
"""Messages that are moved, copied, thrown away, and removed for good."""

from graph_adapters.sandbox.engine.answers import Answer, created_answer, no_content_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.mail.folders import key_of
from graph_adapters.sandbox.mail.message_rows import message_row, new_id, put_message, shown
from graph_adapters.sandbox.outlook.calendar_view import mailbox_of

WRITE = "Mail.ReadWrite"
URL = "/users/{user_id}/messages/{message_id}"


class Destination(Body):
    destinationId: str


@operation("POST", f"{URL}/move", "message.move", WRITE, body=Destination)
def move_message(call: Call, body: Destination, user_id: str, message_id: str) -> Answer:
    row = message_row(call, user_id, message_id)
    folder = key_of(call, mailbox_of(call, user_id), body.destinationId)
    return _created(call, moved_message(call.state, row, folder))


@operation("POST", f"{URL}/copy", "message.copy", WRITE, body=Destination)
def copy_message(call: Call, body: Destination, user_id: str, message_id: str) -> Answer:
    row = message_row(call, user_id, message_id)
    folder = key_of(call, mailbox_of(call, user_id), body.destinationId)
    fresh = {name: value for name, value in row.items() if name != "immutableId"}
    return _created(call, _placed(call.state, row, fresh | {"id": new_id(call.state), "folder": folder}))


@operation("DELETE", URL, "message.delete", WRITE)
def delete_message(call: Call, user_id: str, message_id: str) -> Answer:
    """Put a message among the deleted ones; from there it goes where only an administrator finds it."""
    row = message_row(call, user_id, message_id)
    if row["folder"] == "deleteditems":
        _remove(call.state, row)
    else:
        moved_message(call.state, row, "deleteditems")
    return no_content_answer()


@operation("POST", f"{URL}/permanentDelete", "message.permanentDelete", WRITE)
def delete_for_good(call: Call, user_id: str, message_id: str) -> Answer:
    _remove(call.state, message_row(call, user_id, message_id))
    return no_content_answer()


def _created(call: Call, row: Row) -> Answer:
    return created_answer(shown(call, row), f"users('{row['mailbox']}')/messages/$entity")


def moved_message(state: State, row: Row, folder: str) -> Row:
    """Give a moved message a new id; its first stays for clients that asked for ids that stay."""
    first = row.get("immutableId", row["id"])
    placed = _placed(state, row, row | {"id": new_id(state), "folder": folder, "immutableId": first})
    _remove(state, row)
    return placed


def _placed(state: State, before: Row, after: Row) -> Row:
    for file in state.by("attachment", "parent", before["id"]):
        state.put("attachment", file | {"id": f"AAMkATT{state.hex()}", "parent": after["id"]})
    return put_message(state, after | {"version": before["version"] + 1})


def _remove(state: State, row: Row) -> None:
    """Take a message out of its folder; a stone is left for those who follow the folder."""
    for file in state.by("attachment", "parent", row["id"]):
        state.remove("attachment", file["id"])
    state.remove("message", row["id"])
    kept = {name: row[name] for name in ("id", "immutableId", "mailbox", "folder") if name in row}
    state.put("messageGone", kept | {"left": True, "sequence": state.number()})
