"""Several workers share one tenant: two processes on one PostgreSQL do not exceed together what one may."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support.paths import ROOT

from app.config import settings
from app.db import engine, migrate, unit_of_work
from app.provisioning.ledger.lanes import database_time
from app.provisioning.ledger.models import PaceLane
from graph_adapters.transport.pace import LIMITS
from jobs.shared_pace import SharedPace

if TYPE_CHECKING:
    from collections.abc import Iterator

# Tells, for each turn, when it was under way; forty at once as far as there are turns and room.
WORKER = """
import asyncio, json, sys, time
from jobs.shared_pace import SharedPace

async def go(pace, lane, writes):
    async with pace.turn(lane, writes=writes):
        began = time.time()
        await asyncio.sleep(0.02)
        return began, time.time()

async def work(lane, turns, writes):
    pace = SharedPace()
    return await asyncio.gather(*(go(pace, lane, writes) for _ in range(turns)))

lane, turns, writes = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "write"
print(json.dumps(asyncio.run(work(lane, turns, writes))))
"""


@pytest.fixture
def database(postgres: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("KULL_DATABASE_URL", postgres)
    settings.cache_clear()
    engine.cache_clear()
    migrate()
    yield postgres
    for made in (engine(), engine(None)):  # migrating makes one of its own
        made.dispose()
    settings.cache_clear()
    engine.cache_clear()


def _two_workers(database: str, lane: str, turns: int, act: str) -> list[tuple[float, float]]:
    environment = {**os.environ, "KULL_DATABASE_URL": database, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", WORKER, lane, str(turns), act]
    workers = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(2)]  # noqa: S603 - our own program
    return [tuple(turn) for worker in workers for turn in json.loads(worker.communicate()[0])]


def _lane(name: str) -> PaceLane:
    with unit_of_work() as session:
        lane = session.get_one(PaceLane, name)
        session.expunge(lane)
        return lane


def test_two_workers_together_take_no_more_turns_than_one_may(database: str) -> None:
    with unit_of_work() as session:
        began = database_time(session)
    went = _two_workers(database, "planner", 4, "write")
    assert len(went) == 8
    assert _lane("planner").taken_until - began >= 8 / LIMITS["planner"].rate


def test_two_workers_together_have_no_more_under_way_than_one_may(database: str) -> None:
    went = _two_workers(database, "mailbox:laeringsnettverk@example.no", 20, "read")
    crowds = [sum(other <= began < until for other, until in went) for began, _ in went]
    assert (len(went), max(crowds) <= 4) == (40, True)


def test_when_one_worker_is_told_to_stop_the_others_stop_too(database: str) -> None:
    SharedPace().slow_down("planner", 5)
    went = _two_workers(database, "planner", 1, "write")
    assert min(began for began, _ in went) >= _lane("planner").rests_until
