"""A series and its occurrences. An occurrence is computed; only its exceptions are stored."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from graph_adapters.sandbox.engine.answers import Json, RefusedError
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.outlook.events import CHANGEABLE
from graph_adapters.sandbox.outlook.recurrence import occurrence_days
from graph_adapters.sandbox.outlook.zones import PLAIN, instant_of, zone_named

OCCURRENCE = re.compile(r"^OID\.(.+)\.(\d{4}-\d\d-\d\d)$")


def parts_of(event_id: str) -> tuple[str, str]:
    """Take an occurrence's id apart; the day is empty for a whole event."""
    match = OCCURRENCE.match(event_id)
    return (match[1], match[2]) if match else (event_id, "")


def is_series(row: Row) -> bool:
    return row["recurrence"] is not None and "day" not in row


def occurrence(master: Row, day: str) -> Row | None:
    if not is_series(master) or day in master.get("cancelledDays", []):
        return None
    if date.fromisoformat(day) not in occurrence_days(master["recurrence"], date.fromisoformat(day)):
        return None
    return _occurrence(master, day)


def _occurrence(master: Row, day: str) -> Row:
    plain = _plain(master, day)
    changes = master.get("exceptions", {}).get(day, {})
    plain |= changes
    return plain | {"type": "exception" if changes else "occurrence"}


def _plain(master: Row, day: str) -> Row:
    start, end = _times(master, day)
    return master | {
        "id": f"OID.{master['id']}.{day}",
        "immutableId": f"OID.{master['immutableId']}.{day}",
        "start": start,
        "end": end,
        "day": day,
        "master": master["id"],
        "seriesMasterId": master["id"],
        "recurrence": None,
        "originalStart": instant_of(start).astimezone(zone_named("UTC")).strftime(PLAIN) + "Z",
    }


def _times(master: Row, day: str) -> tuple[Json, Json]:
    """Keep the time on the wall clock, also when summer begins in between."""
    start, end = (datetime.fromisoformat(master[name]["dateTime"]) for name in ("start", "end"))
    moved = datetime.combine(date.fromisoformat(day), start.time())
    length = end - start
    return (
        {"dateTime": moved.strftime(PLAIN), "timeZone": master["start"]["timeZone"]},
        {"dateTime": (moved + length).strftime(PLAIN), "timeZone": master["end"]["timeZone"]},
    )


def instances(row: Row, start: datetime, end: datetime) -> Iterator[Row]:
    """Return the event's instances in the window: itself, or some of its occurrences."""
    for one in _each(row, end) if is_series(row) else [row]:
        if instant_of(one["start"]) < end and instant_of(one["end"]) > start:
            yield one


def _each(master: Row, end: datetime) -> Iterator[Row]:
    late = master.get("exceptions", {})
    last = max([end.date() + timedelta(days=1), *map(date.fromisoformat, late)])
    cancelled = master.get("cancelledDays", [])
    for day in occurrence_days(master["recurrence"], last):
        if day.isoformat() not in cancelled:
            yield _occurrence(master, day.isoformat())


# --- changing one of many -----------------------------------------------------------------------


def put_occurrence(state: State, row: Row) -> None:
    master = state.get("event", row["master"]) or {}
    _check_neighbours(master, row)
    plain = _plain(master, row["day"])
    changes = {name: row[name] for name in CHANGEABLE if row[name] != plain[name]}
    exceptions = master.get("exceptions", {}) | {row["day"]: changes}
    put_event(state, master | {"exceptions": exceptions, "version": row["version"]})


def cancel_occurrence(state: State, row: Row) -> None:
    master = state.get("event", row["master"]) or {}
    kept = {day: changes for day, changes in master.get("exceptions", {}).items() if day != row["day"]}
    cancelled = [*master.get("cancelledDays", []), row["day"]]
    put_event(
        state, master | {"exceptions": kept, "cancelledDays": cancelled, "version": master["version"] + 1}
    )


def put_event(state: State, row: Row) -> Row:
    """Store an event as changed now: each change has a number, by which a delta finds it."""
    return state.put("event", row | {"sequence": state.number()})


def without_exceptions(before: Row, after: Row) -> Row:
    """Forget the exceptions of single days when the whole series is moved."""
    if all(before[name] == after[name] for name in ("start", "end", "recurrence")):
        return after
    return after | {"exceptions": {}, "cancelledDays": []}


def _check_neighbours(master: Row, row: Row) -> None:
    """Refuse to move an occurrence to or past the day of the occurrence before or after it."""
    day, to = date.fromisoformat(row["day"]), date.fromisoformat(row["start"]["dateTime"][:10])
    span = sorted((day, to))
    between = [
        other for other in occurrence_days(master["recurrence"], span[1]) if span[0] <= other and other != day
    ]
    cancelled = master.get("cancelledDays", [])
    if any(other.isoformat() not in cancelled for other in between):
        raise RefusedError(
            400,
            "ErrorOccurrenceCrossingBoundary",
            "Modified occurrence is crossing or overlapping adjacent occurrence.",
        )
