"""A file behind a link that a team has sent, asked for through Graph: the address itself is never opened.

Our app may read far more than the sender may, so a link counts only where it opens for everybody in the organisation
who holds it. One for named people proves nothing about whoever sent it on.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

from app.tenant import SharedFile
from graph_adapters.errors import NeedsPerson
from graph_adapters.files import LANE
from graph_adapters.transport import Request

if TYPE_CHECKING:
    from graph_adapters.transport import Connection

OPEN_SCOPES = {"organization", "anonymous"}


class IsFolder(NeedsPerson):
    """The link is open, and leads to a folder."""


async def file_behind_link(connection: Connection, link: str) -> SharedFile:
    """Find the file behind a link. Raises Gone for no file, NeedsPerson where we may not go by ourselves."""
    share = f"/shares/u!{urlsafe_b64encode(link.encode()).decode().rstrip('=')}"
    permission = (await connection.send(Request(method="GET", path=f"{share}/permission", lane=LANE))).body
    if (permission.get("link") or {}).get("scope") not in OPEN_SCOPES:
        raise NeedsPerson("The link is for named people.")
    item = (await connection.send(Request(method="GET", path=f"{share}/driveItem", lane=LANE))).body
    if "folder" in item:
        raise IsFolder("There is a folder behind the link.")
    if "file" not in item or "malware" in item:
        raise NeedsPerson("There is no file behind the link that we may read.")
    return SharedFile(
        name=item.get("name") or "fil",
        size=item.get("size") or 0,
        download_url=item.get("@microsoft.graph.downloadUrl") or "",
    )
