"""Lines to the open net alone: a name's addresses are looked at, and the one that was looked at is the one asked.

Whoever has a say in a directory of names can let a good name lead to this machine, to a neighbour, or to the address
where a cloud hands out its machines' identities. TLS would refuse most of them once we had knocked; this does not.
A proxy that the environment names finds the names itself, and what it may reach is theirs to say.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Any

import httpcore
import structlog
from anyio.to_thread import run_sync

if TYPE_CHECKING:
    import httpx

Resolve = Callable[[str, int], list[str]]
_NO_ANSWER = (httpcore.ConnectError, httpcore.ConnectTimeout)
_AZURES_OWN = ip_address(
    "168.63.129.16"
)  # public by its number; on a machine in Azure it is the machine's host
_IPV4_IN_IPV6 = ip_network("64:ff9b::/96")  # how a net without IPv4 reaches it
log = structlog.get_logger()


def resolved(host: str, port: int) -> list[str]:
    """Ask the directory of names for a host's addresses."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


def is_outside(address: str) -> bool:
    """Tell whether an IP address is on the open net, also one that hides an IPv4 address in IPv6."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    meant = _meant(found) if isinstance(found, IPv6Address) else found
    return meant.is_global and not meant.is_multicast and meant != _AZURES_OWN


def _meant(found: IPv6Address) -> IPv4Address | IPv6Address:
    if found in _IPV4_IN_IPV6:
        return IPv4Address(found.packed[-4:])
    return found.ipv4_mapped or found.sixtofour or found


def lead_outside(client: httpx.AsyncClient, inside: Iterable[str], resolve: Resolve = resolved) -> None:
    """Have a client ask nobody but the open net, save for the hosts named as `inside`."""
    pool = getattr(client._transport, "_pool", None)  # noqa: SLF001 - httpx has no door to it
    if pool is not None:
        pool._network_backend = _Outside(pool._network_backend, frozenset(inside), resolve)  # noqa: SLF001


class _Outside(httpcore.AsyncNetworkBackend):
    def __init__(self, inner: httpcore.AsyncNetworkBackend, inside: frozenset[str], resolve: Resolve) -> None:
        self._inner, self._inside, self._resolve = inner, inside, resolve

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address that answers. Raises ConnectError when one of them is not outside."""
        addresses = [host] if host in self._inside else await self._addresses(host, port)
        for address in addresses:
            with suppress(*(_NO_ANSWER if address != addresses[-1] else ())):
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
        raise AssertionError("the last address answers or raises")  # pragma: no cover

    async def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = await run_sync(self._resolve, host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"{host} has no address") from error
        if not found or not all(map(is_outside, found)):
            log.warning("a name leads inside, and was not asked", host=host, addresses=found)
            raise httpcore.ConnectError(f"{host} leads inside")
        return sorted(
            found, key=lambda address: ":" in address
        )  # where IPv6 leads nowhere, nobody waits for it

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)
