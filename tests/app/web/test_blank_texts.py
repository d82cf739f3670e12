"""A name and a reason say something: what nobody can see is refused wherever people type it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.service import ask

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

NEW = {"programme": "torn-kull-3", "start_year": 2026, "name": "Kull 3"}
COPY = {"of": "torn-kull-3", "key": "eget", "name": "Eget", "owner": "Enheten", "changes": {}}
ABOUT = {"meetings": {"samling-1": {"theme": "Vårt tema"}}}


@pytest.mark.parametrize("blank", [" ", "\u200b", "\u202e\u2066\u2069", "\x1b\x07", "\u00ad \ufeff"])
def test_v2_2_what_nobody_can_see_is_no_name_no_place_and_no_reason(here: Path, blank: str) -> None:
    async def asked(client: httpx.AsyncClient) -> list[Any]:
        await client.post("/api/cohorts", json=NEW)
        answers = [
            await client.post("/api/cohorts", json=NEW | {"name": blank}),
            await client.post("/api/programmes", json=COPY | {"name": blank}),
            await client.post("/api/cohorts/1/deviations", json={"changes": ABOUT, "why": blank}),
            await client.put("/api/meetings/4/place", json={"place": blank}),
            await client.post("/api/meetings/4/cancelled", json={"because": blank}),
        ]
        return [one.status_code for one in answers]

    assert ask(asked) == [422, 422, 422, 422, 422]


def test_v2_2_a_programmes_texts_hold_nothing_that_turns_them_around(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> tuple[int, str]:
        answer = await client.post("/api/programmes", json=COPY | {"name": "Eget\u202eprogram"})
        return answer.status_code, answer.text

    status, told = ask(asked)
    assert (status, "skjulte tegn som snur eller styrer den" in told) == (422, True)
