"""Followers of a cohort: one reading feeds them all, there is room for so many, and news is told once."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from support import small_cohort
from support.service import ask
from support.statements import statements

from app.db import unit_of_work
from app.errors import AppError
from app.provisioning.ledger.models import TenantObject
from app.provisioning.progress import followers as room
from app.provisioning.progress.followers import Followers

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

STREAMS = ("/api/cohorts/1/events", "/kull/1/klargjoring/hendelser")


@pytest.fixture
def cohort(here: Path, sandbox: Any) -> int:
    """A cohort with a thing left to do."""
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    with unit_of_work() as session:
        session.add(
            TenantObject(
                cohort_id=cohort_id, key="venter", kind="channel", wanted={"name": "Venter"}, position=0
            )
        )
    return cohort_id


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour between readings: what is read once, is not read again by waiting."""
    monkeypatch.setattr(room, "READ_EVERY_SECONDS", 3600.0)


@pytest.mark.parametrize("number", [1, 200])
def test_two_hundred_followers_cost_the_statements_of_one(cohort: int, number: int) -> None:
    async def follow() -> tuple[int, int]:
        followers = Followers()
        with ExitStack() as places, statements() as said:
            for person in range(number):
                places.enter_context(followers.place(str(person), cohort))
            told = await asyncio.gather(*(first(followers, cohort) for _ in range(number)))
            return len({id(one) for one in told}), sum("FROM approval" in one for one in said)

    assert asyncio.run(follow()) == (1, 1)


async def first(followers: Followers, cohort_id: int) -> Any:
    async for news in followers.news(cohort_id, tellings_a_second=1):
        return news
    return None


def test_what_has_not_changed_is_not_told_again(cohort: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "READ_EVERY_SECONDS", 0.0)

    async def read() -> list[bool]:
        followers = Followers()
        before = await followers.latest(cohort)
        same = await followers.latest(cohort)
        with unit_of_work() as session:
            session.add(
                TenantObject(cohort_id=cohort, key="til", kind="channel", wanted={"name": "Til"}, position=1)
            )
        after = await followers.latest(cohort)
        return [same is before, after is before, after.progress.waiting == before.progress.waiting + 1]

    assert asyncio.run(read()) == [True, False, True]


def test_a_person_follows_in_ten_places_and_all_in_three_hundred() -> None:
    followers = Followers()

    def taken(*people: str) -> list[str]:
        with ExitStack() as places:
            try:
                for person in people:
                    places.enter_context(followers.place(person, 1))
            except AppError as error:
                return [error.code, str(error.status)]
        return ["room"]

    assert taken(*["frida"] * 10) == ["room"]
    assert taken(*["frida"] * 11) == ["too-many-followed", "429"]
    assert taken(*map(str, range(300))) == ["room"]
    assert taken(*map(str, range(301))) == ["too-many-followers", "503"]
    assert (followers._known, followers._of_cohort.total(), len(followers._of_person)) == ({}, 0, 0)  # noqa: SLF001


@pytest.mark.parametrize("stream", STREAMS)
def test_v2_4_a_stream_is_refused_with_words_before_it_begins(cohort: int, stream: str) -> None:
    async def follow(client: httpx.AsyncClient) -> list[Any]:
        mine: Followers = client._transport.app.state.followers  # type: ignore[attr-defined]  # noqa: SLF001
        with ExitStack() as places:
            for number in range(300):
                places.enter_context(mine.place(str(number), cohort))
            full = await client.get(stream)
        gone = await client.get(stream.replace("/1/", "/99/"))
        return [full.status_code, full.json()["type"], gone.status_code]

    assert ask(follow) == [503, "urn:kull:too-many-followers", 404]
