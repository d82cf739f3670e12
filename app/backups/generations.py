"""Backups every few minutes, in a folder of their own: which are due, which are kept, and what is wrong with them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from app.backups.copy import ENDING, STAMP, back_up, default_file, sqlite_file

if TYPE_CHECKING:
    from app.config import Settings

NAMED = re.compile(rf"-(\d{{8}}T\d{{6}}Z){re.escape(ENDING)}$")
LATE_AFTER_ROUNDS = 3


def back_up_if_due(settings: Settings) -> Path | None:
    """Take a backup when the last one is old enough and something has been written since; drop those not kept.

    Raises OSError when the folder is away or full: it is never made, for it may be a disk that is not there.
    """
    folder, database = folder_of(settings), sqlite_file(settings.database_url)
    if folder is None:
        return None
    now, made = settings.clock(), None
    if is_due(settings, folder, database, now):
        made = default_file(database, now, folder)
        back_up(database, made)
    drop_old(settings, folder, now)
    return made


def folder_of(settings: Settings) -> Path | None:
    """Return the folder backups go to; None where none are taken, or PostgreSQL takes its own."""
    is_ours = make_url(settings.database_url).get_backend_name() == "sqlite"
    return Path(settings.backup_folder) if settings.backup_folder and is_ours else None


def is_due(settings: Settings, folder: Path, database: Path, now: datetime) -> bool:
    there = taken(folder)
    if not there:
        return True
    newest = there[0]
    is_old = now - time_of_backup(newest) >= timedelta(minutes=settings.backup_minutes)
    return is_old and _written(database) > newest.stat().st_mtime


def _written(database: Path) -> float:
    """Tell when the database was last written in, its log of writes too."""
    files = (database, Path(f"{database}-wal"))
    return max(file.stat().st_mtime for file in files if file.exists())


def taken(folder: Path) -> list[Path]:
    """List the backups in a folder, the newest first."""
    found = [file for file in folder.iterdir() if NAMED.search(file.name)]
    return sorted(found, key=time_of_backup, reverse=True)


def time_of_backup(file: Path) -> datetime:
    """Read the time in a backup's name."""
    stamp = NAMED.search(file.name)
    assert stamp is not None  # noqa: S101 - it was found by its name
    return datetime.strptime(stamp[1], STAMP).replace(tzinfo=UTC)


def drop_old(settings: Settings, folder: Path, now: datetime) -> None:
    """Drop the backups beyond the number that is kept, and those older than people's names may lie in them."""
    oldest = now - timedelta(days=settings.backup_days)
    for place, file in enumerate(taken(folder)):
        if place >= settings.backup_keep or time_of_backup(file) < oldest:
            file.unlink(missing_ok=True)


def complaint(settings: Settings) -> str:
    """Say in a sentence why the backups are not as they should be; nothing when they are, or none are wanted."""
    folder = folder_of(settings)
    if folder is None:
        return ""
    if not folder.is_dir():
        return f"Mappen for sikkerhetskopier, {folder}, finnes ikke."
    there, database = taken(folder), sqlite_file(settings.database_url)
    if not there:
        return f"Det er ingen sikkerhetskopi i {folder} ennå."
    return _late(settings, there[0], database)


def _late(settings: Settings, newest: Path, database: Path) -> str:
    age = settings.clock() - time_of_backup(newest)
    allowed = timedelta(minutes=settings.backup_minutes * LATE_AFTER_ROUNDS)
    if age <= allowed or not database.exists() or _written(database) <= newest.stat().st_mtime:
        return ""
    return f"Den siste sikkerhetskopien er fra {time_of_backup(newest):%d.%m.%Y kl. %H.%M} UTC."
