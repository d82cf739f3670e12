"""A lock whose connection is cut is taken again; where another was faster, nothing is written, and it is said."""

from __future__ import annotations

import asyncio
import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, text
from support.service import ask, until_state

from app.config import settings
from app.db import engine, migrate, unit_of_work
from app.errors import Halted
from app.health import Problem, told
from jobs.halt import HaltLight, refuse_while_halted
from jobs.runner.beat import _asked
from jobs.runner.lock import running_service, the_one_runner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx
    from sqlalchemy import TextClause

WAIT_FOR_THE_LOCK = text("SELECT pg_advisory_lock(hashtextextended('runner 0', 0))")
WAITING = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
CUT = text("SELECT pg_terminate_backend(pid, 60000) FROM pg_locks WHERE locktype = 'advisory' AND granted")


@pytest.fixture
def on_postgres(here: Path, postgres: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("KULL_DATABASE_URL", postgres)
    settings.cache_clear()
    engine.cache_clear()
    migrate()
    yield postgres
    engine().dispose()


def _first(asked: TextClause) -> Any:
    with unit_of_work() as session:
        return session.execute(asked).scalar_one()


def _cut_the_lock() -> None:
    """Cut the connection that holds the lock, as a firewall does."""
    assert _first(CUT) is True


@contextmanager
def _another_was_faster(database_url: str) -> Iterator[None]:
    """Let another stand in line for the lock when it is cut, and have it as long as the block lasts."""
    with create_engine(database_url).connect() as another, ThreadPoolExecutor(1) as beside:
        takes = beside.submit(another.execute, WAIT_FOR_THE_LOCK)
        while _first(WAITING) == 0:
            time.sleep(0.01)
        _cut_the_lock()
        takes.result()
        yield
        another.invalidate()


def _seen_by_a_beat() -> set[Problem]:
    return _asked([], needs_room=False)


def test_a_lock_whose_connection_is_cut_is_taken_again_at_the_next_beat(on_postgres: str) -> None:
    with the_one_runner(settings()):
        _cut_the_lock()
        assert running_service(settings()) == {}
        assert (_seen_by_a_beat(), HaltLight()()) == (set(), False)
        assert running_service(settings())["pid"] == str(os.getpid())
    assert running_service(settings()) == {}


def test_a_runner_whose_place_another_took_writes_nothing_until_the_other_ends(on_postgres: str) -> None:
    with the_one_runner(settings()):
        with _another_was_faster(on_postgres):
            assert (_seen_by_a_beat(), HaltLight()()) == ({Problem.replaced}, True)
            with pytest.raises(Halted) as refused:
                refuse_while_halted()
            assert str(refused.value) == told(Problem.replaced)
        while _seen_by_a_beat():  # the server has not seen yet that the other is gone
            time.sleep(0.01)
        assert HaltLight()() is False
        refuse_while_halted()


def test_the_service_says_on_its_readiness_that_another_took_its_place(on_postgres: str) -> None:
    async def asked(client: httpx.AsyncClient) -> list[object]:
        await until_state(client, "ready")
        taken = _another_was_faster(on_postgres)
        await asyncio.to_thread(taken.__enter__)
        seen = await until_state(client, "degraded")
        page = await client.get("/teknisk-status")
        await asyncio.to_thread(taken.__exit__, None, None, None)
        await until_state(client, "ready")
        return [
            seen.json()["problems"],
            "Stopp en av dem; stoppes den andre, går det videre her." in page.text,
        ]

    with the_one_runner(settings()):
        assert ask(asked) == [["another-runner"], True]
