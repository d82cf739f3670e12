"""Changes in a stretch of a calendar since the last look."""

from datetime import datetime

from graph_adapters.sandbox.engine.answers import METADATA, Answer, Json
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.sync_tokens import page_size, read_token, sync_link
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.outlook.attendee_copies import as_copy
from graph_adapters.sandbox.outlook.calendar_view import READ, asked_window, mailbox_of
from graph_adapters.sandbox.outlook.event_shape import IMMUTABLE, event_shape
from graph_adapters.sandbox.outlook.series import instances, is_series


@operation(
    "GET",
    "/users/{user_id}/calendarView/delta()",
    "calendarView.delta",
    f"{READ} Calendars.Read",
    options="deltatoken skiptoken",
)
def view_delta(call: Call, user_id: str) -> Answer:
    user, token = mailbox_of(call, user_id), _token(call)
    start, end = (datetime.fromisoformat(token[name]) for name in ("start", "end"))
    rows = _changed(call.state, user, token["since"])
    page, more = rows[: page_size(call)], len(rows) > page_size(call)
    seen = page[-1].get("sequence", 1) if page else token["since"]
    body = {"@odata.context": f"{METADATA}Collection(microsoft.graph.event)"}
    value = [shape for row in page for shape in _told(call, row, start, end, is_first=token["since"] == 0)]
    return Answer(200, body | sync_link(call, token | {"since": seen}, more=more) | {"value": value})


def _token(call: Call) -> Json:
    if (known := read_token(call)) is not None:
        return known
    start, end = asked_window(call)
    return {"start": start.isoformat(), "end": end.isoformat(), "since": 0, "at": call.state.stamp()}


def _changed(state: State, user: Row, since: int) -> list[Row]:
    """List events and copies by the number of their last change, removed ones too."""
    own = state.by("event", "mailbox", user["id"])
    copies = [as_copy(state, copy) for copy in state.by("copy", "mailbox", user["id"])]
    changed = [row for row in (*own, *copies) if row.get("sequence", 1) > since]
    return sorted(changed, key=lambda row: int(row.get("sequence", 1)))


def _told(call: Call, row: Row, start: datetime, end: datetime, *, is_first: bool) -> list[Json]:
    """Return the row as it is in the window now, and its parts that are there no more."""
    here = [] if row["gone"] else list(instances(row, start, end))
    key = row["immutableId"] if call.prefers(IMMUTABLE) else row["id"]
    removed = [f"OID.{key}.{day}" for day in row.get("cancelledDays", [])]
    if not here:
        removed.append(key)
    master = [event_shape(call, row)] if here and is_series(row) else []
    lost = [] if is_first else [{"id": one, "@removed": {"reason": "deleted"}} for one in removed]
    return master + [event_shape(call, one) for one in here] + lost
