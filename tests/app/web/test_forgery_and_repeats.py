"""What another site's page sends, what is sent twice, and what is sent too much of."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import SQLModel, select
from support import small_cohort
from support.browser_signs_in import sign_in
from support.service import HERE, ask, sandbox_of

from app.access import ROUTES
from app.cohorts.models import Cohort
from app.db import unit_of_work
from app.sign_in.secrets import bound
from app.web.http.rate_limit import AT_ONCE, Fair
from app.web.http.stored_answers import AnsweredOnce

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

NEW = {"programme": "torn-kull-3", "start_year": 2026, "name": "Kull 3"}


def cohorts() -> list[str]:
    with unit_of_work() as session:
        return [cohort.name for cohort in session.exec(select(Cohort))]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": HERE, "X-Form-Token": "own"}, 201),
        ({"Sec-Fetch-Site": "same-origin", "X-Form-Token": "own"}, 201),
        ({"X-Form-Token": "own"}, 403),
        ({"Origin": HERE}, 403),
        ({"Origin": HERE, "X-Form-Token": "another session's"}, 403),
        ({"Origin": HERE, "X-Form-Token": "ø"}, 403),
        ({"Origin": "https://evil.example", "X-Form-Token": "own"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "X-Form-Token": "own"}, 403),
    ],
)
def test_v3_5_a_signed_in_browser_changes_nothing_for_another_site(
    here: Path, headers: dict[str, str], status: int
) -> None:
    async def visited(browser: httpx.AsyncClient) -> int:
        await sign_in(browser)
        if headers.get("X-Form-Token") == "own":
            headers["X-Form-Token"] = bound(browser.cookies["kull_session"])
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        return (await browser.post("/api/cohorts", json=NEW, headers=raw)).status_code

    assert ask(visited, as_role=None) == status
    assert cohorts() == (["Kull 3"] if status == 201 else [])


@pytest.mark.parametrize(("token", "status"), [("own", 303), ("", 403), ("another", 403)])
def test_v3_5_a_pages_form_carries_the_token_in_a_field(here: Path, token: str, status: int) -> None:
    async def visited(browser: httpx.AsyncClient) -> int:
        await sign_in(browser)
        form = {"form_token": bound(browser.cookies["kull_session"]) if token == "own" else token}
        return (await browser.post("/sign-out", data=form, headers={"Origin": HERE})).status_code

    assert ask(visited, as_role=None) == status


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


def test_v3_4_every_answer_carries_the_strict_headers(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> tuple[dict[str, str], str]:
        return dict((await client.get("/health/live")).headers), sandbox_of(client)

    headers, address = ask(asked, as_role=None)
    assert headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"connect-src 'self'; media-src 'self'; form-action 'self' {address}; frame-ancestors 'none'; base-uri 'none'"
    )
    assert {
        name: headers[name] for name in ("x-content-type-options", "referrer-policy", "cache-control")
    } == {
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cache-control": "no-store",
    }


def test_the_same_key_is_answered_the_same_and_done_once(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[Any]:
        key = {"Idempotency-Key": "k-1"}
        answers = [await client.post("/api/cohorts", json=NEW, headers=key) for _ in range(3)]
        other = await client.post("/api/cohorts", json=NEW | {"name": "Kull 4"}, headers=key)
        return [
            [(answer.status_code, answer.json(), answer.headers["location"]) for answer in answers],
            (other.status_code, other.json()["detail"]),
        ]

    answers, other = ask(asked)
    assert answers == [answers[0]] * 3
    assert (answers[0][0], answers[0][2]) == (201, "/api/cohorts/1")
    assert other == (422, "Denne Idempotency-Key er brukt til noe annet. Bruk en ny for hver forespørsel.")
    assert cohorts() == ["Kull 3"]


def test_an_answer_is_kept_so_that_only_its_key_opens_it(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[Any]:
        key = {"Idempotency-Key": "k-1"}
        return [(await client.post("/api/cohorts", json=NEW, headers=key)).text for _ in range(2)]

    first, again = ask(asked)
    assert ("Kull 3" in first, again) == (True, first)
    with unit_of_work() as session:
        (row,) = session.exec(select(AnsweredOnce)).all()
        assert [word for word in ("Kull 3", "k-1") if word in str(row.model_dump())] == []


def test_an_erasure_with_a_key_is_answered_though_every_kept_answer_goes(here: Path) -> None:
    small_cohort.started("torn-kull-3", 2026)

    async def asked(client: httpx.AsyncClient) -> list[int]:
        key, body = {"Idempotency-Key": "k-1"}, {"email": small_cohort.ANNE}
        answers = [await client.post("/api/people/erase", json=body, headers=key) for _ in range(2)]
        return [answer.status_code for answer in answers]

    assert ask(asked) == [200, 404]


def test_what_was_refused_may_be_sent_again_with_the_same_key(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[int]:
        key = {"Idempotency-Key": "k-1"}
        wrong = NEW | {"programme": "unknown"}
        return [
            (await client.post("/api/cohorts", json=new, headers=key)).status_code for new in (wrong, NEW)
        ]

    assert ask(asked) == [404, 201]


def test_ten_presses_at_once_make_one_cohort(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> set[int]:
        key = {"Idempotency-Key": "k-1"}
        pressed = [client.post("/api/cohorts", json=NEW, headers=key) for _ in range(10)]
        return {answer.status_code for answer in await asyncio.gather(*pressed)}

    assert ask(asked) <= {201, 409}
    assert cohorts() == ["Kull 3"]


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


def test_v2_4_an_address_that_asks_without_end_is_told_to_wait_and_others_are_served() -> None:
    seconds = [0.0]
    fair = Fair(_yes, clock=lambda: seconds[0])

    async def asked() -> list[int]:
        first = [await _status(fair, "192.0.2.1") for _ in range(int(AT_ONCE) + 2)]
        seconds[0] = 0.011
        return [*first[-3:], await _status(fair, "192.0.2.2"), await _status(fair, "192.0.2.1")]

    assert asyncio.run(asked()) == [200, 429, 429, 200, 200]


def test_v2_4_a_body_that_drips_in_is_not_waited_for() -> None:
    async def reads(scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        await _yes(scope, receive, send)

    async def dripping() -> Any:
        return {"type": "http.request", "body": b"x", "more_body": True}

    ticking = iter(range(1000))
    fair = Fair(reads, clock=lambda: float(next(ticking) * 10))
    assert asyncio.run(_status(fair, "192.0.2.1", dripping)) == 408


async def _yes(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def _status(app: Any, address: str, receive: Any = None) -> int:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    await app({"type": "http", "method": "GET", "client": (address, 1), "headers": []}, receive, send)
    return int(sent[0]["status"])
