"""The sender of a request that a proxy hands on: believed of the proxies we are told of, and of nobody else."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address


class BehindProxy:
    """Take sender and scheme from X-Forwarded-For and -Proto when, and only when, a trusted proxy sends them.

    Each proxy adds what it saw at the right, so the right-most address that is no proxy of ours is the sender's;
    what stands left of it is the sender's own words.
    """

    def __init__(self, app: ASGIApp, *, trusted: Sequence[Network] = ()) -> None:
        self.app, self._trusted = app, trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._trusts(_address(str((scope.get("client") or [""])[0]))):
            scope = {**scope, **self._handed_on(Headers(scope=scope))}
        await self.app(scope, receive, send)

    def _handed_on(self, headers: Headers) -> dict[str, object]:
        told: dict[str, object] = {}
        if sender := self._sender(_listed(headers, "x-forwarded-for")):
            told["client"] = (str(sender), 0)
        if (schemes := _listed(headers, "x-forwarded-proto")) and schemes[-1] in {"http", "https"}:
            told["scheme"] = schemes[-1]
        return told

    def _sender(self, hops: Sequence[str]) -> Address | None:
        """Return the right-most hop that is no proxy; None where a hop is no address, for then nothing is known."""
        for hop in reversed(hops):
            address = _address(hop)
            if address is None or not self._trusts(address):
                return address
        return None

    def _trusts(self, address: Address | None) -> bool:
        return address is not None and any(address in network for network in self._trusted)


def _listed(headers: Headers, name: str) -> list[str]:
    return [one.strip() for line in headers.getlist(name) for one in line.split(",")]


def _address(written: str) -> Address | None:
    """Read an address, also with a port as Azure's gateways write it: `192.0.2.1:443`, `[2001:db8::1]:443`."""
    bare = written[1:].partition("]")[0] if written.startswith("[") else written
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
