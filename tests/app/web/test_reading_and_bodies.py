"""Reading changes nothing, and a body that is too large is read no further."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

from sqlmodel import SQLModel, select
from support.service import ask

from app.access import ROUTES
from app.db import unit_of_work

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

NEW = {"programme": "torn-kull-3", "start_year": 2026, "name": "Kull 3"}


def test_v3_5_nothing_is_changed_by_reading(here: Path) -> None:
    reading = [route.removeprefix("GET ") for route in ROUTES if route.startswith("GET ")]

    async def asked(client: httpx.AsyncClient) -> tuple[Any, Any]:
        await client.post("/api/cohorts", json=NEW)
        before = await _rows_when_the_runner_has_been_by(client)
        for path in reading:
            await client.get(re.sub(r"{\w+_id}", "1", path).replace("{key}", "torn-kull-3"))
        return before, _every_row()

    before, after = ask(asked, as_role="administrator")
    assert after == before


async def _rows_when_the_runner_has_been_by(client: httpx.AsyncClient) -> dict[str, list[Any]]:
    """Let it write what it writes of a new cohort now, instead of while somebody reads."""
    await client.post("/health/wake")
    for _ in range(400):
        if (rows := _every_row())["organisermailbox"]:
            return rows
        await asyncio.sleep(0.05)
    raise AssertionError("the runner never came")


def _every_row() -> dict[str, list[Any]]:
    """All we keep but who is on their way in: that begins with an address, and ends with a cookie."""
    tables = [table for name, table in SQLModel.metadata.tables.items() if name != "signinattempt"]
    with unit_of_work() as session:
        return {table.name: sorted(map(repr, session.exec(select(table)).all())) for table in tables}


def test_v4_3_a_body_that_is_too_large_is_refused(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[int]:
        announced = await client.post(
            "/api/programmes/check", content=b"x", headers={"Content-Length": "1000000000"}
        )

        async def dripping() -> Any:
            for _ in range(13):
                yield b"x" * 1024 * 1024

        return [announced.status_code, (await client.post("/api/cohorts", content=dripping())).status_code]

    assert ask(asked) == [413, 413]


def test_a_film_of_twenty_megabytes_is_read_and_what_it_is_for_is_looked_up(here: Path) -> None:
    film = {"file": ("film.mp4", b"x" * 20 * 1024 * 1024)}

    async def asked(client: httpx.AsyncClient) -> Any:
        await client.post(
            "/api/cohorts", json={"programme": "torn-kull-3", "start_year": 2026, "name": "Kull 3"}
        )
        form = {"team": "Ukjent", "deliverable": "film"}
        return (await client.post("/api/cohorts/1/submissions", data=form, files=film)).json()

    assert ask(asked)["type"] == "urn:kull:no-such-team"
