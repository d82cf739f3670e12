"""Addresses that lead inside, whoever writes them: in an answer, a mail or a file's entry. None of them is asked.

What goes out is counted where it leaves us, under our own clients.
"""

from __future__ import annotations

import asyncio
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from app.safe import FILE_HOSTS, GRAPH_HOSTS, async_client, host_of, is_allowed
from graph_adapters import libraries, shares, subscriptions, transport, uploads
from graph_adapters.errors import NeedsPerson, NotAccepted, TenantError, Unsure
from graph_adapters.transport.connection import V1, Connection
from graph_adapters.transport.requests import Request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

INSIDE = [
    "https://169.254.169.254/metadata/identity/oauth2/token",
    "http://169.254.169.254/latest/meta-data",
    "https://localhost/",
    "https://127.0.0.1:8000/api/people",
    "https://[::1]/",
    "https://0.0.0.0/",
    "https://2852039166/",
    "https://0xa9fea9fe/",
    "https://0251.0376.0251.0376/",
    "https://127.1/",
    "https://[::ffff:169.254.169.254]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://graph.microsoft.com./v1.0/me",
    "https://kull.sharepoint.com./f",
    "https://graph.microsoft.com@example.no/",
    "https://kull.sharepoint.com@169.254.169.254/",
    "https://kari:ord@kull.sharepoint.com/",
    "https://169.254.169.254#@kull.sharepoint.com/",
    "https://169.254.169.254?.sharepoint.com",
    "https://example.no\\@kull.sharepoint.com/",
    "https://graph.microsoft.com:8443/v1.0/me",
    "https://kull.sharepoint.com:22/f",
    "https://kull.sharepoint.com.example.no/",
    "https://evilsharepoint.com/",
    "http://kull.sharepoint.com/f",
    "//169.254.169.254/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "ftp://kull.sharepoint.com/f",
    "data:text/plain,hei",
    "https://[::1",
    "https://kull.sharepoint.com:port/",
    "https://kull.sharepoint.com:99999999/",
    "https://kull.sharepoint.com/\x00",
    "https://kull.sharepoint.com\r\nHost: example.no/",
    "https://",
    "",
]

_NOW = datetime(2026, 12, 1, tzinfo=UTC)


class _NoSignIn:
    async def authenticate_request(self, *_: Any, **__: Any) -> None: ...


class Wire:
    """All that leaves us; Graph answers what it is told to, and everybody else with a file."""

    def __init__(self, **answers: Any) -> None:
        self.graph, self.outside = list[str](), list[str]()
        self.answers = answers

    def do(self, what: Callable[[Connection, httpx.AsyncClient], Awaitable[Any]]) -> Any:
        async def done() -> Any:
            async with (
                async_client([GRAPH_HOSTS], transport=httpx.MockTransport(self._graph)) as client,
                async_client([FILE_HOSTS], transport=httpx.MockTransport(self._outside)) as outside,
            ):
                return await what(Connection(client, _NoSignIn(), app_id="x"), outside)  # type: ignore[arg-type]

        return asyncio.run(done())

    def _graph(self, request: httpx.Request) -> httpx.Response:
        self.graph.append(str(request.url))
        return httpx.Response(200, json=self.answers)

    def _outside(self, request: httpx.Request) -> httpx.Response:
        self.outside.append(str(request.url))
        return httpx.Response(200, content=b"hemmelig")


@pytest.mark.parametrize("address", INSIDE)
def test_no_file_is_fetched_from_such_an_address(address: str) -> None:
    wire = Wire()
    fetches: list[Callable[[Connection, httpx.AsyncClient], Awaitable[Any]]] = [
        lambda _, outside: transport.read_whole_file(outside, address, most=10),
        lambda _, outside: transport.range_reader(outside, address)(0, 10),
        lambda _, outside: _all(transport.file_chunks(outside, address, most=10)),
    ]
    for fetch in fetches:
        with pytest.raises(NotAccepted):
            wire.do(fetch)
    assert (wire.graph, wire.outside) == ([], [])


@pytest.mark.parametrize("address", INSIDE)
def test_no_file_is_sent_to_such_an_address(address: str) -> None:
    wire = Wire(value=[], uploadUrl=address)
    with pytest.raises(NotAccepted):
        wire.do(
            lambda line, outside: uploads.upload_file(
                line, outside, "d/i", name="a.txt", content=io.BytesIO(b"a"), size=1
            )
        )
    assert (len(wire.graph), wire.outside) == (2, [])


@pytest.mark.parametrize(
    "address", [*INSIDE[:-1], f"{V1}/\x00", f"{V1}/\r\nHost: example.no", f"{V1}@example.no/"]
)
def test_no_list_is_read_on_at_such_an_address(address: str) -> None:
    wire = Wire(**{"value": [], "@odata.nextLink": address})
    with pytest.raises(NotAccepted):
        wire.do(lambda line, _: libraries.changes_since(line, "d", None))
    assert len(wire.graph) == 1


