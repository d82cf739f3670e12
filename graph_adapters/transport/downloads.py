"""Reading a file from the address Microsoft gives: without our token, which that address refuses (fact 33).

The address lies on another host than Graph, so it gets nothing of ours: no token, no redirects, and no more is read
than was asked for. It must be https, except in the sandbox.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx

from graph_adapters.errors import NotAccepted, TryAgain, error_from

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

UNPACKED = {"Accept-Encoding": "identity"}
"""A file comes as it lies; what is packed for the way could be a thousand times as large here."""
LOOPBACK_HOSTS = {"127.0.0.1", "localhost"}
FILE_TIMEOUT = httpx.Timeout(60.0, connect=10.0)


class TooLarge(NotAccepted):
    """More than we are willing to hold."""


def range_reader(client: httpx.AsyncClient, url: str) -> Callable[[int, int], Awaitable[bytes]]:
    """Return a reader of (offset, length) -> bytes."""

    async def read(offset: int, length: int) -> bytes:
        asked = {"Range": f"bytes={offset}-{offset + length - 1}"}
        return await _read(client, url, most=length, headers=asked)

    return read


async def read_whole_file(client: httpx.AsyncClient, url: str, *, most: int) -> bytes:
    """Read all of a file. Raises TooLarge when it holds more than `most` bytes, whatever its stated size."""
    return await _read(client, url, most=most, headers={})


async def file_chunks(client: httpx.AsyncClient, url: str, *, most: int) -> AsyncIterator[bytes]:
    """Give a file piece by piece. Raises TooLarge when it holds more than `most` bytes, whatever its stated size."""
    left = most
    async with _answered(client, url, {}) as answer:
        async for chunk in answer.aiter_raw():
            left -= len(chunk)
            if left < 0:
                raise TooLarge("The file is larger than we fetch.")
            yield chunk


async def _read(client: httpx.AsyncClient, url: str, *, most: int, headers: dict[str, str]) -> bytes:
    async with _answered(client, url, headers) as answer:
        return await _capped(answer, most)


@asynccontextmanager
async def _answered(
    client: httpx.AsyncClient, url: str, headers: dict[str, str]
) -> AsyncIterator[httpx.Response]:
    """Ask for a file, and name what goes wrong until its last byte has come."""
    refuse_unsafe(url)
    asked = UNPACKED | headers
    try:
        async with client.stream(
            "GET", url, headers=asked, timeout=FILE_TIMEOUT, follow_redirects=False
        ) as answer:
            if not answer.is_success:
                raise error_from(answer.status_code, answer.headers, None)
            yield answer
    except httpx.UnsupportedProtocol as elsewhere:
        raise NotAccepted("A download address is on no host we ask.") from elsewhere
    except httpx.HTTPError as error:
        raise TryAgain(f"The file could not be fetched ({type(error).__name__}).") from error


async def _capped(answer: httpx.Response, most: int) -> bytes:
    content = bytearray()
    async for chunk in answer.aiter_raw():
        content += chunk
        if len(content) > most:
            raise TooLarge("The file is larger than we read.")
    return bytes(content)


def refuse_unsafe(url: str) -> None:
    """Refuse an address that is not https, or none at all, as the library reads it that will ask there."""
    try:
        parts = httpx.URL(url)
    except httpx.InvalidURL:
        raise NotAccepted("A download address cannot be read.") from None
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.host in LOOPBACK_HOSTS):
        raise NotAccepted("A download address must be https.")
