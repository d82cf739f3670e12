"""A cursor that is refused for what it is has all read anew, once; any other refusal leaves it alone."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from graph_adapters import calendar_changes, libraries, mail
from graph_adapters.errors import (
    Gone,
    NeedsPerson,
    NotAccepted,
    Rejected,
    Resync,
    TenantError,
    TryAgain,
    Unsure,
)
from graph_adapters.transport.connection import V1, Connection

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

WINDOW = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
READ: dict[str, Callable[[Connection, str], Awaitable[Any]]] = {
    "library": lambda line, cursor: libraries.changes_since(line, "d", cursor),
    "mailbox": lambda line, cursor: mail.changes_since(line, "unit@example.no", cursor),
    "calendar": lambda line, cursor: calendar_changes.changes_since(
        line, "unit@example.no", cursor, window=WINDOW
    ),
}
CURSOR, ANEW, NEXT = f"{V1}/old", f"{V1}/anew", f"{V1}/next"
FRESH: tuple[int, dict[str, str], Any] = (200, {}, {"value": [], "@odata.deltaLink": NEXT})
IN_BASES = [
    (400, NotAccepted),
    (404, Gone),
    (410, Resync),
]
OF_US_OR_THE_MOMENT = [
    (401, Rejected),
    (403, NeedsPerson),
    (429, TryAgain),
    (500, Unsure),
    (503, Unsure),
]


class _NoSignIn:
    async def authenticate_request(self, *_: Any, **__: Any) -> None: ...


def _refusal(status: int, **headers: str) -> tuple[int, dict[str, str], Any]:
    return status, headers, {"error": {"code": "any", "message": "No."}}


class _Tenant:
    """Answers the cursor, the new beginning and any other address as it is told, and remembers which was asked."""

    def __init__(self, cursor: Any, beginning: Any) -> None:
        self.answers, self.beginning, self.asked = {CURSOR: cursor, ANEW: FRESH}, beginning, list[str]()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        address = str(request.url)
        self.asked.append(address.removeprefix(V1) if address in self.answers else "the beginning")
        status, headers, body = self.answers.get(address, self.beginning)
        return httpx.Response(status, headers=headers, json=body)

    def read(self, what: str) -> Any:
        async def ask() -> Any:
            async with httpx.AsyncClient(transport=httpx.MockTransport(self)) as client:
                return await READ[what](Connection(client, _NoSignIn(), app_id="x"), CURSOR)  # type: ignore[arg-type]

        return asyncio.run(ask())


@pytest.mark.parametrize("what", READ)
@pytest.mark.parametrize("status", [400, 404, 410])
def test_a_cursor_that_is_refused_for_what_it_is_has_all_read_anew(what: str, status: int) -> None:
    tenant = _Tenant(_refusal(status), FRESH)
    told = tenant.read(what)
    assert (tenant.asked, told.cursor, told.whole) == (["/old", "the beginning"], NEXT, True)


@pytest.mark.parametrize("what", READ)
@pytest.mark.parametrize(("status", "error"), IN_BASES)
def test_a_fresh_round_that_is_refused_too_is_asked_for_once(
    what: str, status: int, error: type[TenantError]
) -> None:
    tenant = _Tenant(_refusal(400), _refusal(status))
    with pytest.raises(error):
        tenant.read(what)
    assert tenant.asked == ["/old", "the beginning"]


@pytest.mark.parametrize("what", READ)
@pytest.mark.parametrize(("status", "error"), OF_US_OR_THE_MOMENT)
def test_a_refusal_of_us_or_of_the_moment_says_nothing_about_the_cursor(
    what: str, status: int, error: type[TenantError]
) -> None:
    tenant = _Tenant(_refusal(status), FRESH)
    with pytest.raises(error):
        tenant.read(what)
    assert set(tenant.asked) == {"/old"}


def test_a_refusal_that_says_where_to_begin_is_followed() -> None:
    tenant = _Tenant(_refusal(410, Location=ANEW), FRESH)
    told = tenant.read("library")
    assert (tenant.asked, told.whole) == (["/old", "/anew"], True)


def test_a_mail_that_is_gone_before_it_is_asked_about_hides_no_other() -> None:
    letter = {
        "id": "m1",
        "from": {"emailAddress": {"address": "kari@example.no"}},
        "receivedDateTime": "2026-04-01T06:00:00Z",
    }
    listed = (200, {}, {"value": [letter], "@odata.deltaLink": NEXT})
    tenant = _Tenant(listed, _refusal(404))
    assert (tenant.read("mailbox").mails, tenant.asked) == ((), ["/old", "the beginning"])
