"""The address Microsoft tells us at, as strangers use it: long tokens, and guesses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.service import ask

from app.config import settings

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

DOORS = ("notifications", "lifecycle")


@pytest.mark.parametrize("door", DOORS)
def test_a_token_that_is_too_long_or_empty_is_refused_and_nothing_of_it_comes_back(
    here: Path, door: str
) -> None:
    async def shake(client: httpx.AsyncClient) -> list[tuple[int, str]]:
        tokens = ("x" * 4096, "x" * 4097, "<b>" * 2_000, "")
        answers = [await client.post(f"/graph/{door}", params={"validationToken": one}) for one in tokens]
        return [(one.status_code, one.text) for one in answers]

    refused = (400, "validationToken")
    assert ask(shake, as_role=None) == [(200, "x" * 4096), refused, refused, refused]


def test_forged_notifications_are_dropped_counted_and_from_twenty_an_hour_said(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KULL_ENTRA_TENANT_ID", "vår")
    settings.cache_clear()

    async def guess(client: httpx.AsyncClient) -> list[Any]:
        async def forge(*words: Any) -> int:
            return (await client.post("/graph/notifications", json={"value": list(words)})).status_code

        async def row() -> str:
            page = (await client.get("/teknisk-status")).text
            return page.partition("Falske varsler</th>")[2].partition("</tr>")[0]

        guesses = [{"subscriptionId": "s", "clientState": str(number)} for number in range(18)]
        before = await row()
        answers = [await forge(*guesses), await forge({"tenantId": "en-annens"})]
        nineteen = await row()
        answers.append(await forge("x"))
        return [answers, before, nineteen, await row()]

    answers, before, nineteen, twenty = ask(guess, as_role="administrator")
    assert answers == [202, 202, 202]
    assert ("0 den siste timen." in before, "I orden" in before) == (True, True)
    assert ("19 den siste timen." in nineteen, "I orden" in nineteen) == (True, True)
    assert ("20 den siste timen. Noen prøver seg." in twenty, "Bør ses på" in twenty) == (True, True)
