"""A database that is damaged or can only be read: said by every door, and nothing is written in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from support.service import ask, until_state

from app.config import settings
from app.db import engine, migrate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx
    from support.terminal import Terminal

NEW = ["--programme", "torn-kull-3", "--start-year", "2026", "--name", "Kull 3"]
RESTORE = "Stopp tjenesten, ta vare på filen slik den er, og legg tilbake siste sikkerhetskopi."
NO_WRITING = "Gi kontoen tjenesten går med, skrivetilgang til filen og mappen den ligger i."


def break_page_of_cohorts(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'cohort'").fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    _overwrite(file, (page - 1) * size)


def break_head(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # else the log still holds the first page
    _overwrite(file, 0)


def _overwrite(file: Path, where: int) -> None:
    with file.open("r+b") as opened:
        opened.seek(where)
        opened.write(b"\xff" * 200)


@pytest.mark.parametrize(
    ("break_it", "check"), [(break_page_of_cohorts, "storage"), (break_head, "database")]
)
def test_a_damaged_file_is_named_by_the_doctor_and_the_service_does_not_start(
    kull: Terminal, break_it: Callable[[Path], None], check: str
) -> None:
    kull.run("cohorts", "new", *NEW)
    file = kull.folder / "kull.db"
    break_it(file)
    damaged = file.read_bytes()
    ill = {one["name"]: one for one in kull.json("doctor", exit_code=1)["checks"]}
    served, listed = kull.run("serve", "--port", "0"), kull.run("cohorts", "list")
    assert ill[check]["detail"].startswith("Databasen er skadet")
    assert ill[check]["fix"] == RESTORE
    assert (served.returncode, served.stdout, listed.returncode) == (1, "", 1)
    assert served.stderr.startswith("Databasen er skadet")
    assert served.stderr.endswith(f". {RESTORE}\n")
    assert listed.stderr == f"Databasen er skadet. {RESTORE}\n"
    assert file.read_bytes() == damaged


def test_a_page_that_breaks_while_we_run_is_said_and_no_job_goes_on(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[Any]:
        engine().dispose()
        break_page_of_cohorts(here / "kull.db")
        engine().dispose()
        told = await client.get("/api/cohorts")
        seen = await until_state(client, "degraded")
        return [told.status_code, told.json()["title"], seen.status_code, seen.json()["problems"]]

    assert ask(asked) == [503, "Databasen er skadet", 200, ["database-damaged"]]


def test_a_file_that_can_only_be_read_is_read_from_and_named_by_page_and_doctor(
    here: Path, kull: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate()
    engine().dispose()
    address = f"sqlite:///file:{here / 'kull.db'}?mode=ro&uri=true"
    monkeypatch.setenv("KULL_DATABASE_URL", address)
    settings.cache_clear()
    engine.cache_clear()

    async def asked(client: httpx.AsyncClient) -> list[Any]:
        seen = await until_state(client, "degraded")
        page = await client.get("/teknisk-status")
        new = {"programme": "torn-kull-3", "start_year": 2026, "name": "Kull 3"}
        saved = await client.post("/api/cohorts", json=new)
        return [
            seen.json()["problems"],
            (await client.get("/api/cohorts")).status_code,
            f"Databasen kan leses, men ikke skrives i. {NO_WRITING}" in page.text,
            [saved.status_code, saved.json()["title"]],
        ]

    assert ask(asked) == [["database-read-only"], 200, True, [503, "Ingenting kan lagres nå"]]
    kull.environment["KULL_DATABASE_URL"] = address
    (ill,) = [one for one in kull.json("doctor", exit_code=1)["checks"] if not one["ok"]]
    assert ill == {
        "name": "storage",
        "ok": False,
        "detail": "Databasen kan leses, men ikke skrives i.",
        "fix": NO_WRITING,
    }
