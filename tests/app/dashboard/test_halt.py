"""An administrator halts all writing by a button or the API; everybody is told, and no one else may."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from support import small_cohort
from support.service import ask

from app.audit import Deed
from app.db import migrate, unit_of_work
from app.halt import service as halt
from app.web.language import COOKIE

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

STATUS = "/teknisk-status"
IT = Deed(actor="it@example.no", at=datetime(2026, 4, 1, 6, tzinfo=UTC))
NOTHING = {"halted": False, "since": None, "stopped_by": None, "why": None}
BANNER = {
    "nb": "All skriving til Microsoft 365 er stanset. "
    "Ingenting blir laget, endret eller sendt før noen slipper den løs. "
    "Stanset av it@example.no onsdag 1. april 2026 (uke 14) kl. 08.00. "
    "Begrunnelse: «Feil navn på teamene». Teknisk status",
    "nn": "All skriving til Microsoft 365 er stansa. "
    "Ingenting blir laga, endra eller sendt før nokon slepper ho laus. "
    "Stansa av it@example.no onsdag 1. april 2026 (veke 14) kl. 08.00. "
    "Grunngiving: «Feil navn på teamene». Teknisk status",
    "en": "All writing to Microsoft 365 is halted. Nothing is made, changed or sent until somebody lets go. "
    "Halted by it@example.no, Wednesday 1 April 2026 (week 14) at 08:00. "
    "Reason: “Feil navn på teamene”. Technical status",
}
SENTENCE = (
    "it@example.no har stanset all skriving til Microsoft 365 (siden 01.04.2026 kl. 08.00). "
    "Begrunnelse: «Feil navn på teamene». Ingenting blir laget, endret eller sendt før noen slipper det løs."
)


def _halt() -> None:
    migrate()
    with unit_of_work() as session:
        halt.stop_writing(session, deed=IT, why="Feil navn på teamene")


def _banner(page: str) -> str:
    """Return the banner's words."""
    (found,) = re.findall(r'<div class="ds-alert" data-color="danger">(.*?)</div>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_a_program_halts_reads_and_lets_go(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[Any]:
        return [
            (await client.get("/api/halt")).json(),
            (await client.post("/api/halt", json={"why": "Feil navn"})).json(),
            (await client.get("/api/halt")).json(),
            (await client.post("/api/halt/released")).json(),
            (await client.get("/api/halt")).json(),
        ]

    before, halted, read, *after = ask(asked, as_role="administrator")
    told = {"halted": True, "since": halted["since"], "stopped_by": "Ada Admin", "why": "Feil navn"}
    assert [before, halted, read, *after] == [NOTHING, told, told, NOTHING, NOTHING]
    assert halted["since"].startswith("2026-04-01T")  # the clock goes on while the tests run


def test_a_reason_that_is_too_long_is_refused(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[int]:
        return [
            (await client.post("/api/halt", json={"why": "x" * 501})).status_code,
            (await client.post(f"{STATUS}/stans", data={"why": "x" * 501})).status_code,
        ]

    assert ask(asked, as_role="administrator") == [422, 422]


def test_the_button_halts_and_the_next_lets_go(here: Path) -> None:
    async def pressed(client: httpx.AsyncClient) -> list[Any]:
        told: list[Any] = []
        for press in ("stans", "slipp"):
            page = (await client.get(STATUS)).text
            told.append(re.findall(r'action="/teknisk-status/(\w+)"', page))
            told.append((await client.post(f"{STATUS}/{press}", data={"why": "Prøve"})).headers["location"])
            told.append((await client.get("/api/halt")).json()["why"])
        return told

    assert ask(pressed, as_role="administrator") == [["stans"], STATUS, "Prøve", ["slipp"], STATUS, None]


@pytest.mark.parametrize("role", ["improvement_unit", "insight"])
def test_no_one_but_an_administrator_may_or_is_shown_the_button(here: Path, role: str) -> None:
    async def pressed(client: httpx.AsyncClient) -> list[Any]:
        return [
            re.findall(r'action="/teknisk-status/(\w+)"', (await client.get(STATUS)).text),
            (await client.post(f"{STATUS}/stans", data={})).status_code,
            (await client.post("/api/halt", json={})).status_code,
            (await client.post("/api/halt/released")).status_code,
            (await client.get("/api/halt")).json(),
        ]

    assert ask(pressed, as_role=role) == [[], 403, 403, 403, NOTHING]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_page_says_it_in_the_readers_language(here: Path, language: str) -> None:
    _halt()

    async def look(client: httpx.AsyncClient) -> set[str]:
        cookie = {"Cookie": f"{COOKIE}={language}"}
        pages = [(await client.get(one, headers=cookie)).text for one in ("/", "/program", STATUS)]
        return {_banner(page) for page in pages}

    assert ask(look) == {BANNER[language]}


def test_who_may_not_read_the_status_is_told_that_nothing_is_written_and_no_name(here: Path) -> None:
    _halt()

    async def look(client: httpx.AsyncClient) -> str:
        return _banner((await client.get("/signed-out")).text)

    assert ask(look, as_role=None) == BANNER["nb"].partition(" Stanset av")[0]


def test_the_status_and_a_cohorts_progress_say_it_too(here: Path) -> None:
    small_cohort.started("torn-kull-3", 2026)
    _halt()

    async def look(client: httpx.AsyncClient) -> list[Any]:
        status = " ".join(re.sub(r"<[^>]+>", " ", (await client.get(STATUS)).text).split())
        progress = (await client.get("/api/cohorts/1/provision")).json()
        return [
            "Skriving til Microsoft 365 Stanset onsdag 1. april 2026 (uke 14) kl. 08.00" in status,
            progress["pause"],
        ]

    assert ask(look) == [True, SENTENCE]
