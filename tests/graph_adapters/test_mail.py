"""A letter that is answered with an error: was it surely not sent, or may it have been? And how it is found again."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from support.contract_tenants import PATIENCE_SECONDS

from graph_adapters import mail
from graph_adapters.errors import Gone, NeedsPerson, NotAccepted, Rejected, TenantError, TryAgain, Unsure
from graph_adapters.transport.connection import Connection

MARK = "0123456789abcdef"


class _NoSignIn:
    async def authenticate_request(self, *_: Any, **__: Any) -> None: ...


class Exchange:
    """Answers one way, and keeps what was asked."""

    def __init__(self, answer: httpx.Response | httpx.HTTPError) -> None:
        self.answer = answer
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if isinstance(self.answer, httpx.HTTPError):
            raise self.answer
        return self.answer

    def send(self) -> str | None:
        return self._ask(
            lambda line: mail.send(
                line, "us@example.no", to="kari@example.no", subject="Vår", text="Hei", mark=MARK
            )
        )

    def sent_at(self) -> datetime | None:
        return self._ask(lambda line: mail.sent_at(line, "us@example.no", MARK))

    def _ask(self, question: Any) -> Any:
        async def ask() -> Any:
            async with httpx.AsyncClient(transport=httpx.MockTransport(self)) as client:
                limits = httpx.Timeout(PATIENCE_SECONDS)
                return await question(Connection(client, _NoSignIn(), app_id="x", timeout=limits))

        return asyncio.run(ask())


@pytest.mark.parametrize(
    ("status", "headers", "kind"),
    [
        (429, {}, TryAgain),
        (429, {"Retry-After": "7"}, TryAgain),
        (503, {"Retry-After": "7"}, TryAgain),
        (503, {"Retry-After": "soon"}, Unsure),
        (503, {}, Unsure),
        (500, {"Retry-After": "7"}, Unsure),
        (502, {}, Unsure),
        (504, {}, Unsure),
        (507, {}, Unsure),
        (408, {}, Unsure),
        (400, {}, NotAccepted),
        (401, {}, Rejected),
        (403, {}, NeedsPerson),
        (404, {}, Gone),
        (302, {"Location": "https://graph.microsoft.com/v1.0/"}, Unsure),
        (200, {}, Unsure),
    ],
)
def test_each_answer_to_a_letter_says_whether_it_may_have_been_sent(
    status: int, headers: dict[str, str], kind: type[TenantError]
) -> None:
    with pytest.raises(TenantError) as seen:
        Exchange(httpx.Response(status, headers=headers)).send()
    assert type(seen.value) is kind


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.ConnectError("refused"), TryAgain),
        (httpx.ConnectTimeout("nobody there"), TryAgain),
        (httpx.ReadError("reset"), Unsure),
        (httpx.ReadTimeout("no answer"), Unsure),
        (httpx.WriteError("reset"), Unsure),
        (httpx.RemoteProtocolError("hung up"), Unsure),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_a_line_that_broke_before_the_letter_was_on_it_is_told_from_one_that_broke_after(
    error: httpx.HTTPError, kind: type[TenantError]
) -> None:
    with pytest.raises(TenantError) as seen:
        Exchange(error).send()
    assert type(seen.value) is kind


def test_who_is_turned_away_at_the_door_is_told_for_how_long() -> None:
    answer = httpx.Response(503, headers={"Retry-After": "7", "request-id": "r-1"})
    with pytest.raises(TryAgain) as seen:
        Exchange(answer).send()
    assert (seen.value.status, seen.value.wait, seen.value.request_id) == (503, 7.0, "r-1")


def test_a_letter_is_found_by_the_mark_it_carries() -> None:
    lies_there = Exchange(
        httpx.Response(200, json={"value": [{"id": "m", "sentDateTime": "2026-04-01T06:00:02Z"}]})
    )
    assert lies_there.sent_at() == datetime(2026, 4, 1, 6, 0, 2, tzinfo=UTC)
    (asked,) = lies_there.asked
    assert asked.url.path == "/v1.0/users/us@example.no/mailFolders/sentitems/messages"
    assert dict(asked.url.params) == {
        "$select": "id,sentDateTime",
        "$filter": "singleValueExtendedProperties/any(ep: ep/id eq "
        "'String {f851c41c-b5da-4aca-ba13-c03816f0bb8f} Name KullLetter' and ep/value eq '0123456789abcdef')",
    }


def test_a_letter_that_is_not_there_yet_is_nothing() -> None:
    assert Exchange(httpx.Response(200, json={"value": []})).sent_at() is None
