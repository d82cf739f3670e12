"""Measure a provisioning: `python bench/one_provisioning.py '{"cohorts": 1, "virtual": true, "limits": true}'`.

The tenant is another process, and `bench/provision.py` starts both.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from pathlib import Path
from typing import Any

import httpx

from app.audit import Deed

APRIL = "2026-04-01T08:00:00+02:00"
LATENCY, PEOPLE = 0.1, 95
LIMITS = tomllib.loads((Path(__file__).parent / "limits.toml").read_text())
# Directory, group looked for, group, Team, plan, bucket, task, its plan's details, its details: each needs the last.
LONGEST_CHAIN = 9 * LATENCY


@dataclass(frozen=True, kw_only=True)
class Run:
    """`plain` is the SDK's way, call by call; `virtual` lets hours pass in seconds."""

    cohorts: int = 1
    virtual: bool = False
    limits: bool = True
    plain: bool = False


def measured(run: Run) -> dict[str, Any]:
    """Run; the forms are made beforehand, once a process and by the same code either way, with their libraries."""
    import cohorts
    import virtual

    from app import programmes
    from app.config import settings
    from app.deliverables import forms

    for template in programmes.shipped_one(cohorts.PROGRAMME).templates:
        forms.render_form(template.source, template.name)

    address = settings().sandbox_url
    if run.limits:
        numbers = {
            one["sandbox"]: {"amount": one["amount"], "seconds": one["seconds"]} for one in LIMITS.values()
        }
        httpx.patch(f"{address}/_sandbox/limits", json={"on": True, "value": numbers}).raise_for_status()
    if not run.virtual:
        slow = {"kind": "latency", "seconds": LATENCY, "times": 0, "in_batch": False}
        httpx.post(f"{address}/_sandbox/faults", json=slow).raise_for_status()
    work = _work(run, cohorts.begin(run.cohorts))
    return virtual.run(work) if run.virtual else asyncio.run(work)


async def _work(run: Run, cohort_ids: list[int]) -> dict[str, Any]:
    import virtual

    from app.config import settings
    from app.gc_tuning import settle_down
    from graph_adapters.transport.pace import DocumentedPace
    from jobs.provision.settle import ask_directory, settle_cohort
    from jobs.tenant import tenant_over

    now, began_at = asyncio.get_running_loop().time, settings().clock()
    transport = virtual.Slow(LATENCY)
    async with httpx.AsyncClient(transport=transport) as client:
        pace = DocumentedPace(now) if run.limits else None
        tenant = tenant_over(settings(), client, settings().sandbox_url, pace=pace)
        clock = _LoopClock(began_at)
        if run.plain:
            return await _plainly(tenant, cohort_ids[0], clock)
        settle_down()  # as the service does once it has started
        began, cpu, counting = now(), time.process_time(), 0.0
        fewest: Counter[tuple[str, str]] = Counter()
        for cohort_id in cohort_ids:
            await ask_directory(tenant, settings(), cohort_id, clock)
            _approve(cohort_id)
            counts = time.process_time()
            fewest += _fewest(cohort_id)
            counting += time.process_time() - counts
            await settle_cohort(tenant, settings(), cohort_id, clock=clock)
        found = {"seconds": now() - began, "cpu": time.process_time() - cpu - counting}
        found |= {"sent": tenant.connection.sent, "http": transport.sent, "fewest": fewest.total()}
        found |= {"bound": _bound(fewest, len(cohort_ids)), "megabytes": _megabytes()}
        return found | await _afterwards(tenant, cohort_ids[0], clock, transport)


class _LoopClock:
    """The loop's time, whichever it is, from the first of April on."""

    def __init__(self, began: Any) -> None:
        self._began, self._loop = began, asyncio.get_running_loop()
        self._since = self._loop.time()

    def now(self) -> Any:
        return self._began + timedelta(seconds=self._loop.time() - self._since)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def _fewest(cohort_id: int) -> Counter[tuple[str, str]]:
    """Count the fewest requests of a cohort, plus a request for each person looked up and for each letter."""
    from fewest_requests import fewest_requests

    from app.config import settings
    from app.db import unit_of_work
    from app.outbox import service as outbox
    from app.provisioning.preview import service as provisioning
    from app.provisioning.preview.picture_of import surroundings

    with unit_of_work() as session:
        preview = provisioning.preview_cohort(session, cohort_id, surroundings(settings()))
        letters = len(outbox.of_cohort(session, cohort_id))
        beside = Counter({("directory", "read"): PEOPLE, ("mailbox", "write"): letters})
        return fewest_requests(preview.things, preview.found.changes) + beside


def _approve(cohort_id: int) -> None:
    """Approve a preview, as `kull provision` does once the directory has been asked."""
    from app.config import settings
    from app.db import unit_of_work
    from app.provisioning.preview import service as provisioning
    from app.provisioning.preview.picture_of import surroundings

    with unit_of_work() as session:
        provisioning.provision(
            session,
            cohort_id,
            checksum=None,
            deed=Deed(actor="bench", at=settings().clock()),
            surroundings=surroundings(settings()),
        )


async def _afterwards(tenant: Any, cohort_id: int, clock: _LoopClock, transport: Any) -> dict[str, Any]:
    """Count the requests of a settled pass and of a refresh."""
    from app.config import settings
    from jobs.provision.refresh import refresh_cohort
    from jobs.provision.settle import settle_cohort

    settled = await settle_cohort(tenant, settings(), cohort_id, clock=clock)
    inner, http = tenant.connection.sent, transport.sent
    await refresh_cohort(tenant, cohort_id, clock)
    return {
        "settled": settled.graph_requests,
        "refresh": tenant.connection.sent - inner,
        "refresh_http": transport.sent - http,
    }


async def _plainly(tenant: Any, cohort_id: int, clock: _LoopClock) -> dict[str, Any]:
    """Do the same job with the SDK's models, call by call, and no ledger."""
    import plainly
    from sqlmodel import select

    from app.config import settings
    from app.db import unit_of_work
    from app.people.models import Person
    from app.provisioning.preview import service as provisioning
    from app.provisioning.preview.picture_of import surroundings
    from jobs.provision.settle import ask_directory

    await ask_directory(tenant, settings(), cohort_id, clock)
    with unit_of_work() as session:
        preview = provisioning.preview_cohort(session, cohort_id, surroundings(settings()))
        people = [somebody.email for somebody in session.exec(select(Person))]
    began, cpu = time.perf_counter(), time.process_time()
    asked = await plainly.provision(settings().sandbox_url, preview, people)
    return {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu, "sent": asked}


def _bound(fewest: Counter[tuple[str, str]], cohorts: int) -> float:
    """Return the larger of the slowest bucket and the longest chain of dependent calls, in seconds."""
    of_a_team = (fewest["msteam", "read"] + fewest["msteam", "write"]) / cohorts
    units = 2 * (fewest["sharepoint", "read"] + fewest["sharepoint", "write"])
    return max(
        LONGEST_CHAIN,
        _last_turn("msteam", of_a_team),
        _last_turn("sharepoint", units),
        _last_turn("mailbox", fewest["mailbox", "write"]),
        _last_turn("planner", fewest["planner", "write"]),
        _last_turn("directory", 2 * fewest["directory", "read"]),
    )


def _last_turn(name: str, amount: float) -> float:
    """Say when the last may go, when as many go as may from the first moment on."""
    limit = LIMITS[name]
    return (ceil(amount / limit["amount"]) - 1) * float(limit["seconds"])


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(measured(Run(**json.loads(sys.argv[1])))))
