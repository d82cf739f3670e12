"""Nothing we hold is sent anywhere but where it belongs, whatever an answer, a row or a person says (fault 63)."""

from __future__ import annotations

import asyncio
import re

import httpx
import pytest
from support.paths import ROOT

from app.safe.outbound import FILE_HOSTS, GRAPH_HOSTS, ON_THIS_MACHINE, NotAllowed, async_client, client

ELSEWHERE = [
    "https://169.254.169.254/metadata/instance",
    "https://localhost/",
    "https://evil.example.no/",
    "https://graph.microsoft.com.example.no/",
    "https://graph.microsoft.com@example.no/",
    "https://example.no@graph.microsoft.com/",
    "http://graph.microsoft.com/v1.0/me",
    "https://sharepoint.com/",
    "https://evilsharepoint.com/",
    "https://[::ffff:169.254.169.254]/",
]


async def _answer(request: httpx.Request) -> httpx.Response:
    return httpx.Response(302, headers={"Location": "https://169.254.169.254/"}, request=request)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_a_client_for_microsoft_asks_nobody_else(address: str) -> None:
    async def asked() -> None:
        async with async_client([GRAPH_HOSTS, FILE_HOSTS], transport=httpx.MockTransport(_answer)) as graph:
            await graph.get(address)

    with pytest.raises(NotAllowed):
        asyncio.run(asked())


def test_a_host_below_the_one_that_is_named_is_asked() -> None:
    async def asked() -> int:
        async with async_client([FILE_HOSTS], transport=httpx.MockTransport(_answer)) as files:
            return (await files.get("https://kull.sharepoint.com/f?tempauth=x")).status_code

    assert asyncio.run(asked()) == 302


def test_no_redirect_is_followed() -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"Location": f"https://{GRAPH_HOSTS}/elsewhere"})

    with client([GRAPH_HOSTS], transport=httpx.MockTransport(answer)) as graph:
        assert graph.get(f"https://{GRAPH_HOSTS}/v1.0/me").status_code == 302
    assert asked == [f"https://{GRAPH_HOSTS}/v1.0/me"]


def test_plain_http_is_for_this_machine_alone() -> None:
    with client(
        [*ON_THIS_MACHINE, "sandbox.example.no"], transport=httpx.MockTransport(lambda _: httpx.Response(200))
    ) as our:
        assert our.get("http://127.0.0.1:8100/").status_code == 200
        with pytest.raises(NotAllowed, match=re.escape("http://sandbox.example.no is not a host we ask.")):
            our.get("http://sandbox.example.no/")


def test_every_client_we_make_is_made_there() -> None:
    """The sandbox alone calls whoever it is told to: it plays Microsoft's notifications."""
    made = re.compile(r"httpx\.(AsyncClient|Client|get|post|put|patch|delete|request|stream)\(|urlopen\(")
    ours = [
        path
        for folder in ("app", "graph_adapters", "jobs")
        for path in (ROOT / folder).rglob("*.py")
        if "sandbox" not in path.parts and path.name != "outbound.py"
    ]
    assert len(ours) > 100
    assert [str(path) for path in ours if made.search(path.read_text())] == []
