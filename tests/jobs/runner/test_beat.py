"""The runner makes up for what it missed, once, and says when its clock is another than the tenant's."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support.service import A_MINUTE, ask, until_state

from app.config import settings
from app.db import migrate, unit_of_work
from app.health.models import JobRun

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

NIGHTS = ("nightly look", "purge", "check storage")
HALF_PAST_THREE = datetime(2026, 4, 1, 1, 30, tzinfo=UTC)
EIGHT_IN_THE_MORNING = datetime(2026, 4, 1, 6, tzinfo=UTC)


def _run(name: str) -> JobRun:
    with unit_of_work() as session:
        return JobRun(**session.get_one(JobRun, name).model_dump())


def _last_ran(before: timedelta) -> None:
    migrate()
    with unit_of_work() as session:
        for name in NIGHTS:
            session.add(JobRun(name=name, counted_from=EIGHT_IN_THE_MORNING - before))


async def _until_done(_client: httpx.AsyncClient) -> list[JobRun]:
    ends = time.monotonic() + A_MINUTE
    while not all(_run(name).ended_at for name in NIGHTS):
        assert time.monotonic() < ends
        await asyncio.sleep(0.05)
    return [_run(name) for name in NIGHTS]


@pytest.mark.parametrize("down", [timedelta(hours=5), timedelta(days=3)])
def test_a_service_that_was_down_over_the_night_makes_up_for_it_once(here: Path, down: timedelta) -> None:
    _last_ran(down)
    first = ask(_until_done, as_role=None)
    assert (first[0].due_at, [run.problem for run in first]) == (HALF_PAST_THREE, [None, None, None])
    again = ask(lambda client: until_state(client, "ready"), as_role=None)
    assert again.status_code == 200
    assert [_run(name).started_at for name in NIGHTS] == [run.started_at for run in first]


def test_a_first_start_has_missed_nothing_and_remembers_that_it_began(here: Path) -> None:
    ask(lambda client: until_state(client, "ready"), as_role=None)
    assert [(_run(name).started_at, _run(name).counted_from >= EIGHT_IN_THE_MORNING) for name in NIGHTS] == [
        (None, True)
    ] * 3


def test_a_clock_that_differs_from_the_tenants_is_said_with_what_to_do(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KULL_NOW")
    settings.cache_clear()

    async def asked(client: httpx.AsyncClient) -> list[Any]:
        await client.post("/api/cohorts", json={"programme": "torn-kull-3", "start_year": 2027, "name": "K"})
        async with httpx.AsyncClient() as control:  # the token is of the time before
            await control.post(f"{sandbox.address}/_sandbox/clock", json={"seconds": 90})
        seen = await until_state(client, "degraded")
        page = await client.get("/teknisk-status")
        return [seen.json()["problems"], "Slå på tidssynkronisering (NTP) på maskinen." in page.text]

    assert ask(asked) == [["clock-differs"], True]
