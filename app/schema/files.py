"""Where a SQLite database lies, and whether locks hold there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sqlalchemy.engine import make_url

from app.errors import Code, Paused

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

MOUNTS = Path("/proc/mounts")
NETWORK = frozenset(
    {
        *("9p", "afs", "ceph", "cifs", "davfs", "glusterfs", "gfs", "gfs2", "lustre", "ncpfs", "nfs", "nfs4"),
        *("smb2", "smb3", "smbfs", "virtiofs", "vboxsf"),
        *(
            "fuse.ceph",
            "fuse.davfs",
            "fuse.gcsfuse",
            "fuse.glusterfs",
            "fuse.rclone",
            "fuse.s3fs",
            "fuse.sshfs",
        ),
        *("fuse.blobfuse", "fuse.blobfuse2"),
    }
)
"""Kinds of file systems that other machines write in too."""


def database_file(address: str | URL) -> Path | None:
    """Return the file of a SQLite database, whatever name it was reached by; None in memory and for PostgreSQL."""
    url = make_url(address)
    name = url.database or ""
    if url.get_backend_name() != "sqlite" or name in ("", ":memory:"):
        return None
    if name.startswith("file:"):
        name = unquote(name.removeprefix("file:").partition("?")[0])
        if name == ":memory:" or url.query.get("mode") == "memory":
            return None
    return Path(name).resolve()


def network_share(file: Path, mounts: str) -> str | None:
    """Return the kind of network share a resolved path lies on, by the text of /proc/mounts; None on a disk."""
    found = [
        (len(place.parts), number, kind)
        for number, (place, kind) in enumerate(map(_mounted, mounts.splitlines()))
        if file.is_relative_to(place)
    ]
    _, _, kind = max(found, default=(0, 0, ""))  # the deepest holds, and of two in one place the last
    return kind if kind in NETWORK else None


def _mounted(line: str) -> tuple[Path, str]:
    _, place, kind, *_ = line.split()
    for code, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        place = place.replace(code, letter)
    return Path(place), kind


def refuse_network_share(file: Path | None) -> None:
    """Raise Paused for a database whose locks another machine does not see. Where nothing tells, it is let pass."""
    if file is None or not MOUNTS.exists():
        return
    if kind := network_share(file, MOUNTS.read_text()):
        raise Paused(
            Code.database_on_share,
            f"Databasefilen {file} ligger på et nettverksområde ({kind}). Der holder ikke låsene, så to maskiner kan "
            "skrive samtidig og ødelegge den. Flytt filen til en disk på denne maskinen, eller bruk PostgreSQL "
            "(KULL_DATABASE_URL).",
        )
