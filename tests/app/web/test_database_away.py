"""The database goes away and comes back: that is said, nothing is half stored, and nobody has to start us anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url
from support.service import ask, until_state

from app.config import settings
from app.db import engine, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx
    from sqlalchemy.engine import Connection
    from support.terminal import Terminal

NEW = {"programme": "torn-kull-3", "start_year": 2026, "name": "Kull 3"}
AWAY = {
    "type": "urn:kull:database-away",
    "title": "Databasen svarer ikke",
    "status": 503,
    "detail": "Vi når ikke databasen akkurat nå. Prøv igjen om litt; ingenting er halvt lagret.",
}


NOT_SAVED = "Ingenting kan lagres nå"


class Server:
    """The server our database lies on: it can shut us out, as one that is started anew does for a while."""

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection, self._name = connection, name

    def break_off(self) -> None:
        gone = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
        self._connection.execute(gone, {"name": self._name})

    def shut_us_out(self) -> None:
        self._connection.execute(text(f"ALTER DATABASE {self._name} ALLOW_CONNECTIONS false"))
        self.break_off()

    def let_us_in(self) -> None:
        self._connection.execute(text(f"ALTER DATABASE {self._name} ALLOW_CONNECTIONS true"))


@pytest.fixture
def server(here: Path, postgres: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Our rows lie on PostgreSQL."""
    monkeypatch.setenv("KULL_DATABASE_URL", postgres)
    settings.cache_clear()
    engine.cache_clear()
    migrate()
    address = make_url(postgres)
    beside = create_engine(address.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with beside.connect() as connection:
        yield Server(connection, str(address.database))
    beside.dispose()


def test_connections_that_were_broken_off_are_made_anew_and_nobody_notices(server: Server) -> None:
    async def asked(client: httpx.AsyncClient) -> list[int]:
        before = await client.post("/api/cohorts", json=NEW)
        server.break_off()
        after = await client.post("/api/cohorts", json=NEW | {"name": "Kull 4"})
        return [before.status_code, after.status_code, len((await client.get("/api/cohorts")).json())]

    assert ask(asked) == [201, 201, 2]


def test_a_database_that_is_away_is_said_and_served_from_again_when_it_is_back(server: Server) -> None:
    async def asked(client: httpx.AsyncClient) -> list[Any]:
        server.shut_us_out()
        ready = await until_state(client, "not ready")
        told = await client.post("/api/cohorts", json=NEW)
        page = await client.get("/", headers={"Accept": "text/html"})
        server.let_us_in()
        again = await client.post("/api/cohorts", json=NEW)
        return [ready, told, page, await until_state(client, "ready"), again.status_code]

    ready, told, page, ready_again, again = ask(asked)
    assert (ready.status_code, ready.headers["retry-after"], ready_again.status_code, again) == (
        *(503, "10"),
        *(200, 201),
    )
    assert (ready.json()["type"], ready.json()["problems"]) == ("urn:kull:database-away", ["database-away"])
    assert (told.json(), told.headers["retry-after"]) == (AWAY, "10")
    assert (page.status_code, page.headers["retry-after"]) == (503, "10")
    assert AWAY["detail"] in page.text
    assert "psycopg" not in told.text + page.text


@pytest.mark.parametrize(
    ("hindrance", "relief", "problem", "detail"),
    [
        (
            "PRAGMA max_page_count = 1",  # the disk is full
            "PRAGMA max_page_count = 1073741823",
            "disk-full",
            "Disken er full. Ingenting er halvt lagret. Meld fra til IT, og prøv igjen når det er plass.",
        ),
        (
            "PRAGMA query_only = on",  # the disk is mounted for reading only
            "PRAGMA query_only = off",
            "database-read-only",
            "Databasen kan leses, men ikke skrives i. Ingenting er halvt lagret. Meld fra til IT.",
        ),
    ],
)
def test_a_disk_without_room_is_said_and_nothing_is_half_stored_or_written_in_the_log(
    here: Path, capfd: pytest.CaptureFixture[str], hindrance: str, relief: str, problem: str, detail: str
) -> None:
    async def asked(client: httpx.AsyncClient) -> list[Any]:
        now = [hindrance]
        event.listen(engine(), "begin", lambda connection: connection.exec_driver_sql(now[0]))
        full = await client.post("/api/cohorts", json=NEW)
        seen = await until_state(client, "degraded")
        page = await client.get("/teknisk-status")
        now[0] = relief
        await until_state(client, "ready")
        return [
            full.json(),
            [
                seen.status_code,
                seen.json()["problems"],
                page.status_code,
                detail.partition(".")[0] in page.text,
            ],
            (await client.get("/api/cohorts")).json(),
            await client.post("/api/cohorts", json=NEW),
        ]

    full, seen, stored, after = ask(asked)
    assert (full, stored, after.status_code) == (AWAY | {"title": NOT_SAVED, "detail": detail}, [], 201)
    assert seen == [200, [problem], 200, problem != "disk-full"]
    logged = capfd.readouterr().err
    assert ("the database does not answer" in logged, "Kull 3" in logged) == (True, False)


def test_a_database_that_somebody_else_writes_in_for_too_long_is_said(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[Any]:
        event.listen(
            engine(), "begin", lambda connection: connection.exec_driver_sql("PRAGMA busy_timeout=200")
        )
        other = create_engine(settings().database_url)
        with other.connect() as backup:
            backup.exec_driver_sql("BEGIN IMMEDIATE")
            held = await client.post("/api/cohorts", json=NEW)
        other.dispose()
        return [held.json(), (await client.post("/api/cohorts", json=NEW)).status_code]

    assert ask(asked) == [AWAY, 201]


def test_from_the_terminal_it_is_a_sentence(kull: Terminal) -> None:
    kull.environment["KULL_DATABASE_URL"] = "postgresql://kull:hemmelig@127.0.0.1:9/kull"
    done = kull.run("cohorts", "list")
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "Databasen svarer ikke, og ingenting er halvt lagret. kull doctor sier mer.\n",
    )
