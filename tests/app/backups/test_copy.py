"""A copy is whole, a single file, and has its name only once it has been checked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app.audit import by_system
from app.backups.check import check_database, check_file
from app.backups.copy import back_up, default_file, sqlite_file
from app.backups.restore import last_restored, restore_backup
from app.config import settings
from app.db import engine, migrate, unit_of_work
from app.errors import Code, Conflict
from app.people.models import Person
from app.schema.revisions import newest_revision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)


@pytest.fixture
def database(here: Path) -> Iterator[Path]:
    """A migrated database with a person in it, whose row is still in the log of writes."""
    migrate()
    write_down("kari@example.no")
    yield here / "kull.db"
    engine().dispose()


def write_down(email: str) -> None:
    with unit_of_work() as session:
        session.add(Person(name=email, email=email))


def names_in(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [name for (name,) in connection.execute("SELECT email FROM person ORDER BY email")]


def test_a_copy_holds_what_waits_in_the_log_of_writes_and_is_a_single_file(database: Path) -> None:
    assert (database.parent / "kull.db-wal").stat().st_size > 0
    file = default_file(database, NOON)
    checked = back_up(database, file)
    assert (checked.problems, checked.rows["person"]) == ([], 1)
    assert (file.name, names_in(file)) == ("kull-20260401T120000Z.backup.db", ["kari@example.no"])
    assert sorted(one.name for one in database.parent.glob("kull-*")) == ["kull-20260401T120000Z.backup.db"]
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_copy_is_as_the_database_was_when_it_began_whoever_is_writing(database: Path) -> None:
    with unit_of_work() as session:
        session.add(Person(name="Per", email="per@example.no"))
        session.flush()
        back_up(database, database.parent / "copy.db")
    assert names_in(database.parent / "copy.db") == ["kari@example.no"]
    assert names_in(database) == ["kari@example.no", "per@example.no"]


def test_a_copy_that_would_not_be_sound_is_not_left_behind(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO rolegrant (person_id, cohort_id, role) VALUES (77, 88, 'staff')")
    with pytest.raises(Conflict) as refused:
        back_up(database, database.parent / "copy.db")
    assert (refused.value.code, list(database.parent.glob("copy*"))) == (Code.backup_unsound, [])
    assert "En rad i rolegrant viser til en rad som mangler." in str(refused.value)
    assert not check_database(settings().database_url).ok


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all" * 99, b"SQLite format 3\x00" + b"\x01" * 4096]
)
def test_a_file_that_is_no_database_of_ours_is_refused_and_nothing_is_changed(
    database: Path, content: bytes
) -> None:
    file = database.parent / "torn.db"
    file.write_bytes(content)
    with pytest.raises(Conflict) as refused:
        restore_backup(database, file, by_system(NOON))
    assert (refused.value.code, names_in(database)) == (Code.backup_unsound, ["kari@example.no"])


def test_a_backup_of_a_newer_program_is_refused(database: Path) -> None:
    file = database.parent / "newer.db"
    back_up(database, file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Conflict) as refused:
        restore_backup(database, file, by_system(NOON))
    assert refused.value.code == Code.backup_newer


def test_what_was_there_is_kept_and_the_restore_is_written_down(database: Path) -> None:
    file = database.parent / "copy.db"
    back_up(database, file)
    write_down("per@example.no")
    restored = restore_backup(database, file, by_system(NOON))
    assert restored.aside == database.parent / "kull.db.before-restore-20260401T120000Z"
    assert names_in(restored.aside) == ["kari@example.no", "per@example.no"]
    assert names_in(database) == ["kari@example.no"]
    with unit_of_work() as session:
        noted = last_restored(session)
        assert noted is not None
        assert (noted.restored_at, noted.restored_by, noted.known_until) == (NOON, "system", None)
    found = check_database(settings().database_url)
    assert (found.problems, found.version, found.rows["auditrecord"]) == ([], newest_revision(), 1)


def test_a_backup_is_put_where_there_was_no_database(database: Path) -> None:
    file = database.parent / "copy.db"
    back_up(database, file)
    engine().dispose()
    for left in database.parent.glob("kull.db*"):
        left.unlink()
    assert restore_backup(database, file, by_system(NOON)).aside is None
    assert (names_in(database), check_file(database).problems) == (["kari@example.no"], [])


def test_postgresql_is_told_how_it_is_backed_up() -> None:
    with pytest.raises(Conflict) as refused:
        sqlite_file("postgresql://kull@db/kull")
    assert refused.value.code == Code.backup_by_postgres
    assert "pg_dump" in str(refused.value)
