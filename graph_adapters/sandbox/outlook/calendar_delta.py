"""Changes in a stretch of a calendar since the last look."""

from datetime import datetime

from graph_adapters.sandbox.engine.answers import METADATA, Answer, Json
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.sync_tokens import page_size, read_token, sync_link
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.outlook.attendee_copies import as_copy, has_been_in_primary, is_in_primary
from graph_adapters.sandbox.outlook.calendar_view import READ, asked_window, mailbox_of
from graph_adapters.sandbox.outlook.event_shape import event_shape
from graph_adapters.sandbox.outlook.preferences import IMMUTABLE, with_preferences
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
    rows = _changed(call.state, user, token)
    page, more = rows[: page_size(call)], len(rows) > page_size(call)
    value = [shape for row in page for shape in _told(call, row, start, end, is_first=token["first"])]
    reached = {"since": _number(page[-1])} if more else {"since": token["until"], "first": False}
    body = {"@odata.context": f"{METADATA}Collection(microsoft.graph.event)"}
    link = sync_link(call, token | reached, more=more)
    return with_preferences(call, Answer(200, body | link | {"value": value}))


def _token(call: Call) -> Json:
    """Return where the reader is. A round ends at the change that was the last when it began."""
    known = read_token(call)
    if known is None:
        start, end = asked_window(call)
        known = {"start": start.isoformat(), "end": end.isoformat(), "at": call.state.stamp()}
        known |= {"since": 0, "first": True}
    elif "$skiptoken" in call.query and "until" in known:
        return known
    return {"first": False} | known | {"until": call.state.serial}


def _changed(state: State, user: Row, token: Json) -> list[Row]:
    """List events and copies by the number of their last change; removed ones too, but in a first round."""
    own = [row for row in state.by("event", "mailbox", user["id"]) if has_been_in_primary(row)]
    copies = [as_copy(state, copy) for copy in state.by("copy", "mailbox", user["id"])]
    changed = [row for row in (*own, *copies) if token["since"] < _number(row) <= token["until"]]
    return sorted((row for row in changed if not (token["first"] and _is_gone(row))), key=_number)


def _number(row: Row) -> int:
    return int(row.get("sequence", 1))


def _is_gone(row: Row) -> bool:
    """Tell whether the event stands no more in the calendar that changes are read of."""
    return bool(row["gone"]) or not is_in_primary(row)


def _told(call: Call, row: Row, start: datetime, end: datetime, *, is_first: bool) -> list[Json]:
    """Return the row as it is in the window now, and its parts that are there no more."""
    here = [] if _is_gone(row) else list(instances(row, start, end))
    key = row["immutableId"] if call.prefers(IMMUTABLE) else row["id"]
    removed = [f"OID.{key}.{day}" for day in row.get("cancelledDays", [])]
    if not here:
        removed.append(key)
    master = [event_shape(call, row)] if here and is_series(row) else []
    lost = [] if is_first else [{"id": one, "@removed": {"reason": "deleted"}} for one in removed]
    return master + [event_shape(call, one) for one in here] + lost
