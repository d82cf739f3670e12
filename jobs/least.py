"""The fewest requests that take a tenant from the ledger to what is wanted: what we send is held against it. Pure.

Counted as Graph is documented: one write makes one thing (a task and its details are two, twenty members are one);
a thing is looked for before it is made where something can stand already, by one list for all that go to the same
place; Planner's etags are read before they are sent. Requests inside a batch count as requests.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import ceil
from typing import TYPE_CHECKING

from jobs.kinds import KINDS
from jobs.reconcile import A_BATCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.provisioning.changes import Change
    from app.provisioning.thing import Wanted

    Requests = Counter[tuple[str, str]]  # the service, and "read" or "write"

CREATE = {
    "msteam": {("directory", "read"): 1, ("directory", "write"): 1, ("msteam", "write"): 1},
    "guest": {("directory", "read"): 1, ("directory", "write"): 1},
    "member": {},  # together
    "general": {("msteam", "read"): 1},
    "channel": {("msteam", "write"): 1},
    "files": {("msteam", "read"): 1},
    "folder": {("sharepoint", "write"): 1},
    "file": {("sharepoint", "write"): 1},
    "taskplan": {("planner", "write"): 1},
    "bucket": {("planner", "write"): 1},
    "task": {("planner", "write"): 2},
    "tab": {("msteam", "write"): 1},
    "entry": {("mailbox", "write"): 1},
    "library": {("sharepoint", "write"): 2},
    "archive": {("msteam", "read"): 1, ("msteam", "write"): 1},
}
CHANGE = {
    **CREATE,
    "msteam": {("directory", "write"): 1},
    "guest": {},
    "member": {("msteam", "read"): 1, ("msteam", "write"): 1},
    "general": {},
    "files": {},
    "taskplan": {("planner", "read"): 1, ("planner", "write"): 1},
    "bucket": {("planner", "read"): 1, ("planner", "write"): 1},
    "task": {("planner", "read"): 2, ("planner", "write"): 2},
    "entry": {("mailbox", "read"): 1, ("mailbox", "write"): 1},
    "library": {("sharepoint", "write"): 1},
    "archive": {},
}
WITHDRAW = {
    "member": {("msteam", "read"): 1, ("msteam", "write"): 1},
    "tab": {("msteam", "write"): 1},
    "entry": {("mailbox", "write"): 1},
}


def least(things: Iterable[Wanted], changes: Sequence[Change]) -> Requests:
    """Count them, by service and by whether they read or write."""
    by_key = {thing.key: thing for thing in things}
    new = {change.key for change in changes if change.action == "create"}
    found: Requests = Counter()
    for change in changes:
        price = {"create": CREATE, "change": CHANGE, "withdraw": WITHDRAW}.get(change.action, {})
        found.update(price.get(change.kind, {}))
    for kind, places in _places(by_key, new).items():
        for place, count in places.items():
            found += _together(kind, count, is_new=place in new)
    return found


def _places(things: Mapping[str, Wanted], new: Iterable[str]) -> dict[str, Counter[str]]:
    """Count what is made in each place that one list is read from, by what the list is of."""
    places: dict[str, Counter[str]] = defaultdict(Counter)
    for key in new:
        kind = KINDS[things[key].kind]
        if kind.scope is not None:
            is_file = kind.service == "sharepoint"
            places["file" if is_file else things[key].kind][_place(things, key, kind.scope)] += 1
    return places


def _place(things: Mapping[str, Wanted], key: str, scope: str) -> str:
    above = things[things[key].parent_key or ""]
    while scope not in {"parent", above.kind, "channel" if above.kind == "general" else ""}:
        above = things[above.parent_key or ""]
    return above.key


def _together(kind: str, count: int, *, is_new: bool) -> Requests:
    """Price what is read or made once for all things of a kind in a place."""
    service = KINDS[kind].service
    found: Requests = Counter()
    if not is_new or not KINDS[kind].born_empty:
        found[service, "read"] += 1
    if kind == "task":
        found[service, "read"] += 1  # the etags of their details
    if kind == "member":
        found[service, "write"] += ceil(count / A_BATCH)
    return found
