"""The process is killed while a request of provisioning is under way; the next one makes nothing twice."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING

import httpx
import pytest
from support.faults.every_fault import in_time
from support.faults.killed_provisioning import ends_otherwise, start_provisioning
from support.faults.world import COHORT, JumpingClock

from app.config import settings
from jobs.provision.settle import settle_cohort
from jobs.tenant import tenant_over

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from support import tenant_census
    from support.faults.elsewhere import Elsewhere


@pytest.fixture
def enrolled_elsewhere(elsewhere: Elsewhere, enrolled: Path, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    """A cohort of which nothing has been made."""
    monkeypatch.setenv("KULL_PUBLIC_URL", "https://kull.example.no")
    shutil.copy(enrolled, elsewhere.folder / "kull.db")
    elsewhere.keep()
    return elsewhere


@pytest.mark.timeout(300)
def test_a_few_moments(enrolled_elsewhere: Elsewhere) -> None:
    clean, last = _clean(enrolled_elsewhere)
    moments = [(last // 4, True), (last // 2, False), (last - 9, True)]
    assert _wrong(enrolled_elsewhere, moments, clean, last) == {}


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_every_moment(enrolled_elsewhere: Elsewhere) -> None:
    clean, last = _clean(enrolled_elsewhere)
    moments = [(request, after) for request in range(1, last + 1) for after in (False, True)]
    assert _wrong(enrolled_elsewhere, in_time(moments), clean, last) == {}


def _clean(elsewhere: Elsewhere) -> tuple[tenant_census.Census, int]:
    """What the tenant holds when nothing happens, and after how many requests."""
    elsewhere.begin_anew()
    elsewhere.to_the_end(start_provisioning(elsewhere))
    requests, _ = elsewhere.requests()
    return elsewhere.census(), requests


def _wrong(
    elsewhere: Elsewhere, moments: Iterable[tuple[int, bool]], clean: tenant_census.Census, last: int
) -> dict[tuple[int, bool], tenant_census.Census | int]:
    return ends_otherwise(elsewhere, moments, clean, last, run_again=lambda: _another_run(elsewhere))


def _another_run(elsewhere: Elsewhere) -> None:
    async def run() -> None:
        async with httpx.AsyncClient() as client:
            tenant = tenant_over(settings(), client, elsewhere.address)
            await settle_cohort(tenant, settings(), COHORT, clock=JumpingClock())

    asyncio.run(run())
