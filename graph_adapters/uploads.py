"""Upload a file of any size to a folder: in pieces, by a session whose address takes no token (fact 33).

A file that lies there already is never replaced: one of the same name and content is this one, sent twice or by two
roads, its answer lost or laid by a person; any other keeps its name, and ours gets a number.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx

from graph_adapters.errors import NotAccepted, TryAgain, Unsure, error_from
from graph_adapters.files import LANE
from graph_adapters.quick_xor import quick_xor
from graph_adapters.transport import FILE_TIMEOUT, Request, call, refuse_unsafe

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Container, Iterator
    from typing import BinaryIO

    from graph_adapters.transport import Connection

PIECE_BYTES = 16 * 320 * 1024  # Microsoft takes multiples of 320 KiB
READ_BYTES = 256 * 1024
MAX_NAMES_TRIED = 100


class EmptyFile(NotAccepted):
    """Nothing to send: what lies behind a link may not be uploaded yet."""


@dataclass(frozen=True, kw_only=True)
class LaidFile:
    """A file as it lies in its folder, where it may have got a number."""

    item_id: str
    name: str


async def upload_file(  # noqa: PLR0913 - a file that is laid has this many sides
    connection: Connection,
    outside: httpx.AsyncClient,
    folder: str,
    *,
    name: str,
    content: BinaryIO,
    size: int,
    others: Container[str] = (),
    apart: Container[str] = (),
) -> LaidFile:
    """Upload a file to a folder (`library/item`), unless it is there already. Raises EmptyFile.

    `others` are the ids of what we have laid for others: without a hash to compare, none of them is this file.
    `apart` are those that are said to be something else, whatever they hold.
    """
    if size == 0:
        raise EmptyFile("A file without content has no pieces to send.")
    standing = await _standing(connection, folder)
    for free in _names(name):
        there = standing.get(_spelt(free))
        if there is None:
            return _laid(await _upload(connection, outside, folder, free, content, size))
        may_be_same = there["size"] == size and there["id"] not in apart
        if may_be_same and _is_same(connection, there, content, others):
            return _laid(there)
    raise TryAgain(f"The folder holds {MAX_NAMES_TRIED} files of that name.")


def _laid(item: dict[str, Any]) -> LaidFile:
    return LaidFile(item_id=str(item["id"]), name=str(item["name"]))


async def _standing(connection: Connection, folder: str) -> dict[str, dict[str, Any]]:
    library, _, item = folder.rpartition("/")
    children = connection.graph.drives.by_drive_id(library).items.by_drive_item_id(item).children
    asked = call(children, select="id,name,size,createdBy,file", top="200", lane=LANE)
    return {_spelt(one["name"]): one async for one in connection.pages(asked)}


def _spelt(name: str) -> str:
    """Return what SharePoint holds for one name: without case, and with letters and marks together."""
    return unicodedata.normalize("NFC", name).casefold()


def _is_ours(connection: Connection, item: dict[str, Any]) -> bool:
    return ((item.get("createdBy") or {}).get("application") or {}).get("id") == connection.app_id


def _is_same(connection: Connection, item: dict[str, Any], content: BinaryIO, others: Container[str]) -> bool:
    """Compare by the hash; without one, what we have laid ourselves for nobody else is this file."""
    told = ((item.get("file") or {}).get("hashes") or {}).get("quickXorHash")
    if told:
        return quick_xor(content) == str(told)
    return _is_ours(connection, item) and item["id"] not in others


def _names(name: str) -> Iterator[str]:
    """Give the name, and then with a number before its ending; a year is none."""
    stem, dot, ending = name.rpartition(".")
    if not (stem and ending.isalnum()) or ending.isdecimal():
        stem, dot, ending = name, "", ""
    yield name
    for number in range(2, MAX_NAMES_TRIED):
        yield f"{stem} ({number}){dot}{ending}"


async def _upload(
    connection: Connection, outside: httpx.AsyncClient, folder: str, name: str, content: BinaryIO, size: int
) -> dict[str, Any]:
    library, _, item = folder.rpartition("/")
    path = f"/drives/{library}/items/{item}:/{quote(name)}:/createUploadSession"
    body = {"item": {"@microsoft.graph.conflictBehavior": "fail"}}
    opened = await connection.send(Request(method="POST", path=path, body=body, lane=LANE))
    url = str(opened.body["uploadUrl"])
    refuse_unsafe(url)
    content.seek(0)
    answer: dict[str, Any] = {}
    for start in range(0, size, PIECE_BYTES):
        connection.refuse_when_halted()
        length = min(PIECE_BYTES, size - start)
        headers = {
            "Content-Range": f"bytes {start}-{start + length - 1}/{size}",
            "Content-Length": str(length),
        }
        answer = await _put(outside, url, _piece(content, length), headers)
    return answer


async def _piece(content: BinaryIO, length: int) -> AsyncIterator[bytes]:
    """Read a piece as it is sent: a client that keeps its requests for a while would keep all of the file."""
    while length > 0:
        part = content.read(min(READ_BYTES, length))
        if not part:
            raise NotAccepted("A file became shorter while it was sent.")
        length -= len(part)
        yield part


async def _put(
    outside: httpx.AsyncClient, url: str, piece: AsyncIterator[bytes], headers: dict[str, str]
) -> dict[str, Any]:
    """Send a piece. A lost answer is no harm: the next try looks first, and begins anew when nothing is there."""
    try:
        answer = await outside.put(
            url, content=piece, headers=headers, timeout=FILE_TIMEOUT, follow_redirects=False
        )
    except httpx.UnsupportedProtocol as elsewhere:
        raise NotAccepted("An upload address is on no host we ask.") from elsewhere
    except httpx.HTTPError as error:
        raise Unsure(f"The line broke while a file was sent ({type(error).__name__}).") from error
    if not answer.is_success:
        raise error_from(answer.status_code, answer.headers, None)
    return dict(answer.json())
