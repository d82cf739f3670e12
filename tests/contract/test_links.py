"""Links in Microsoft's answers: those to another host are not followed, circles are left, empty pages are passed."""

from __future__ import annotations

import asyncio
import io
import json
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support.contract_tenants import served

from app.safe import FILE_HOSTS, async_client
from graph_adapters import calendar_changes, libraries, mail, uploads
from graph_adapters.errors import NotAccepted, Resync, Unsure
from graph_adapters.transport.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

READ: dict[str, Callable[[Connection, str | None], Awaitable[Any]]] = {
    "library": lambda line, cursor: libraries.changes_since(line, "d", cursor),
    "mailbox": lambda line, cursor: mail.changes_since(line, "unit@example.no", cursor),
    "calendar": lambda line, cursor: calendar_changes.changes_since(
        line,
        "unit@example.no",
        cursor,
        window=(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)),
    ),
}


class _NoSignIn:
    async def authenticate_request(self, *_: Any, **__: Any) -> None: ...


class _Pages:
    """A tenant that answers what stands under the last part of the address, and remembers who asked."""

    def __init__(self, pages: dict[str, tuple[int, dict[str, str], Any]]) -> None:
        self.pages, self.asked = pages, list[str]()
        self.first = next(iter(pages), "")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        query = scope["query_string"].decode()
        name = query.removeprefix("page=") if query.startswith("page=") else self.first
        self.asked.append(name)
        status, headers, body = self.pages[name]
        coded = [(key.encode(), value.encode()) for key, value in headers.items()]
        headers_sent = [(b"content-type", b"application/json"), *coded]
        await send({"type": "http.response.start", "status": status, "headers": headers_sent})
        await send({"type": "http.response.body", "body": json.dumps(body).encode()})


@contextmanager
def _tenant(answers: Callable[[str], dict[str, Any]]) -> Iterator[tuple[_Pages, str]]:
    """Serve pages that may link to themselves: `answers` is given the address."""
    tenant = _Pages({})
    with served(tenant) as port:
        base = f"http://127.0.0.1:{port}/v1.0"
        tenant.pages = {
            name: page if isinstance(page, tuple) else (200, {}, page) for name, page in answers(base).items()
        }
        tenant.first = next(iter(tenant.pages))
        yield tenant, base


def _read(what: str, base: str, cursor: str | None = None) -> Any:
    async def ask() -> Any:
        async with httpx.AsyncClient() as client:
            return await READ[what](Connection(client, _NoSignIn(), app_id="x", base_url=base), cursor)  # type: ignore[arg-type]

    return asyncio.run(ask())


@pytest.mark.parametrize("what", READ)
def test_a_next_link_to_another_host_is_not_followed(what: str) -> None:
    stranger = _Pages({"": (200, {}, {"value": []})})
    with served(stranger) as elsewhere:
        other = f"http://127.0.0.1:{elsewhere}/v1.0/x?page="
        with (
            _tenant(lambda _: {"first": {"value": [], "@odata.nextLink": other}}) as (tenant, base),
            pytest.raises(NotAccepted, match="another host"),
        ):
            _read(what, base)
    assert (tenant.asked, stranger.asked) == (["first"], [])


@pytest.mark.parametrize("what", READ)
@pytest.mark.parametrize(
    "where", ["https://graph.microsoft.com.evil.example/v1.0/x", "{base}@evil.example/x", "//evil.example/x"]
)
def test_a_place_to_read_on_from_at_another_host_is_as_good_as_none(what: str, where: str) -> None:
    with _tenant(lambda base: {"first": {"value": [], "@odata.deltaLink": f"{base}/x?page=next"}}) as (
        tenant,
        base,
    ):
        told = _read(what, base, where.format(base=base))
    assert (tenant.asked, told.cursor) == (["first"], f"{base}/x?page=next")


