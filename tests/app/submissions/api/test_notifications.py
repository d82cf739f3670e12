"""The address Microsoft tells us at, as strangers use it: long tokens, and guesses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.service import ask
from support.statements import statements

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


FLOOD = [{"subscriptionId": f"ukjent-{number}", "clientState": "gjettet"} for number in range(3000)]


@pytest.mark.parametrize("door", DOORS)
def test_v2_4_three_thousand_unknown_subscriptions_cost_one_statement_and_wake_nobody(
    here: Path, door: str
) -> None:
    async def flood(client: httpx.AsyncClient) -> list[Any]:
        app: Any = client._transport.app  # type: ignore[attr-defined]  # noqa: SLF001
        woken: list[Any] = []
        app.state.wake = woken.append
        with statements() as said:
            answer = await client.post(f"/graph/{door}", json={"value": FLOOD})
            empty = await client.post(f"/graph/{door}", json={"value": []})
        asked = [one for one in said if "FROM library" in one]
        return [answer.status_code, empty.status_code, len(asked), woken]

    assert ask(flood, as_role=None) == [202, 202, 2, []]


@pytest.mark.parametrize("door", DOORS)
def test_v2_4_words_that_are_no_notifications_are_refused_or_dropped_and_never_500(
    here: Path, door: str
) -> None:
    async def send(client: httpx.AsyncClient) -> list[int]:
        bodies = [
            b"[" * 100_000,
            b'{"value": ["\\ud800"]}',
            b"{}",
            b"",
            b'{"value": 1}',
            b"x" * (4 * 1024 * 1024 + 1),
        ]
        strange = [
            {"tenantId": []},
            {"subscriptionId": {"a": []}, "clientState": 1},
            {"subscriptionId": "\x00"},
            None,
        ]
        told = [(await client.post(f"/graph/{door}", content=body)).status_code for body in bodies]
        return [*told, (await client.post(f"/graph/{door}", json={"value": strange})).status_code]

    assert ask(send, as_role=None) == [400, 400, 400, 400, 400, 413, 202]
