"""Put a backup back in the place of the database, and write down what our rows do not know any more."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func
from sqlmodel import Session, col, select

from app import audit, sign_in
from app.audit import Act, AuditRecord, Deed
from app.backups.check import check_file
from app.backups.copy import STAMP, back_up, checked_copy
from app.backups.models import RestoredBackup
from app.db import engine, migrate, unit_of_work
from app.errors import Code, Conflict
from app.schema import newest_revision


@dataclass(frozen=True, kw_only=True)
class Restored:
    """The rows that were put back, and where the database that stood there lies now (None: there was none).

    `known_until` is when the last record of the audit in it was made; the beginning of time where there is none.
    """

    rows: int
    aside: Path | None
    known_until: datetime


def restore_backup(database: Path, file: Path, deed: Deed) -> Restored:
    """Put a backup back, and bring it to the program's version. Nobody else may have the database open.

    The present database is kept beside it. Everybody is signed out: a session ended since the backup would hold again.
    Raises Conflict for a file that is not sound, or that a newer program wrote; then nothing is changed.
    """
    checked = checked_copy(file)
    if checked.version > newest_revision():
        raise Conflict(
            Code.backup_newer,
            f"{file.name} er fra et nyere program (versjon {checked.version}). Installer det først, og prøv igjen.",
        )
    engine().dispose()
    aside = _put_in_place(database, file, deed.at)
    known_until = note_restored(deed)
    return Restored(rows=sum(check_file(database).rows.values()), aside=aside, known_until=known_until)


def _put_in_place(database: Path, file: Path, now: datetime) -> Path | None:
    """Let the backup take the database's name at once, so that there is never none."""
    database.parent.mkdir(parents=True, exist_ok=True)
    ready = database.with_name(f"{database.name}.restored")
    back_up(file, ready)
    aside = database.with_name(f"{database.name}.before-restore-{now.strftime(STAMP)}")
    is_there = database.exists()
    if is_there:
        _keep(database, aside)
    ready.replace(database)
    return aside if is_there else None


def _keep(database: Path, aside: Path) -> None:
    """Keep a database under another name; what cannot be written into it lies in a log beside it, which comes along."""
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(database)) as present:
        present.execute("PRAGMA journal_mode=DELETE")
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{database}{ending}").replace(f"{aside}{ending}")
    try:
        os.link(database, aside)
    except OSError:  # a disk without links
        shutil.copy2(database, aside)


def note_restored(deed: Deed) -> datetime:
    """Write down that a backup stands in the database's place, sign everybody out, and return when it was taken."""
    migrate()
    with unit_of_work() as session:
        known_until = session.exec(select(func.max(AuditRecord.at))).first()
        session.add(RestoredBackup(restored_at=deed.at, restored_by=deed.actor, known_until=known_until))
        sign_in.end_all_sessions(session, email="")
        told = known_until.isoformat() if known_until is not None else None
        audit.record(session, Act.backup_restored, deed, about="database", details={"known_until": told})
    return known_until or datetime.min.replace(tzinfo=UTC)


def last_restored(session: Session) -> RestoredBackup | None:
    """Return the newest restore: what went out between its two times is to be looked for before it goes out again."""
    return session.exec(select(RestoredBackup).order_by(col(RestoredBackup.id).desc())).first()