def test_a_new_beginning_at_another_host_is_not_followed() -> None:
    """All is read from where the list begins instead; here that is refused too."""
    gone = {"error": {"code": "resyncRequired", "message": "Too old."}}
    stranger = _Pages({"": (200, {}, {"value": []})})
    with served(stranger) as elsewhere:
        location = {"Location": f"http://127.0.0.1:{elsewhere}/v1.0/x?page="}
        with (
            _tenant(lambda _: {"old": (410, location, gone)}) as (tenant, base),
            pytest.raises(Resync),
        ):
            _read("library", base, f"{base}/x?page=old")
    assert (tenant.asked, stranger.asked) == (["old", "old"], [])


@pytest.mark.parametrize(
    ("address", "error"),
    [("https://evil.example/upload", NotAccepted), ("http://lager.sharepoint.com/upload", NotAccepted)],
)
def test_a_file_is_not_sent_to_another_host(address: str, error: type[Exception]) -> None:
    """No host but SharePoint's gets a team's file, and none gets it without TLS."""
    sent = list[str]()

    def keep(request: httpx.Request) -> httpx.Response:
        sent.append(str(request.url))
        return httpx.Response(201, json={"id": "1"})

    async def upload(base: str) -> None:
        async with (
            httpx.AsyncClient() as client,
            async_client([FILE_HOSTS], transport=httpx.MockTransport(keep)) as outside,
        ):
            line = Connection(client, _NoSignIn(), app_id="x", base_url=base)  # type: ignore[arg-type]
            await uploads.upload_file(line, outside, "d/i", name="a.txt", content=io.BytesIO(b"a"), size=1)

    with _tenant(lambda _: {"any": {"value": [], "uploadUrl": address}}) as (_, base), pytest.raises(error):
        asyncio.run(upload(base))
    assert sent == []


@pytest.mark.parametrize("what", READ)
def test_a_list_that_leads_back_to_itself_is_left(what: str) -> None:
    def pages(base: str) -> dict[str, Any]:
        return {
            "first": {"value": [], "@odata.nextLink": f"{base}/x?page=second"},
            "second": {"value": [], "@odata.nextLink": f"{base}/x?page=third"},
            "third": {"value": [], "@odata.nextLink": f"{base}/x?page=second"},
        }

    with _tenant(pages) as (tenant, base), pytest.raises(NotAccepted, match="leads back to itself"):
        _read(what, base)
    assert tenant.asked == ["first", "second", "third"]


@pytest.mark.parametrize("what", READ)
def test_an_empty_page_with_a_link_is_passed_and_what_comes_after_it_is_read(what: str) -> None:
    def pages(base: str) -> dict[str, Any]:
        return {
            "first": {"value": [], "@odata.nextLink": f"{base}/x?page=empty"},
            "empty": {"value": [], "@odata.nextLink": f"{base}/x?page=last"},
            "last": {
                "value": [{"id": "1", "deleted": {}, "@removed": {"reason": "deleted"}}],
                "@odata.deltaLink": f"{base}/x?page=next",
            },
        }

    with _tenant(pages) as (tenant, base):
        told = _read(what, base)
    assert (tenant.asked, told.cursor) == (["first", "empty", "last"], f"{base}/x?page=next")


def test_of_a_library_the_last_word_on_each_thing_counts_and_the_end_without_a_link_is_no_end() -> None:
    def pages(base: str) -> dict[str, Any]:
        poster = {"id": "1", "name": "Poster.pdf", "file": {}, "cTag": "a"}
        return {
            "first": {
                "value": [poster, {"id": "2", "deleted": {}}],
                "@odata.nextLink": f"{base}/x?page=last",
            },
            "last": {
                "value": [{"id": "2", "name": "B.pdf", "file": {}}, poster | {"deleted": {}}],
                "@odata.deltaLink": f"{base}/x?page=next",
            },
        }

    with _tenant(pages) as (_, base):
        told = _read("library", base)
    assert [(one.item_id, one.name, one.gone) for one in told.files] == [
        ("2", "B.pdf", False),
        ("1", "", True),
    ]
    with _tenant(lambda _: {"first": {"value": []}}) as (_, base), pytest.raises(Unsure, match="go on from"):
        _read("library", base)
