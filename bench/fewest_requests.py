"""Compute the fewest requests that bring a tenant from the ledger to the wanted state. Pure.

Tests and benchmarks hold the requests we send against it. Counted as Graph is documented: one write makes one thing (a
task and its details are two, twenty members are one); a thing is looked for before it is made where something can
stand already, by one list for all that go to the same place; Planner's etags are read before they are sent. Requests
inside a batch count as requests.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import ceil
from typing import TYPE_CHECKING

from app.provisioning import KINDS as ROWS
from jobs.provision.kinds import KINDS, Price
from jobs.provision.reconcile import MAX_GROUP_ERRANDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.provisioning import Change, Wanted

    Requests = Counter[tuple[str, str]]  # the service, and "read" or "write"


def fewest_requests(things: Iterable[Wanted], changes: Sequence[Change]) -> Requests:
    """Count the fewest requests of some changes, by service and by whether they read or write."""
    by_key = {thing.key: thing for thing in things}
    new = {change.key for change in changes if change.action == "create"}
    found: Requests = Counter()
    for change in changes:
        found.update(_price(change))
    for kind, places in _places(by_key, new).items():
        for place, count in places.items():
            found += _together(kind, count, is_new=place in new)
    return found


def _price(change: Change) -> Requests:
    """Price an act upon a thing by the row of its kind."""
    kind = KINDS[change.kind]
    prices = {
        "create": kind.price_to_create,
        "change": kind.price_to_change,
        "withdraw": kind.price_to_withdraw,
    }
    price = prices.get(change.action, Price())
    own = {(kind.service, "read"): price.reads, (kind.service, "write"): price.writes}
    return +Counter({**own, **price.elsewhere})


def _places(things: Mapping[str, Wanted], new: Iterable[str]) -> dict[str, Counter[str]]:
    """Count the new things of each place that is read as a list, by the kind the list is of."""
    places: dict[str, Counter[str]] = defaultdict(Counter)
    for key in new:
        kind = KINDS[things[key].kind]
        if kind.scope is not None:
            places["file" if kind.in_a_library else things[key].kind][_place(things, key, kind.scope)] += 1
    return places


def _place(things: Mapping[str, Wanted], key: str, scope: str) -> str:
    above = things[things[key].parent_key or ""]
    while scope not in {"parent", above.kind, ROWS[above.kind].stands_as}:
        above = things[above.parent_key or ""]
    return above.key


def _together(kind: str, count: int, *, is_new: bool) -> Requests:
    """Price the lists and batches that all things of a kind in a place share."""
    row = KINDS[kind]
    lists = int(not is_new or not row.born_empty)
    price = row.price_to_create
    return +Counter(
        {
            (row.service, "read"): lists + price.reads_a_place,
            (row.service, "write"): price.writes_a_batch * ceil(count / MAX_GROUP_ERRANDS),
        }
    )
