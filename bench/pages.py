"""How long the service works on a page: with the example alone, and with 67 cohorts of 15 teams and one of 150.

The rows are made by our own rules and marked as placed; no Graph and no browser is involved, and whoever asks is
given, so that what is measured is the page.
"""

from __future__ import annotations

import asyncio
import gzip
import os
import re
import tempfile
import time
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx

APRIL = "2026-04-01T08:00:00+02:00"
COHORTS, TEAMS, LARGE = 67, 15, 150
TIMES = 20
PAGES = (
    "/",
    "/nytt-kull?what=torn-kull-3&start_year=2027",
    "/kull/{id}",
    "/kull/{id}/datoer",
    "/kull/{id}/pamelding",
    "/kull/{id}/klargjoring",
    "/kull/{id}/klargjoring/fremdrift",
    "/kull/{id}/endret-utenfra",
    "/kull/{id}/logg?alt=true",
    "/teknisk-status",
    "/program",
    "/program/torn-kull-3",
)
FIRST_PAGE_LIMIT = 60


def results() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "KULL_DATABASE_URL": f"sqlite:///{folder}/kull.db",
            "KULL_SANDBOX_FILE": f"{folder}/sandbox.jsonl",
            "KULL_NOW": APRIL,
        }
        _fill([TEAMS])
        small = _measured(1, "the example", limit=20)
        _fill([TEAMS] * (COHORTS - 1) + [LARGE])
        large = _measured(COHORTS + 1, f"{COHORTS} cohorts and one of {LARGE} teams", limit=50)
        return [*small, *large, _first_page()]


def _fill(sizes: list[int]) -> None:
    from app import tables  # noqa: F401 - the settings are read when first asked for
    from app.config import settings
    from app.db import migrate, unit_of_work
    from app.enrolment import service as enrolment
    from app.programmes import service as programmes
    from app.provisioning import ledger
    from app.provisioning import service as provisioning
    from app.provisioning.draw import surroundings
    from app.provisioning.start import start

    migrate()
    now, programme = settings().clock(), programmes.shipped_one("torn-kull-3")
    for size in sizes:
        with unit_of_work() as session:
            made = start(
                session,
                definition=programme,
                start_year=2027,
                name=os.urandom(6).hex(),
                now=now,
                actor="bench",
            )
            cohort_id = made.id or 0
            sheet = _sheet(cohort_id, size)
            enrolment.enrol(
                session, cohort_id=cohort_id, data=sheet, filename="p.csv", actor="bench", now=now
            )
            enrolment.decide(session, cohort_id=cohort_id, actor="bench", now=now)
            around = surroundings(settings())
            provisioning.provision(session, cohort_id, checksum=None, actor="bench", surroundings=around)
            for row in ledger.rows(session, cohort_id):
                row.applied, row.external_id = row.wanted, f"id-{row.key}"


def _sheet(cohort: int, size: int) -> bytes:
    rows = ["foretak;prioritet;team;navn;e-post;rolle"]
    for team in range(size):
        roles = ("leder", "tillitsvalgt", "medarbeider", "medarbeider", "veileder")
        rows += [
            f"Sykehus {team % 9};{team + 1};Team {team};Navn {cohort} {team} {n};p{cohort}-{team}-{n}@example.no;{role}"
            for n, role in enumerate(roles)
        ]
    return "\n".join(rows).encode()


def _measured(cohort_id: int, name: str, *, limit: int) -> list[dict[str, Any]]:
    return asyncio.run(_ask_for_each(cohort_id, name, limit))


async def _ask_for_each(cohort_id: int, name: str, limit: int) -> list[dict[str, Any]]:
    from app.access import Asker, Who, let_in
    from app.main import create_app

    app = create_app()
    everywhere = frozenset({Who.anybody, Who.signed_in, Who.administrator, Who.improvement_unit})
    app.dependency_overrides[let_in] = lambda: Asker(actor="bench", everywhere=everywhere)
    page = {"Accept": "text/html"}
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://127.0.0.1:8000", headers=page
    ) as client:
        return [await _p95(client, pattern, cohort_id, name, limit) for pattern in PAGES]


async def _p95(
    client: httpx.AsyncClient, pattern: str, cohort_id: int, name: str, limit: int
) -> dict[str, Any]:
    spent = []
    for _ in range(TIMES + 2):
        began = time.process_time()
        answer = await client.get(pattern.format(id=cohort_id))
        answer.raise_for_status()
        spent.append((time.process_time() - began) * 1000)
    p95 = quantiles(spent[2:], n=20)[-1]
    return {
        "name": f"{pattern}, {name}, p95",
        "value": round(p95, 1),
        "unit": "ms",
        "bound": "CPU",
        "limit": limit,
    }


def _first_page() -> dict[str, Any]:
    """Add up what a browser fetches the first time, packed as we send it."""
    from app.web.packages import SCRIPTS, STATIC, STYLES

    frame = (Path(STATIC).parent / "templates" / "frame.html").read_text()
    ours = [f"{name}" for name in re.findall(r'static\("([^"]+)"\)', frame)]
    files = [STATIC / name for name in (*STYLES, *SCRIPTS, *ours)]
    size = sum(len(gzip.compress(file.read_bytes())) for file in files) / 1024
    return {
        "name": "first page in all, packed",
        "value": round(size, 1),
        "unit": "kB",
        "bound": "absolute",
        "limit": FIRST_PAGE_LIMIT,
    }
