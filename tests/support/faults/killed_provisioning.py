"""Kill `kull provision` at moments of its requests, and hold what the tenant has afterwards against a clean run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.faults.elsewhere import ANY, Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from multiprocessing.context import ForkProcess

    from support import tenant_census
    from support.faults.elsewhere import Elsewhere


def start_provisioning(elsewhere: Elsewhere) -> ForkProcess:
    return elsewhere.terminal("provision", "1", "--json")


def clean_run(elsewhere: Elsewhere) -> tuple[tenant_census.Census, int]:
    """Return what the tenant holds when nothing happens, and how many requests it took."""
    elsewhere.begin_anew()
    before, _ = elsewhere.requests()
    elsewhere.to_the_end(start_provisioning(elsewhere))
    sent = elsewhere.requests()[0] - before
    return elsewhere.census(), sent


def ends_otherwise(
    elsewhere: Elsewhere,
    moments: Iterable[tuple[int, bool]],
    clean: tenant_census.Census,
    last: int,
    *,
    run_again: Callable[[], object] | None = None,
) -> dict[tuple[int, bool], tenant_census.Census | int]:
    """Return the moments (request, after it was carried out) that end otherwise than a clean run.

    Each has the census of its tenant, or how many requests write when all is in place: when `run_again` looks, or
    else the terminal does.
    """
    again = run_again or (lambda: elsewhere.to_the_end(start_provisioning(elsewhere)))
    found: dict[tuple[int, bool], tenant_census.Census | int] = {}
    for request, after in moments:
        elsewhere.begin_anew()
        elsewhere.kill_at(Moment(ANY, request, after), lambda: start_provisioning(elsewhere), last)
        elsewhere.to_the_end(start_provisioning(elsewhere))
        if (census := elsewhere.census()) != clean:
            found[request, after] = census
        if written := elsewhere.writes_of(again):
            found[request, after] = written
    return found
