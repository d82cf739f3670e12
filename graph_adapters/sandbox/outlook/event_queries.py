"""The options $filter and $orderby of events: times are compared as moments, in UTC."""

import re
from datetime import UTC

from graph_adapters.sandbox.engine.answers import Json, RefusedError, bad_request
from graph_adapters.sandbox.engine.queries.filters import read_filter
from graph_adapters.sandbox.engine.routes import Call
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.mail.extended_properties import is_asked_for, with_the_property
from graph_adapters.sandbox.outlook.event_shape import event_shape
from graph_adapters.sandbox.outlook.zones import PLAIN, query_moment

TIMES = {"start/datetime": ("start", "dateTime"), "end/datetime": ("end", "dateTime")}
TIME_TEST = re.compile(r"\b((?:start|end)/dateTime\s+\w\w\s+)'([^']*)'", re.IGNORECASE)
STAMP_TEST = re.compile(r"\b((?:created|lastModified)DateTime\s+\w\w\s+)([\dT:.Z+-]+)", re.IGNORECASE)


def filtered_events(call: Call, rows: list[Row]) -> list[Row]:
    if is_asked_for(call):
        return with_the_property(call, rows)
    if not (asked := call.query.get("$filter", "")):
        return rows
    asked = TIME_TEST.sub(lambda found: f"{found[1]}'{_in_utc(found[2])}.0000000'", asked)
    test = read_filter(STAMP_TEST.sub(lambda found: f"{found[1]}{_in_utc(found[2])}.000Z", asked)).test
    return [row for row in rows if test(event_shape(call, row, "UTC"))]


def _in_utc(text: str) -> str:
    return query_moment(text).astimezone(UTC).strftime(PLAIN)


def ordered_events(call: Call, rows: list[Row]) -> list[Row]:
    """Sort by every key that is asked for, the last one first, so that the first one decides."""
    for key in reversed([key.split() for key in call.query.get("$orderby", "").split(",") if key.strip()]):
        shapes = [(_sort_value(event_shape(call, row, "UTC"), key[0]), row) for row in rows]
        shapes.sort(key=lambda pair: pair[0], reverse=key[1:] == ["desc"])
        rows = [row for _, row in shapes]
    return rows


def _sort_value(shape: Json, key: str) -> str:
    if path := TIMES.get(key.casefold()):
        return str(shape[path[0]][path[1]])
    names = {name.casefold(): name for name in shape if "@" not in name}
    if "/" in key:
        raise RefusedError(501, "NotImplemented", f"The sandbox does not sort events by {key}.")
    if key.casefold() not in names:
        message = f"Could not find a property named '{key}' on type 'Microsoft.OutlookServices.Event'."
        raise bad_request(message)
    value = shape[names[key.casefold()]]
    if isinstance(value, dict | list):
        raise RefusedError(501, "NotImplemented", f"The sandbox does not sort events by {key}.")
    return f"{value:09d}" if isinstance(value, int) else str(value or "").casefold()
