"""PostgreSQL breaks off our connections while a cohort is made: the jobs go on, and nothing is made twice."""

from __future__ import annotations

import asyncio
import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from support import small_cohort
from support.faults.aftermath import stands_in
from support.faults.world import JumpingClock

from app.config import settings
from app.db import AWAY, engine, unit_of_work
from app.provisioning.progress.progress import progress_of
from jobs.provision.settle import settle_cohort
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    import pytest
    from support.sandbox_on_a_socket import SandboxOnASocket

TIMES, SEED = 30, 5
BREAK_OFF = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")


def _break_off(postgres: str) -> None:
    """Do to clients what a server does that is started anew, at moments nobody chose."""
    address, moments = make_url(postgres), random.Random(SEED)
    server = create_engine(address.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        for _ in range(TIMES):
            time.sleep(moments.uniform(0.02, 0.2))
            connection.execute(BREAK_OFF, {"name": address.database})
    server.dispose()


def _work_on(cohort_id: int, breaking: Future[None]) -> int:
    """Begin again whenever the database was away, as the runner does; return how often it was."""
    away, clock = 0, JumpingClock()
    while not (breaking.done() and _waiting(cohort_id) == 0):
        try:
            asyncio.run(_work(cohort_id, clock))
        except AWAY:
            away += 1
        clock.jump(timedelta(minutes=1))
    return away


async def _work(cohort_id: int, clock: JumpingClock) -> None:
    async with open_tenant(settings()) as tenant:
        await settle_cohort(tenant, settings(), cohort_id, clock=clock)


def _waiting(cohort_id: int) -> int:
    with unit_of_work() as session:
        return progress_of(session, cohort_id).waiting


def test_a_cohort_is_made_once_however_often_the_database_breaks_off(
    here: Path, sandbox: SandboxOnASocket, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_cohort.begin("torn-kull-3", 2026)
    clean = stands_in(sandbox.address)
    httpx.post(f"{sandbox.address}/_sandbox/reset").raise_for_status()
    monkeypatch.setenv("KULL_DATABASE_URL", postgres)
    settings.cache_clear()
    engine.cache_clear()
    cohort_id = small_cohort.started("torn-kull-3", 2026)
    small_cohort.approve(cohort_id)
    with ThreadPoolExecutor(1) as beside:
        assert _work_on(cohort_id, beside.submit(_break_off, postgres)) > 0
    assert stands_in(sandbox.address) == clean
