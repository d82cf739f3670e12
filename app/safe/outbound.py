"""Clients that reach the hosts they were made for and no other, even when an answer or a row names another.

A host may be named with its port; without, only the usual one is asked, but on this machine. `outside` is for hosts of
Microsoft's: their names must lead to the open net, whatever the directory of names has been made to say.

No redirect is followed: httpx's own default, said here so that it stays. A proxy that the environment names is used,
since many hospitals have one; what it may reach is theirs to say.
"""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from app.safe.outside import Resolve, lead_outside, resolved

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

GRAPH_HOSTS = "graph.microsoft.com"
FILE_HOSTS = ".sharepoint.com"
_USUAL_PORTS = {"https": 443, "http": 80}
ON_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


class NotAllowed(httpx.UnsupportedProtocol):
    """The address is on no host this client was made for."""


def host_of(address: str) -> str:
    """Return the host of an address as clients are made for it: with its port, where it has one of its own."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    usual = parts.port in {None, _USUAL_PORTS.get(parts.scheme)}
    return host if usual or host in ON_THIS_MACHINE else f"{host}:{parts.port}"


def trusting(authority: Path | None) -> ssl.SSLContext | bool:
    """Trust a certificate authority of one's own and no other; None is the usual ones."""
    return ssl.create_default_context(cafile=authority) if authority else True


def async_client(
    hosts: Iterable[str],
    *,
    outside: bool = False,
    resolve: Resolve = resolved,
    **more: Any,  # noqa: ANN401 - httpx's own arguments
) -> httpx.AsyncClient:
    """Make a client for these hosts; one that begins with a dot stands for every host below it.

    `resolve` gives the addresses of a name; each is looked at before it is asked, and no other is asked.
    """
    allowed = tuple(hosts)

    async def refuse(request: httpx.Request) -> None:
        _refuse(request, allowed)

    made = httpx.AsyncClient(follow_redirects=False, event_hooks={"request": [refuse]}, **more)
    if outside:
        lead_outside(made, ON_THIS_MACHINE, resolve)
    return made


def client(hosts: Iterable[str], **more: Any) -> httpx.Client:  # noqa: ANN401 - httpx's own arguments
    """Make the same for code that waits."""
    allowed = tuple(hosts)

    def refuse(request: httpx.Request) -> None:
        _refuse(request, allowed)

    return httpx.Client(follow_redirects=False, event_hooks={"request": [refuse]}, **more)


def is_allowed(url: httpx.URL, allowed: Iterable[str]) -> bool:
    """Tell whether an address is on one of the hosts; without TLS only on this machine, and never with a name in it."""
    asked = url.host if url.port is None or url.host in ON_THIS_MACHINE else f"{url.host}:{url.port}"
    known = any(asked.endswith(one) if one.startswith(".") else asked == one for one in allowed)
    plain = url.scheme != "https" and not (url.scheme == "http" and url.host in ON_THIS_MACHINE)
    return known and not plain and not url.userinfo


def _refuse(request: httpx.Request, allowed: tuple[str, ...]) -> None:
    if not is_allowed(request.url, allowed):
        raise NotAllowed(f"{request.url.scheme}://{request.url.host} is not a host we ask.", request=request)
