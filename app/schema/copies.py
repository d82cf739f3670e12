"""A copy of a SQLite database from before it was upgraded: whole or not there, and gone after some days."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KEPT_COPIES = 2
"""Copies, the newest; earlier ones go when the database is upgraded again."""
KEPT_COPY_DAYS = 14
"""Days after which every copy goes: people erased since are still in it."""
COPY, UNFINISHED = ".before-", ".unfinished"


def copy_database(file: Path, revision: str) -> Path:
    """Copy a database that is in use, with what stands in its log; the copy has its name once it is on the disk.

    Readable for whoever may read the database, and for nobody else.
    """
    copy = file.with_name(f"{file.name}{COPY}{revision}")
    unfinished = copy.with_name(f"{copy.name}{UNFINISHED}")
    unfinished.unlink(missing_ok=True)
    try:
        unfinished.touch(mode=0o600)
        copy_pages(file, unfinished)
        unfinished.chmod(file.stat().st_mode & 0o777)
        flush_to_disk(unfinished)
        unfinished.replace(copy)
        flush_to_disk(file.parent)
    finally:
        unfinished.unlink(missing_ok=True)
    return copy


def copy_pages(file: Path, to: Path) -> None:
    """Copy a database as it was when the reading began; whoever writes meanwhile is not held up."""
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # a copy is a single file


def flush_to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def remove_earlier_copies(file: Path) -> None:
    """Keep the newest copies, KEPT_COPIES of them."""
    _remove(_copies(file)[:-KEPT_COPIES])


def remove_old_copies(file: Path | None, now: datetime) -> int:
    """Remove the copies of a database that are older than KEPT_COPY_DAYS; return how many they were."""
    ends = now - timedelta(days=KEPT_COPY_DAYS)
    old = [copy for copy in (_copies(file) if file else ()) if _made_at(copy) < ends]
    _remove(old)
    return len(old)


def _copies(file: Path) -> list[Path]:
    """List the copies, unfinished ones too, oldest first."""
    return sorted(
        (one for one in file.parent.iterdir() if one.name.startswith(f"{file.name}{COPY}")),
        key=lambda one: (_made_at(one), one.name),
    )


def _remove(copies: Iterable[Path]) -> None:
    for copy in copies:
        copy.unlink(missing_ok=True)


def _made_at(copy: Path) -> datetime:
    return datetime.fromtimestamp(copy.stat().st_mtime, tz=UTC)
