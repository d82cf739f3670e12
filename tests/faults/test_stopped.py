"""The service is stopped in the middle, as when a newer one is installed: it ends soon, and the next goes on."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

import httpx
from support import small_cohort
from support.faults.aftermath import stands_in
from support.service_process import serving, until

from app.config import settings
from app.db import engine, unit_of_work
from app.provisioning.progress.progress import progress_of
from app.sign_in.service import SANDBOX_CLIENT
from jobs.demo_people import CAST, bearer_token

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from support.sandbox_on_a_socket import SandboxOnASocket
    from support.terminal import Terminal

    from app.provisioning.progress.progress import Progress

HALF_A_MINUTE = 30


def _follow(address: str, sandbox: str, cohort_id: int) -> None:
    """Hold the stream of what happens open, as a page that somebody looks at does."""
    token = bearer_token(sandbox, email=CAST["improvement_unit"][0], client_id=SANDBOX_CLIENT)
    told = f"{address}/api/cohorts/{cohort_id}/events"
    with (
        suppress(httpx.HTTPError),
        httpx.stream("GET", told, headers={"Authorization": f"Bearer {token}"}, timeout=60) as answer,
    ):
        for _ in answer.iter_lines():
            pass


def _progress(cohort_id: int) -> Progress:
    with unit_of_work() as session:
        return progress_of(session, cohort_id)


def _made(sandbox: SandboxOnASocket) -> Counter[str]:
    """How often each kind of thing was made."""
    sent = httpx.get(f"{sandbox.address}/_sandbox/requests").json()["value"]
    return Counter(one["operation"] for one in sent if one["wrote"] and one["method"] == "POST")


def _begin_anew(here: Path, kull: Terminal, sandbox: SandboxOnASocket, patch: pytest.MonkeyPatch) -> None:
    """Another database, and a tenant that holds nothing and takes its time."""
    address = f"sqlite:///{here / 'another.db'}"
    patch.setenv("KULL_DATABASE_URL", address)
    kull.environment["KULL_DATABASE_URL"] = address
    settings.cache_clear()
    engine.cache_clear()
    httpx.post(f"{sandbox.address}/_sandbox/reset").raise_for_status()
    slow = {"kind": "latency", "seconds": 0.6, "times": 0}
    httpx.post(f"{sandbox.address}/_sandbox/faults", json=[slow]).raise_for_status()


def test_a_service_that_is_stopped_ends_soon_and_the_next_makes_nothing_twice(
    here: Path, sandbox: SandboxOnASocket, kull: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_cohort.begin("torn-kull-3", 2026)
    clean, made = stands_in(sandbox.address), _made(sandbox)
    _begin_anew(here, kull, sandbox, monkeypatch)
    cohort_id = small_cohort.started("torn-kull-3", 2026)
    with serving(kull) as (process, address):
        small_cohort.approve(cohort_id)
        Thread(target=_follow, args=(address, sandbox.address, cohort_id), daemon=True).start()
        until(lambda: _progress(cohort_id).settled > 10)
        process.terminate()
        process.wait(HALF_A_MINUTE)
    assert _progress(cohort_id).waiting > 0
    httpx.delete(f"{sandbox.address}/_sandbox/faults").raise_for_status()
    small_cohort.work(cohort_id)
    assert stands_in(sandbox.address) == clean
    assert _made(sandbox) == made
