"""Copy an SQLite database while it is in use: whole, with what waits in its log of writes, and checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from app.backups.check import Checked, check_file
from app.errors import Code, Conflict
from app.schema import copy_pages, flush_to_disk

if TYPE_CHECKING:
    from datetime import datetime

STAMP = "%Y%m%dT%H%M%SZ"
ENDING = ".backup.db"
BY_POSTGRES = (
    "Databasen er PostgreSQL, som tar sine kopier selv: pg_dump --format=custom --file=kull.dump kull, og tilbake med "
    "pg_restore --clean --if-exists --dbname=kull kull.dump mens tjenesten er stoppet. docs/backup.md sier mer."
)


def sqlite_file(url: str) -> Path:
    """Return the file of an SQLite database. Raises Conflict for another kind, with how it is backed up."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        raise Conflict(Code.backup_by_postgres, BY_POSTGRES)
    return Path(address.database)


def default_file(database: Path, now: datetime, folder: Path | None = None) -> Path:
    """Name a backup by its time, beside the database or in `folder`."""
    return (folder or database.parent) / f"{database.stem}-{now.strftime(STAMP)}{ENDING}"


def back_up(database: Path, file: Path) -> Checked:
    """Copy a database that may be in use, and check the copy; it has its name once it is whole and on the disk.

    Raises Conflict when there is no database, or the copy is not sound: then nothing is left of it.
    """
    if not database.exists():
        raise Conflict(Code.backup_unsound, f"Det er ingen database i {database}.")
    part = file.with_name(f"{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        copy_pages(database, part)
        checked = checked_copy(part)
        flush_to_disk(part)
        part.replace(file)
        flush_to_disk(file.parent)
    finally:
        part.unlink(missing_ok=True)
    return checked


def checked_copy(file: Path) -> Checked:
    """Check a file. Raises Conflict, with what is wrong with it."""
    checked = check_file(file)
    if not checked.ok:
        raise Conflict(Code.backup_unsound, f"{file.name}: {' '.join(checked.problems)}")
    return checked
