"""What changed in the directory since the last round: people, groups and their members.

A round is kept as digests of what it told, so that the next one tells only what is otherwise. Source: Microsoft
Learn, delta query overview; tokens of directory objects are good for seven days.
"""

import base64
import hashlib
import json
from collections.abc import Callable
from urllib.parse import quote

from graph_adapters.sandbox.directory.accounts import whole_user
from graph_adapters.sandbox.directory.groups import READ_GROUPS
from graph_adapters.sandbox.directory.users import READ_USERS, USUAL
from graph_adapters.sandbox.engine.answers import METADATA, Answer, Json, RefusedError, bad_request
from graph_adapters.sandbox.engine.queries.odata import selected_columns
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row

MEMBERS = "members@delta"
TOKEN_SECONDS = 7 * 86_400
KINDS = {"user": "deletedUser", "group": "deletedGroup"}


@operation("GET", "/users/delta", "user.delta", READ_USERS, options="select deltatoken skiptoken")
def follow_users(call: Call) -> Answer:
    return _answer(call, "user", _user)


@operation("GET", "/groups/delta", "group.delta", READ_GROUPS, options="select deltatoken skiptoken")
def follow_groups(call: Call) -> Answer:
    return _answer(call, "group", _group)


def _user(call: Call, row: Row) -> Json:
    whole = whole_user(row)
    return whole if "$select" in call.query else {name: whole[name] for name in USUAL}


def _group(call: Call, row: Row) -> Json:
    """Tell a group with its members, when nothing is selected or they are."""
    if "members" not in call.query.get("$select", "members"):
        return row
    people = [one for one in call.state.by("member", "group", row["id"]) if one["member"]]
    return row | {MEMBERS: [_member(call.state, one["user"]) for one in people]}


def _member(state: State, object_id: str) -> Json:
    kind = "user" if state.get("user", object_id) else "group"
    return {"@odata.type": f"#microsoft.graph.{kind}", "id": object_id}


# --- a round -------------------------------------------------------------------------------------


def _answer(call: Call, kind: str, shape: Callable[[Call, Row], Json]) -> Answer:
    """Give a page of a round, and the link to the next page or the next round."""
    told, start = _round(call, kind, shape)
    call.query = call.query | ({"$select": told["select"]} if told["select"] else {})
    size = call.state.setting("deltaPage")
    page = told["changes"][start : start + size]
    body: Json = {"@odata.context": f"{METADATA}{kind}s"}
    rest = start + size < len(told["changes"])
    body |= _link(call, kind, told["id"], start + size if rest else None)
    return Answer(200, body | {"value": page})


def _link(call: Call, kind: str, round_id: str, start: int | None) -> Json:
    name, option = ("nextLink", "skiptoken") if start else ("deltaLink", "deltatoken")
    token = base64.urlsafe_b64encode(f"{round_id}:{start or 0}".encode()).decode()
    return {f"@odata.{name}": f"{call.origin}/v1.0/{kind}s/delta?${option}={quote(token)}"}


def _round(call: Call, kind: str, shape: Callable[[Call, Row], Json]) -> tuple[Row, int]:
    if token := call.query.get("$skiptoken"):
        return _known(call.state, token, kind)
    since = call.query.get("$deltatoken", "")
    if since in ("", "latest"):
        before: Row = {"digests": {}, "select": call.query.get("$select")}
    else:
        before, _ = _known(call.state, since, kind)
    return _begun(call, kind, shape, before, is_silent=since == "latest"), 0


def _known(state: State, token: str, kind: str) -> tuple[Row, int]:
    try:
        round_id, _, start = base64.urlsafe_b64decode(token).decode().partition(":")
        row = state.get("deltaRound", round_id)
    except ValueError:
        row, start = None, ""
    if row is None or row["kind"] != kind:
        raise bad_request("Badly formed token.", "Directory_InvalidPageToken")
    if state.has_aged(row["madeAt"], TOKEN_SECONDS):
        raise RefusedError(
            410, "syncStateNotFound", "The sync state is too old; begin a full synchronisation."
        )
    return row, int(start)


def _begun(call: Call, kind: str, shape: Callable[[Call, Row], Json], before: Row, *, is_silent: bool) -> Row:
    """Compare the directory with the round before, and keep what is told of it."""
    state = call.state
    if before["select"]:
        call.query = call.query | {"$select": before["select"]}
    shapes = {row["id"]: _selected(call, shape(call, row)) for row in state.all(kind)}
    digests = {row_id: _digest(one) for row_id, one in shapes.items()}
    known = before["digests"]
    fresh = [shapes[row_id] for row_id, digest in digests.items() if known.get(row_id) != digest]
    members = {
        row_id: [one["id"] for one in row[MEMBERS]] for row_id, row in shapes.items() if MEMBERS in row
    }
    changes = [_with_changed_members(one, before.get("members", {})) for one in fresh]
    changes += [_removed(state, kind, row_id) for row_id in known if row_id not in digests]
    row = {"id": state.hex(), "kind": kind, "madeAt": state.stamp(), "select": before["select"]}
    row |= {"digests": digests, "members": members, "changes": [] if is_silent else changes}
    return state.put("deltaRound", row)


def _with_changed_members(shape: Json, before: dict[str, list[str]]) -> Json:
    """Tell the members who came and those who left since the round before."""
    if MEMBERS not in shape:
        return shape
    known, now = before.get(shape["id"], []), {one["id"] for one in shape[MEMBERS]}
    came = [one for one in shape[MEMBERS] if one["id"] not in known]
    gone: list[Json] = [_left(one) for one in known if one not in now]
    plain = {name: value for name, value in shape.items() if name != MEMBERS}
    return plain | ({MEMBERS: [*came, *gone]} if came or gone else {})


def _left(object_id: str) -> Json:
    return {"@odata.type": "#microsoft.graph.user", "id": object_id, "@removed": {"reason": "deleted"}}


def _selected(call: Call, shape: Json) -> Json:
    """Tell the id and the members beside what was selected, whatever that was."""
    members = {MEMBERS: shape[MEMBERS]} if MEMBERS in shape else {}
    return selected_columns(call, shape) | members | {"id": shape["id"]}


def _digest(shape: Json) -> str:
    return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()[:16]


def _removed(state: State, kind: str, row_id: str) -> Json:
    """Tell of an object that can still be restored that it changed, and of one that is gone that it was deleted."""
    is_kept = state.get(KINDS[kind], row_id) is not None
    return {"id": row_id, "@removed": {"reason": "changed" if is_kept else "deleted"}}
