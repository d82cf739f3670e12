"""A request sent again with its Idempotency-Key is done once, and answered as the first time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from sqlmodel import select
from support import small_cohort
from support.service import ask

from app.cohorts.models import Cohort
from app.db import unit_of_work
from app.web.http.idempotency import HEADER
from app.web.http.stored_answers import AnsweredOnce

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

NEW = {"programme": "torn-kull-3", "start_year": 2026, "name": "Kull 3"}


def cohorts() -> list[str]:
    with unit_of_work() as session:
        return [cohort.name for cohort in session.exec(select(Cohort))]


def test_the_same_key_is_answered_the_same_and_done_once(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[Any]:
        key = {HEADER: "k-1"}
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
        key = {HEADER: "k-1"}
        return [(await client.post("/api/cohorts", json=NEW, headers=key)).text for _ in range(2)]

    first, again = ask(asked)
    assert ("Kull 3" in first, again) == (True, first)
    with unit_of_work() as session:
        (row,) = session.exec(select(AnsweredOnce)).all()
        assert [word for word in ("Kull 3", "k-1") if word in str(row.model_dump())] == []


def test_an_erasure_with_a_key_is_answered_though_every_kept_answer_goes(here: Path) -> None:
    small_cohort.started("torn-kull-3", 2026)

    async def asked(client: httpx.AsyncClient) -> list[int]:
        key, body = {HEADER: "k-1"}, {"email": small_cohort.ANNE}
        answers = [await client.post("/api/people/erase", json=body, headers=key) for _ in range(2)]
        return [answer.status_code for answer in answers]

    assert ask(asked) == [200, 404]


def test_what_was_refused_may_be_sent_again_with_the_same_key(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[int]:
        key = {HEADER: "k-1"}
        wrong = NEW | {"programme": "unknown"}
        return [
            (await client.post("/api/cohorts", json=new, headers=key)).status_code for new in (wrong, NEW)
        ]

    assert ask(asked) == [404, 201]


def test_ten_presses_at_once_make_one_cohort(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> set[int]:
        key = {HEADER: "k-1"}
        pressed = [client.post("/api/cohorts", json=NEW, headers=key) for _ in range(10)]
        return {answer.status_code for answer in await asyncio.gather(*pressed)}

    assert ask(asked) <= {201, 409}
    assert cohorts() == ["Kull 3"]


def test_a_key_of_more_than_200_letters_is_refused(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[tuple[int, str]]:
        answers = [await client.post("/api/cohorts", json={}, headers={HEADER: "k" * n}) for n in (200, 201)]
        return [(answer.status_code, answer.json()["type"]) for answer in answers]

    assert ask(asked) == [(422, "urn:kull:request-malformed"), (422, "urn:kull:key-too-long")]
