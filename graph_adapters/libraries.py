"""A whole file library: its changes since the last look, and the details of a file.

Only a library's root can be followed, and its notifications name no file (facts 24, 25), so its changes are read.
They leave out paths and who made a change: a file is known by its id, and asked about by itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.tenant import FileDetails, FileSeen, FilmDetails, LibraryNews
from graph_adapters.errors import Unsure
from graph_adapters.files import LANE
from graph_adapters.transport import Request, call, read_on, value_of

if TYPE_CHECKING:
    from graph_adapters.transport import Connection

A_PAGE = "$top=1000"


async def changes_since(connection: Connection, library_id: str, cursor: str | None) -> LibraryNews:
    """Read on from a cursor; without any, or with a cursor that is refused, read all, which does no harm.

    A cursor of another address is as good as none: a sandbox that is started again may have another port. Raises
    NotAccepted when Microsoft's pages lead to another host, or back to themselves.
    """
    beginning = Request(method="GET", path=f"/drives/{library_id}/root/delta?{A_PAGE}", lane=LANE)

    async def walk(request: Request, whole: bool) -> LibraryNews:
        return await _walked(connection, request, whole=whole)

    return await read_on(connection, cursor, beginning, walk)


async def _walked(connection: Connection, request: Request, *, whole: bool) -> LibraryNews:
    """Take each thing once: it may come again on a later page, and the last word counts."""
    found: dict[str, dict[str, Any]] = {}
    cursor = None
    async for answer in connection.walk(request):
        for item in value_of(answer):
            found.pop(item["id"], None)
            found[item["id"]] = item
        cursor = answer.body.get("@odata.deltaLink")
    if not isinstance(cursor, str):
        raise Unsure("Unexpected answer from Microsoft 365: changes without a link to go on from.")
    return LibraryNews(files=tuple(_seen(item) for item in found.values()), cursor=cursor, whole=whole)


def _seen(item: dict[str, Any]) -> FileSeen:
    if "deleted" in item:
        return FileSeen(item_id=item["id"], gone=True)
    changed_at = item.get("lastModifiedDateTime")
    return FileSeen(
        item_id=item["id"],
        parent_id=(item.get("parentReference") or {}).get("id"),
        name=item.get("name") or "",
        is_folder="file" not in item,
        tag=_tag(item),
        size=item.get("size") or 0,
        web_url=item.get("webUrl"),
        changed_at=datetime.fromisoformat(changed_at) if changed_at else None,
    )


def _tag(item: dict[str, Any]) -> str:
    """Identify a file's content: the hash survives a rename or a move, an eTag does not."""
    hashes = (item.get("file") or {}).get("hashes") or {}
    return str(hashes.get("quickXorHash") or item.get("cTag") or item.get("eTag") or "")


async def details(connection: Connection, library_id: str, item_id: str) -> FileDetails:
    """Ask about a file: its last editor, and the address its bytes are fetched from."""
    builder = connection.graph.drives.by_drive_id(library_id).items.by_drive_item_id(item_id)
    item = (await connection.send(call(builder, lane=LANE))).body
    changed_by = item.get("lastModifiedBy") or {}
    return FileDetails(
        name=item.get("name") or "",
        by=(changed_by.get("user") or {}).get("email"),
        ours=(changed_by.get("application") or {}).get("id") == connection.app_id,
        size=item.get("size") or 0,
        download_url=item.get("@microsoft.graph.downloadUrl"),
        infected="malware" in item,
        film=_film(item.get("video") or {}),
    )


def _film(facet: dict[str, Any]) -> FilmDetails | None:
    """Return what Microsoft has seen of a film, milliseconds as seconds; None for half a look."""
    length, width, height = (facet.get(key) for key in ("duration", "width", "height"))
    if not length or not width or not height:
        return None
    return FilmDetails(seconds=length / 1000, width=width, height=height)
