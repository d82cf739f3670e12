"""Copies of a database from before it was upgraded: whole, few, and not for long."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from app.schema.copies import copy_database, remove_earlier_copies, remove_old_copies

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 4, 1, 8, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kull.db"


def _beside(file: Path) -> list[str]:
    return sorted(one.name for one in file.parent.iterdir())


def _copies_of_days_ago(file: Path, *days: int) -> None:
    for number, ago in enumerate(days, 1):
        copy = file.with_name(f"kull.db.before-000{number}")
        copy.touch()
        made = (NOW - timedelta(days=ago)).timestamp()
        os.utime(copy, (made, made))


def test_a_copy_holds_what_still_stands_in_the_log_alone(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE person (name TEXT)")
        database.execute("INSERT INTO person VALUES ('Kari')")
        database.commit()
        copy = copy_database(file, "0019")
    assert copy == file.with_name("kull.db.before-0019")
    with closing(sqlite3.connect(copy)) as copied:
        assert copied.execute("SELECT name FROM person").fetchall() == [("Kari",)]


def test_a_copy_may_be_read_by_whoever_may_read_the_database(file: Path) -> None:
    sqlite3.connect(file).close()
    file.chmod(0o640)
    assert copy_database(file, "0019").stat().st_mode & 0o777 == 0o640


def test_a_copy_that_was_broken_off_is_begun_anew(file: Path) -> None:
    sqlite3.connect(file).close()
    file.with_name("kull.db.before-0019.unfinished").write_text("half")
    copy_database(file, "0019")
    assert _beside(file) == ["kull.db", "kull.db.before-0019"]


def test_the_two_newest_copies_are_kept(file: Path) -> None:
    _copies_of_days_ago(file, 3, 2, 1)
    remove_earlier_copies(file)
    assert _beside(file) == ["kull.db.before-0002", "kull.db.before-0003"]


def test_a_copy_is_gone_after_fourteen_days_and_other_files_stay(file: Path) -> None:
    file.with_name("other.db.before-0001").touch()
    _copies_of_days_ago(file, 15, 13)
    assert remove_old_copies(file, NOW) == 1
    assert _beside(file) == ["kull.db.before-0002", "other.db.before-0001"]


def test_a_database_without_a_file_has_no_copies() -> None:
    assert remove_old_copies(None, NOW) == 0
