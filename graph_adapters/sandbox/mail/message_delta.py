"""A folder's messages that came, changed or left since the last round."""

from typing import Any

from graph_adapters.sandbox.engine.answers import METADATA, Answer, Json
from graph_adapters.sandbox.engine.queries.odata import selected_columns
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.sync_tokens import page_size, read_token, sync_link
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.mail.folders import READ, key_of
from graph_adapters.sandbox.mail.message_rows import in_folder, shown, shown_id
from graph_adapters.sandbox.outlook.calendar_view import mailbox_of

FOLDER = "/users/{user_id}/mailFolders/{folder_id}/messages"


@operation("GET", f"{FOLDER}/delta()", "message.delta", READ, options="select deltatoken skiptoken")
def follow_messages(call: Call, user_id: str, folder_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    token = read_token(call) or {"since": 0, "at": call.state.stamp(), "first": _latest(call.state)}
    changed = _changed(call, user, key_of(call, user, folder_id), token)
    page, more = changed[: page_size(call)], len(changed) > page_size(call)
    way_on = sync_link(call, token | {"since": page[-1]["sequence"] if page else token["since"]}, more=more)
    body = {"@odata.context": f"{METADATA}Collection(microsoft.graph.message)"} | way_on
    return Answer(200, body | {"value": [_told(call, row) for row in page]})


def _latest(state: State) -> int:
    """Of messages that left before a first round began, that round tells nothing."""
    return max((int(row["sequence"]) for row in state.all("messageGone")), default=0)


def _changed(call: Call, user: Row, folder: str, token: dict[str, Any]) -> list[Row]:
    known = max(token["since"], token.get("first", 0))
    gone = call.state.by("messageGone", "mailbox", user["id"])
    left = [row for row in gone if row["folder"] == folder and row["sequence"] > known]
    here = [row for row in in_folder(call, user, folder) if row["sequence"] > token["since"]]
    return sorted([*here, *left], key=lambda row: int(row["sequence"]))


def _told(call: Call, row: Row) -> Json:
    if row.get("left"):
        return {"@removed": {"reason": "deleted"}, "id": shown_id(call, row)}
    return selected_columns(call, shown(call, row))
