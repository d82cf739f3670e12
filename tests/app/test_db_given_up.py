"""PostgreSQL gives up a transaction because of another: the unit is repeated, and one row results."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from app.config import settings
from app.db import SessionDep, engine, repeat_unit_of_work, unit_of_work
from app.web.refusals import tell_refusals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Engine
    from sqlmodel import Session

WAIT_SECONDS = 30


@pytest.fixture
def other(postgres: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Another client of a database with two rows; our unit is the one PostgreSQL gives up."""
    monkeypatch.setenv("KULL_DATABASE_URL", postgres)
    settings.cache_clear()
    engine.cache_clear()
    made = create_engine(postgres)
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE counted (id int PRIMARY KEY, number int)"))
        connection.execute(text("INSERT INTO counted VALUES (1, 0), (2, 0)"))
    yield made
    made.dispose()
    engine().dispose()
    settings.cache_clear()
    engine.cache_clear()


def _add(id_: int) -> str:
    return f"UPDATE counted SET number = number + 1 WHERE id = {id_}"  # noqa: S608 - numbers of our own


def _counted(other: Engine) -> list[tuple[int, int]]:
    with other.connect() as connection:
        return [(row.id, row.number) for row in connection.execute(text("SELECT * FROM counted ORDER BY id"))]


def test_a_deadlock_is_repeated_and_counted_once(other: Engine) -> None:
    they_hold_one, we_hold_two, tries = Event(), Event(), []

    def they() -> None:
        with other.begin() as connection:
            connection.execute(
                text("SET LOCAL deadlock_timeout = '10min'")
            )  # so that it is we who are given up
            connection.execute(text(_add(1)))
            they_hold_one.set()
            assert we_hold_two.wait(WAIT_SECONDS)
            connection.execute(text(_add(2)))

    def ours(session: Session) -> str:
        tries.append("try")
        session.execute(text(_add(2)))
        we_hold_two.set()
        session.execute(text(_add(1)))
        return "done"

    with ThreadPoolExecutor(1) as beside:
        theirs = beside.submit(they)
        assert they_hold_one.wait(WAIT_SECONDS)
        assert repeat_unit_of_work(ours) == "done"
        theirs.result(WAIT_SECONDS)
    assert (tries, _counted(other)) == (["try", "try"], [(1, 2), (2, 2)])


async def _post(app: FastAPI, path: str) -> httpx.Response:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://here.example") as client:
        return await client.post(path)


def test_a_request_that_is_given_up_because_of_another_is_answered_503_and_stores_nothing(
    other: Engine,
) -> None:
    they_hold_one, we_hold_two = Event(), Event()
    app = FastAPI()
    tell_refusals(app)

    def ours(session: SessionDep) -> None:
        session.execute(text(_add(2)))
        we_hold_two.set()
        session.execute(text(_add(1)))

    def they() -> None:
        with other.begin() as connection:
            connection.execute(text("SET LOCAL deadlock_timeout = '10min'"))
            connection.execute(text(_add(1)))
            they_hold_one.set()
            assert we_hold_two.wait(WAIT_SECONDS)
            connection.execute(text(_add(2)))

    app.add_api_route("/api/count", ours, methods=["POST"])
    with ThreadPoolExecutor(1) as beside:
        theirs = beside.submit(they)
        assert they_hold_one.wait(WAIT_SECONDS)
        answer = asyncio.run(_post(app, "/api/count"))
        theirs.result(WAIT_SECONDS)
    told = answer.json()
    assert (answer.status_code, told["type"], told["detail"], answer.headers["retry-after"]) == (
        503,
        "urn:kull:two-at-once",
        "To lagret samtidig. Prøv igjen.",
        "10",
    )
    assert _counted(other) == [(1, 1), (2, 1)]


def test_a_serialization_failure_is_repeated_and_counted_once(other: Engine) -> None:
    tries = []

    def ours(session: Session) -> None:
        tries.append("try")
        session.execute(text("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"))
        session.execute(text("SELECT number FROM counted WHERE id = 1")).one()
        if len(tries) == 1:
            with other.begin() as connection:
                connection.execute(text(_add(1)))
        session.execute(text(_add(1)))

    repeat_unit_of_work(ours)
    assert (tries, _counted(other)) == (["try", "try"], [(1, 2), (2, 0)])


def test_what_always_fails_is_given_up_after_five_tries_and_nothing_is_stored(other: Engine) -> None:
    tries = []

    def ours(session: Session) -> None:
        tries.append("try")
        session.execute(text(_add(1)))
        session.execute(text("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$"))

    with pytest.raises(OperationalError):
        repeat_unit_of_work(ours)
    assert (len(tries), _counted(other)) == (5, [(1, 0), (2, 0)])


def test_any_other_error_is_not_repeated(other: Engine) -> None:
    tries = []

    def ours(session: Session) -> None:
        tries.append("try")
        session.execute(text("DO $$ BEGIN RAISE SQLSTATE '57014'; END $$"))

    with pytest.raises(OperationalError):
        repeat_unit_of_work(ours)
    with unit_of_work() as session:
        assert session.execute(text("SELECT 1")).scalar() == 1
    assert tries == ["try"]