@pytest.mark.parametrize("address", INSIDE)
def test_a_place_to_read_on_from_at_such_an_address_is_forgotten(address: str) -> None:
    wire = Wire(**{"value": [], "@odata.deltaLink": f"{V1}/x"})
    told = wire.do(lambda line, _: libraries.changes_since(line, "d", address))
    assert (told.whole, wire.graph) == (True, [f"{V1}/drives/d/root/delta?$top=1000"])


@pytest.mark.parametrize("link", [{}, [], 5, True])
def test_a_link_that_is_no_text_is_not_followed(link: object) -> None:
    wire = Wire(**{"value": [], "@odata.nextLink": link})
    with pytest.raises((NotAccepted, Unsure)):
        wire.do(lambda line, _: libraries.changes_since(line, "d", None))
    assert len(wire.graph) == 1


def test_a_list_without_end_is_left_after_so_many_pages() -> None:
    asked = list[str]()

    def endless(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json={"value": [], "@odata.nextLink": f"{V1}/x?page={len(asked)}"})

    async def walked() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(endless)) as client:
            line = Connection(client, _NoSignIn(), app_id="x")  # type: ignore[arg-type]
            async for _ in line.walk(Request(method="GET", path="/x"), most=20):
                pass

    with pytest.raises(NotAccepted, match="has no end"):
        asyncio.run(walked())
    assert len(asked) == 20


@pytest.mark.parametrize("link", [*INSIDE, "https://kull.sharepoint.com/:w:/s/a/../../../users?$top=1"])
def test_a_mailed_link_is_a_word_to_graph_and_never_an_address(link: str) -> None:
    wire = Wire(link={"scope": "users"})
    with pytest.raises(NeedsPerson):
        wire.do(lambda line, _: shares.file_behind_link(line, link))
    (asked,) = wire.graph
    assert (asked.startswith(f"{V1}/shares/u!"), asked.endswith("/permission"), wire.outside) == (
        True,
        True,
        [],
    )
    assert set(asked.removeprefix(f"{V1}/shares/u!").removesuffix("/permission")) <= set(_BASE64)


_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def test_what_a_subscription_says_it_follows_is_compared_and_never_asked() -> None:
    standing = {
        "id": "../../users",
        "resource": "https://169.254.169.254/",
        "notificationUrl": "https://us/x",
    }
    wire = Wire(value=[standing], id="../../users?$filter=", expirationDateTime="2026-12-24T10:00:00Z")
    until = wire.do(lambda line, _: subscriptions.renew(line, "../../users?$filter=", now=_NOW)).until
    assert until.isoformat() == "2026-12-24T10:00:00+00:00"
    wire.do(lambda line, _: subscriptions.subscribe(line, "d", address="https://us", secret="s", now=_NOW))
    assert wire.graph == [
        f"{V1}/subscriptions/..%2F..%2Fusers%3F%24filter%3D",
        f"{V1}/subscriptions",
        f"{V1}/subscriptions",
    ]


def test_a_redirect_to_the_inside_is_an_error_and_no_way() -> None:
    asked = list[str]()

    def redirect(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"Location": "https://169.254.169.254/"})

    async def fetched() -> None:
        async with async_client([FILE_HOSTS], transport=httpx.MockTransport(redirect)) as outside:
            await transport.read_whole_file(outside, "https://kull.sharepoint.com/f", most=10)

    with pytest.raises(TenantError):
        asyncio.run(fetched())
    assert asked == ["https://kull.sharepoint.com/f"]


@pytest.mark.parametrize("packed", [{}, {"Content-Encoding": "gzip"}])
def test_of_a_file_that_is_larger_than_it_says_no_more_is_taken_than_we_hold(packed: dict[str, str]) -> None:
    given = [0]

    async def without_end() -> Any:
        while True:
            given[0] += 1
            yield b"\0" * 1024

    async def fetched(take: Any) -> None:
        answer = lambda _: httpx.Response(200, headers=packed, content=without_end())  # noqa: E731
        async with async_client([FILE_HOSTS], transport=httpx.MockTransport(answer)) as outside:
            await take(outside)

    address = "https://kull.sharepoint.com/f"
    for take in (
        lambda outside: transport.read_whole_file(outside, address, most=10 * 1024),
        lambda outside: transport.range_reader(outside, address)(0, 10 * 1024),
        lambda outside: _all(transport.file_chunks(outside, address, most=10 * 1024)),
    ):
        given[0] = 0
        with pytest.raises(transport.TooLarge):
            asyncio.run(fetched(take))
        assert given == [11]


def test_a_host_is_asked_at_its_own_port_and_at_another_only_where_it_is_named_with_it() -> None:
    assert [host_of(f"https://{where}/x") for where in ("a.no", "a.no:8443", "a.no:443")] == [
        "a.no",
        "a.no:8443",
        "a.no",
    ]
    asked = [httpx.URL(f"https://{where}/") for where in ("a.no", "a.no:443", "a.no:8443")]
    assert [is_allowed(url, ["a.no"]) for url in asked] == [True, True, False]
    assert [is_allowed(url, ["a.no:8443"]) for url in asked] == [False, False, True]


async def _all(pieces: Any) -> list[bytes]:
    return [piece async for piece in pieces]
