"""Changes in a library: every item once, then only changes after the last link.

A page continues after the last change it showed, so an item that somebody touches meanwhile comes again at the
end, as it does in Graph: the last one counts.
"""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from graph_adapters.sandbox.engine.answers import METADATA, Answer, Json, RefusedError, bad_request
from graph_adapters.sandbox.engine.queries.odata import selected_columns
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files import sites
from graph_adapters.sandbox.files.drives import READ, drive_row
from graph_adapters.sandbox.files.items import item_for_reader

OPTIONS = "select top"
MAX_PAGE_ITEMS = 1000


@dataclass(frozen=True, slots=True)
class DeltaToken:
    """Items are known up to `after`, stones up to `since`. A first round tells of no stone; the next one does."""

    after: int
    since: int
    issued: str
    first: bool = False

    def text(self) -> str:
        words = f"4;{self.after};{self.since};{self.issued};{int(self.first)}"
        return base64.urlsafe_b64encode(words.encode()).decode()

    def behind(self, sequence: int) -> "DeltaToken":
        """Go on after a change that was shown; in a first round only items are."""
        since = self.since if self.first else max(self.since, sequence)
        return DeltaToken(max(self.after, sequence), since, self.issued, self.first)


@operation("GET", "/drives/{drive_id}/root/delta", "driveItem.delta", READ, options=OPTIONS)
@operation(
    "GET", "/drives/{drive_id}/root/delta(token='{token}')", "driveItem.deltaWithToken", READ, options=OPTIONS
)
@operation("GET", "/drives/{drive_id}/items/{item_id}/delta", "driveItem.delta.sdk", READ, options=OPTIONS)
@operation(
    "GET",
    "/drives/{drive_id}/items/{item_id}/delta(token='{token}')",
    "driveItem.deltaWithToken.sdk",
    READ,
    options=OPTIONS,
)
def delta(call: Call, drive_id: str, item_id: str = "root", token: str | None = None) -> Answer:
    drive = drive_row(call.state, drive_id)
    if item_id not in ("root", drive["root"]):
        raise bad_request("Delta is only supported on the root of a library.", "invalidRequest")
    mark = _mark(call, drive, token if token is not None else call.query.get("token"))
    changes = _changes(call.state, drive_id, mark)
    size = _size(call)
    shown_now, more = changes[:size], len(changes) > size
    body: Json = {"@odata.context": f"{METADATA}Collection(driveItem)"}
    if more:
        body["@odata.nextLink"] = _link(call, drive_id, mark.behind(shown_now[-1]["sequence"]))
    else:
        told = mark.since if mark.first else drive["version"]
        ahead = DeltaToken(drive["version"], told, call.state.stamp())
        body["@odata.deltaLink"] = _link(call, drive_id, ahead)
    return Answer(200, body | {"value": [selected_columns(call, _shape(call, row)) for row in shown_now]})


def _size(call: Call) -> int:
    top = call.query.get("$top", str(call.state.setting("deltaPage")))
    if not top.isdigit() or not 0 < int(top) <= MAX_PAGE_ITEMS:
        raise bad_request(f"Invalid page size specified: '{top}'.", "invalidRequest")
    return int(top)


def _changes(state: State, drive_id: str, mark: DeltaToken) -> list[Row]:
    """Everything that happened after the mark, oldest first."""
    items = [row for row in state.by("item", "drive", drive_id) if row["sequence"] > mark.after]
    if not mark.first:
        items += [row for row in state.by("gone", "drive", drive_id) if row["sequence"] > mark.since]
    return sorted(items, key=lambda row: int(row["sequence"]))


def _link(call: Call, drive_id: str, mark: DeltaToken) -> str:
    query = {name: value for name, value in call.query.items() if name != "token"} | {"token": mark.text()}
    path = f"/v1.0/drives/{quote(drive_id, safe='!')}/root/delta"
    return f"{call.origin}{path}?{urlencode(query, safe='$,', quote_via=quote)}"


# --- tokens -------------------------------------------------------------------------------------


def _mark(call: Call, drive: Row, token: str | None) -> DeltaToken:
    now = call.state.stamp()
    if not token:
        return DeltaToken(0, drive["version"], now, first=True)
    if token == "latest":  # noqa: S105 -- Graph's own word
        return DeltaToken(drive["version"], drive["version"], now)
    if token[:4].isdigit() and "T" in token:
        return _at_time(call.state, drive, token)
    return _stored(call, drive, token)


def _at_time(state: State, drive: Row, text: str) -> DeltaToken:
    """Read a moment, which stands for the last change before it."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _malformed() from None
    rows = [*state.by("item", "drive", drive["id"]), *state.by("gone", "drive", drive["id"])]
    known = [row["sequence"] for row in rows if datetime.fromisoformat(row["lastModifiedDateTime"]) <= moment]
    after = max(known, default=0)
    return DeltaToken(after, after, state.stamp())


def _stored(call: Call, drive: Row, text: str) -> DeltaToken:
    try:
        mark = _read(base64.urlsafe_b64decode(text).decode().split(";"))
        age = call.state.now() - datetime.fromisoformat(mark.issued)
    except ValueError:
        raise _malformed() from None
    if mark.after > drive["version"]:
        raise _malformed()
    life = timedelta(seconds=call.state.setting("deltaTokenSeconds"))
    if age >= life or mark.issued <= drive.get("forgotten", ""):
        raise _too_old(call, drive["id"])
    return mark


def _read(words: list[str]) -> DeltaToken:
    """Read a token of today's, or of a tenant whose stones were known as far as its items."""
    match words:
        case ["4", after, since, issued, first]:
            return DeltaToken(int(after), int(since), issued, first == "1")
        case ["3", after, since, issued]:
            return DeltaToken(int(after), max(int(after), int(since)), issued)
    raise ValueError(words)


def _malformed() -> RefusedError:
    return bad_request("The provided sync token is malformed.", "invalidRequest")


def _too_old(call: Call, drive_id: str) -> RefusedError:
    where = f"{call.origin}/v1.0/drives/{quote(drive_id, safe='!')}/root/delta"
    message = "Resync required. Replace any local items with the server's version."
    return RefusedError(410, "resyncChangesApplyDifferences", message, headers={"Location": where})


# --- how a change looks -------------------------------------------------------------------------


def _shape(call: Call, row: Row) -> Json:
    return _stone(call.state, row) if "deleted" in row else _standing(call, row)


def _standing(call: Call, row: Row) -> Json:
    """Leave out the properties that OneDrive for Business leaves out: the content's tag, the editor and the path."""
    body = item_for_reader(call, row)
    for name in ("cTag", "lastModifiedBy"):
        body.pop(name)
    body["parentReference"].pop("path", None)
    return body


def _stone(state: State, row: Row) -> Json:
    drive = state.get("drive", row["drive"]) or {}
    parent = {"driveType": sites.drive_type(drive), "driveId": row["drive"], "id": row["parent"]}
    facet = "folder" if row["isFolder"] else "file"
    return {
        "id": row["id"],
        "parentReference": parent | {"siteId": drive.get("site")},
        facet: {},
        "deleted": {"state": "deleted"},
    }
