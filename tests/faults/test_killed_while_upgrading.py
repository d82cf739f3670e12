"""An upgrade that is killed, or has no room: the database is as it was, and the next start upgrades it.

Each attempt is made by a process forked from this one, on the same file: each begins where the last was killed.
"""

from __future__ import annotations

import os
import resource
import sqlite3
import sys
from contextlib import closing
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, event
from sqlmodel import SQLModel
from support.upgrades import REVISIONS, Rows, Tables, database_at, opened, rows_of, tables_of

from app import tables  # noqa: F401 - the metadata is whole
from app.errors import Code, Paused
from app.schema.service import upgrade_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FINISHED, NO_ROOM, KILLED = 0, 3, 9
TOUCHES_THE_DISK = {"sqlite3.connect", "os.chmod", "os.rename", "os.remove"}
FIRST_ROOM_BYTES = 4096


def _forked(work: Callable[..., None], *given: Any) -> int:
    process = get_context("fork").Process(target=_ending, args=(work, given))
    process.start()
    process.join()
    assert process.exitcode in (FINISHED, NO_ROOM, KILLED)
    return int(process.exitcode)


def _ending(work: Callable[..., None], given: tuple[Any, ...]) -> None:
    try:
        work(*given)
    except Paused as refused:
        os._exit(NO_ROOM if refused.code is Code.database_without_room else 1)
    os._exit(FINISHED)


def _upgrade_killed_at(url: str, point: int) -> None:
    """Die, as of kill -9, before a statement, a commit, or something that is done to a file beside the database."""
    passed = 0

    def one_more(*_: object, **__: object) -> None:
        nonlocal passed
        passed += 1
        if passed == point:
            os._exit(KILLED)

    event.listen(Engine, "before_cursor_execute", one_more)
    event.listen(Engine, "commit", one_more)
    sys.addaudithook(lambda name, _: one_more() if name in TOUCHES_THE_DISK else None)
    upgrade_database(opened(url))


def _upgrade_with_room_for(url: str, size: int) -> None:
    """No file may grow beyond the size: not the database, its log or its copy."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    upgrade_database(opened(url))


def _upgrade_with_pages(url: str, more: int) -> None:
    """The database is told itself that the disk is full, once it has grown by some pages."""

    @event.listens_for(Engine, "connect")
    def _bound(connection: sqlite3.Connection, _record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + more}")

    upgrade_database(opened(url))


def _dump(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as database:
        return list(database.iterdump())


def _data(url: str) -> tuple[Tables, Rows]:
    with opened(url).connect() as connection:
        known = tables_of(connection)
        return known, rows_of(connection, known)


def _is_whole(url: str, known: Tables, rows: Rows) -> bool:
    """Whether the next start makes it what the program knows, with all that stood in it."""
    upgrade_database(opened(url))
    with opened(url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert list(compare_metadata(context, SQLModel.metadata)) == []
        assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]
        return rows_of(connection, known) == rows


def _beside(file: Path) -> list[str]:
    return sorted(one.name for one in file.parent.iterdir() if not one.name.endswith(("-wal", "-shm")))


def _killed_at_each(folder: Path, revision: str, every: int) -> int:
    """Kill an upgrade at every so manieth point; return how often."""
    url = database_at(folder / "kull.db", revision)
    known, rows = _data(url)
    before, kills = _dump(folder / "kull.db"), 0
    while _forked(_upgrade_killed_at, url, 1 + kills * every) == KILLED:
        kills += 1
        if _dump(folder / "kull.db") != before:
            break  # killed after the commit
    assert _is_whole(url, known, rows)
    assert _beside(folder / "kull.db") == ["kull.db", *_copies(revision)]
    return kills


def _copies(revision: str) -> Iterator[str]:
    if revision < REVISIONS[-1]:
        yield f"kull.db.before-{REVISIONS[-1]}"


def _without_room(folder: Path, revision: str, *, in_pages: bool) -> int:
    """Give an upgrade ever more room until it has enough; return how often it had too little."""
    url = database_at(folder / "kull.db", revision)
    known, rows = _data(url)
    before, too_little = _dump(folder / "kull.db"), 0
    while _upgraded_in(url, too_little, in_pages=in_pages) == NO_ROOM:
        assert _dump(folder / "kull.db") == before
        too_little += 1
    assert _is_whole(url, known, rows)
    return too_little


def _upgraded_in(url: str, times: int, *, in_pages: bool) -> int:
    """Upgrade with room for so many pages more, or on a disk that has twice as much each time."""
    if in_pages:
        return _forked(_upgrade_with_pages, url, times)
    return _forked(_upgrade_with_room_for, url, FIRST_ROOM_BYTES * 2**times)


@pytest.mark.parametrize("revision", ["0005", "0008", "0017"])
def test_an_upgrade_killed_at_a_few_moments_starts_again(tmp_path: Path, revision: str) -> None:
    assert _killed_at_each(tmp_path, revision, every=29) > 0


@pytest.mark.slow
@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_an_upgrade_killed_at_every_moment_starts_again(tmp_path: Path, revision: str) -> None:
    kills = _killed_at_each(tmp_path, revision, every=1)
    print(f"from {revision}: {kills} kills")
    assert kills > 0


def test_a_first_start_killed_at_a_few_moments_starts_again(tmp_path: Path) -> None:
    url, point = f"sqlite:///{tmp_path / 'kull.db'}", 1
    while _forked(_upgrade_killed_at, url, point) == KILLED:
        point += 53
    assert point > 53
    assert _is_whole(url, {}, {})
    assert _beside(tmp_path / "kull.db") == ["kull.db"]


def test_an_upgrade_without_room_is_said_and_starts_again(tmp_path: Path) -> None:
    assert _without_room(tmp_path, "0005", in_pages=False) > 3


@pytest.mark.slow
def test_an_upgrade_without_room_for_one_page_more_starts_again(tmp_path: Path) -> None:
    assert _without_room(tmp_path, "0005", in_pages=True) > 3


@pytest.mark.slow
@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_an_upgrade_without_room_from_any_version_starts_again(tmp_path: Path, revision: str) -> None:
    """On a disk, since the copy needs room also where the upgrade itself adds no page."""
    assert _without_room(tmp_path, revision, in_pages=False) > 3
