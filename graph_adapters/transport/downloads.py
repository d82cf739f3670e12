"""Reading a file from the address Microsoft gives: without our token, which that address refuses (fact 33).

The address lies on another host than Graph, so it gets nothing of ours: no token, no redirects, and no more is read
than was asked for. It must be https, except in the sandbox.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from graph_adapters.errors import NotAccepted, TryAgain, error_from

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

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


async def file_chunks(client: httpx.AsyncClient, url: str) -> AsyncIterator[bytes]:
    """Give a file piece by piece, however large it is."""
    refuse_unsafe(url)
    try:
        async with client.stream("GET", url, timeout=FILE_TIMEOUT, follow_redirects=False) as answer:
            if not answer.is_success:
                raise error_from(answer.status_code, answer.headers, None)
            async for chunk in answer.aiter_bytes():
                yield chunk
    except httpx.HTTPError as error:
        raise TryAgain(f"The file could not be fetched ({type(error).__name__}).") from error


async def _read(client: httpx.AsyncClient, url: str, *, most: int, headers: dict[str, str]) -> bytes:
    refuse_unsafe(url)
    try:
        async with client.stream(
            "GET", url, headers=headers, timeout=FILE_TIMEOUT, follow_redirects=False
        ) as answer:
            if not answer.is_success:
                raise error_from(answer.status_code, answer.headers, None)
            return await _capped(answer, most)
    except httpx.HTTPError as error:
        raise TryAgain(f"The file could not be fetched ({type(error).__name__}).") from error


async def _capped(answer: httpx.Response, most: int) -> bytes:
    content = bytearray()
    async for chunk in answer.aiter_bytes():
        content += chunk
        if len(content) > most:
            raise TooLarge("The file is larger than we read.")
    return bytes(content)


def refuse_unsafe(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK_HOSTS):
        raise NotAccepted("A download address must be https.")
