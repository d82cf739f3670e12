"""A good name that leads inside is not asked, however its address is written; what was looked at is what is asked."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from app.safe.outbound import GRAPH_HOSTS, ON_THIS_MACHINE, async_client
from app.safe.outside import is_outside

GRAPH = f"https://{GRAPH_HOSTS}/v1.0/me"
INSIDE = [
    "127.0.0.1",
    "127.1.2.3",
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "10.0.0.4",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "168.63.129.16",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:a9fe:a9fe",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::7f00:1",
    "2002:7f00:1::1",
    "2001:db8::1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "",
]
OUTSIDE = ["13.107.136.10", "2603:1026:100::1", "::ffff:13.107.136.10", "64:ff9b::d6b:880a"]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_known_however_it_is_written(address: str) -> None:
    assert not is_outside(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_on_the_open_net_is_outside(address: str) -> None:
    assert is_outside(address)


class Names:
    """A directory of names that gives these addresses, one list each time it is asked, and counts."""

    def __init__(self, *told: list[str]) -> None:
        self.told, self.asked = list(told), 0

    def __call__(self, host: str, port: int) -> list[str]:
        del host, port
        self.asked += 1
        return self.told[min(self.asked, len(self.told)) - 1]


def _ask(names: Names, address: str = GRAPH, hosts: tuple[str, ...] = (GRAPH_HOSTS,)) -> int:
    async def asked() -> int:
        async with async_client(hosts, outside=True, resolve=names, trust_env=False) as client:
            return (await client.get(address, timeout=5)).status_code

    return asyncio.run(asked())


@pytest.mark.parametrize("address", INSIDE)
def test_a_good_name_that_leads_inside_is_not_asked(address: str) -> None:
    with pytest.raises(httpx.ConnectError, match=r"graph\.microsoft\.com leads inside"):
        _ask(Names([address]))


def test_one_address_inside_among_good_ones_is_enough() -> None:
    with pytest.raises(httpx.ConnectError, match="leads inside"):
        _ask(Names(["13.107.136.10", "10.0.0.4"]))


def test_a_name_without_an_address_is_not_asked() -> None:
    with pytest.raises(httpx.ConnectError, match="leads inside"):
        _ask(Names([]))


def test_a_name_that_changes_its_mind_is_asked_where_it_was_looked_at() -> None:
    """The tests let nobody out, and say where it went: to the address that was looked at, not to the next one."""
    names = Names(["13.107.136.10"], ["127.0.0.1"])
    with pytest.raises(ExceptionGroup) as stopped:
        _ask(names)
    assert ("13.107.136.10" in repr(stopped.value), '127.0.0.1"' in repr(stopped.value)) == (True, False)
    assert names.asked == 1


def test_this_machine_is_asked_where_it_is_named() -> None:
    async def asked() -> bytes:
        served = await asyncio.start_server(_answer, "127.0.0.1", 0)
        port = served.sockets[0].getsockname()[1]
        async with served, async_client(ON_THIS_MACHINE, outside=True, trust_env=False) as client:
            return (await client.get(f"http://127.0.0.1:{port}/")).content

    assert asyncio.run(asked()) == b"her"


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nher")
    await writer.drain()
    writer.close()
