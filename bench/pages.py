"""How long the service works on each page: with the example alone, and with as much as there will be (bench/full.py).

Every page of the route table is asked for, by somebody of the improvement unit who has signed in. What is measured is
the processor's time from the question to the whole answer, in the service itself, since the machine may be busy with
other things; the page that does least, the health check, is the lower bound. No Graph and no browser is involved.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, redirect_stderr
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

import full
import httpx
from moment import APRIL, NOW, SAID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI
    from sqlmodel import Session

TIMES, WARM = 40, 3
FIRST_PAGE_LIMIT = 60
BOUND = "/health/live"
HERE, PAGE = "http://127.0.0.1:8000", {"Accept": "text/html", "Accept-Encoding": "gzip"}
NO_PAGES = re.compile(r"/(api|health|sign|graph)|.*(\.ics|/hendelser|/mal|/film|/samtykke/\{token\})$")
"""Doors for programs and to sign in by; a calendar, a stream, a workbook, a film, and what opens once from a mail."""

ALSO = (
    "/?side=2",
    f"/nytt-kull?what={full.EXAMPLE}&start_year=2027",
    "/kull/{cohort_id}/logg?alt=true",
    "/kull/{cohort_id}/oversikt?side=3&sorter=navn",
    "/kull/{cohort_id}/moter/{meeting_id}/flytt?day=2027-05-18&clock=09:00",
)
"""Pages that do more when more is asked."""

Measured = dict[str, Any]
Values = dict[str, Any]


def results() -> list[Measured]:
    with tempfile.TemporaryDirectory() as folder:
        return [*_alone("example", folder), *_alone("big", folder)]


def _alone(size: str, folder: str) -> list[Measured]:
    """Measure in a process of its own: the settings, and with them the database, are read once."""
    ours = {
        "KULL_DATABASE_URL": f"sqlite:///{folder}/{size}.db",
        "KULL_SANDBOX_FILE": f"{folder}/sandbox.jsonl",
        "KULL_NOW": APRIL,
    }
    command = [sys.executable, __file__, size]
    done = subprocess.run(command, env=os.environ | ours, check=True, stdout=subprocess.PIPE)
    found: list[Measured] = json.loads(done.stdout)
    return found


def main(size: full.Size) -> None:
    from app.db import has_newest_shape

    if not has_newest_shape():
        full.fill(size)
    with redirect_stderr(Path(os.devnull).open("w")):  # the log, which an idle disk would take
        found = asyncio.run(_measured(size))
    print(json.dumps(found, ensure_ascii=False))


async def _measured(size: full.Size) -> list[Measured]:
    from app.gc_tuning import settle_down
    from app.main import create_app

    app = create_app()
    with _signed_in(app) as cookies:
        values = _values()
        settle_down()
        async with _client(app, cookies) as client:
            least = await _spent(client, BOUND, values)
            pages = [(path, await _spent(client, path, values)) for path in _pages()]
            weight = await _first_page(client)
    return [*(_line(path, spent, least, size) for path, spent in pages), weight]


@contextmanager
def _signed_in(app: FastAPI) -> Iterator[dict[str, str]]:
    """Sign a person of the unit in, as the way back from the sign-in service does, and return their cookie."""
    from app.db import unit_of_work
    from app.sign_in import sessions
    from app.sign_in.entra import Entra
    from app.sign_in.issuer import entra
    from app.sign_in.keys import Keys
    from app.sign_in.service import SignIn
    from app.sign_in.tokens import Identity

    issuer, unit = entra("bench", "bench"), frozenset({"improvement_unit"})
    with httpx.Client() as never_asked, unit_of_work() as session:
        keys, way_in = (
            Keys(issuer.keys_address, never_asked),
            Entra(issuer=issuer, credential="-", client=never_asked),
        )
        app.state.sign_in = SignIn(issuer=issuer, keys=keys, entra=way_in, secure=False)
        who = Identity(entra_id="bench", name="Kari Nordmann", email="kari@example.no", app_roles=unit)
        secret = sessions.begin_session(session, identity=who, renewal="", now=NOW)
        session.commit()
        yield {app.state.sign_in.cookie: secret}


def _client(app: FastAPI, cookies: dict[str, str]) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app)
    return httpx.AsyncClient(transport=transport, base_url=HERE, headers=PAGE, cookies=cookies)


def _pages() -> list[str]:
    """Return the address of every page there is, so that a new page is measured too."""
    from app.access import ROUTES

    there = [route.removeprefix("GET ") for route in ROUTES if route.startswith("GET ")]
    return [path for path in [*there, *ALSO] if not NO_PAGES.match(path)]


def _values() -> Values:
    """Return values for the names in addresses: of the last cohort, which is the largest."""
    from sqlalchemy import text

    from app.db import unit_of_work

    named = text(
        "SELECT cohort_id, team.id AS team_id, uid AS team_uid, "
        "(SELECT id FROM meeting WHERE cohort_id = team.cohort_id AND starts_at > :now LIMIT 1) AS meeting_id, "
        "(SELECT max(id) FROM submission WHERE cohort_id = team.cohort_id) AS submission_id, "
        "(SELECT person_id FROM rolegrant WHERE team_id = team.id AND role = 'leader') AS person_id "
        "FROM team ORDER BY team.id DESC LIMIT 1"
    )
    with unit_of_work() as session:
        found: Values = dict(session.execute(named, {"now": SAID}).mappings().one())
        return found | {
            "key": full.EXAMPLE,
            "hva-na": _team_link(session, found),
            "oppmote": _door(session, found),
        }


def _team_link(session: Session, found: Values) -> str:
    from app.dashboard.team import SCOPE
    from app.sign_in.links import make_link

    about, ends = f"team:{found['team_uid']}", NOW.replace(year=2030)
    return make_link(session, scope=SCOPE, about=about, person_id=found["person_id"], ends=ends, now=NOW)


def _door(session: Session, found: Values) -> str:
    from app.meetings.attendance.door_list import open_list

    return open_list(session, found["meeting_id"], now=NOW)


def _address(path: str, values: Values) -> str:
    """Fill in an address; a token is of the kind that its page opens with."""
    return path.format(**values, token=values.get(path.split("/")[1], ""))


async def _spent(client: httpx.AsyncClient, path: str, values: Values) -> list[float]:
    """Return the milliseconds of processor time each answer took, once it is warm."""
    spent, address = [], _address(path, values)
    for _ in range(TIMES + WARM):
        began = time.process_time()
        answer = await client.get(address)
        spent.append((time.process_time() - began) * 1000)
        if answer.status_code != httpx.codes.OK:
            raise SystemExit(f"{path} answered {answer.status_code}, so it cannot be measured")
    return spent[WARM:]


def _line(path: str, spent: list[float], least: list[float], size: full.Size) -> Measured:
    p50, p95 = median(spent), quantiles(spent, n=20)[-1]
    return {
        "bound": "CPU",
        "name": f"{path}, {size.name}, p95",
        "value": round(p95, 1),
        "unit": "ms",
        "limit": size.limit,
        "p50": round(p50, 1),
        "against_least": round(p50 / median(least), 1),
    }


async def _first_page(client: httpx.AsyncClient) -> Measured:
    """Add up the first fetch of a browser: the page, and all that it names, packed as it comes."""
    page = await client.get("/")
    named = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text))
    size = len(gzip.compress(page.content))
    for address in named:
        size += await _downloaded(client, address)
    kilobytes = round(size / 1024, 1)
    usual = {"name": "first page in all, packed", "unit": "kB", "bound": "absolute"}
    return usual | {
        "value": kilobytes,
        "limit": FIRST_PAGE_LIMIT,
        "page_alone_as_sent": page.num_bytes_downloaded,
    }


async def _downloaded(client: httpx.AsyncClient, address: str) -> int:
    answer = await client.get(address)
    return answer.num_bytes_downloaded


if __name__ == "__main__":
    main({"example": full.SMALL, "big": full.BIG}[sys.argv[1]])
