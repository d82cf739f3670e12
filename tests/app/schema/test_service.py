"""A database is upgraded wholly, by one process at a time, or refused in a sentence and left as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from support.upgrades import REVISIONS, database_at, opened

from app.errors import Code, Paused
from app.schema import service
from app.schema.revisions import newest_revision, present_revision
from app.schema.service import upgrade_database

if TYPE_CHECKING:
    from pathlib import Path

NEWEST, BEFORE = REVISIONS[-1], REVISIONS[-2]
HELD = (
    "Databasen kan ikke oppdateres nå, for noen andre bruker den. Den er som før. Stopp den andre tjenesten eller "
    "vent til den er ferdig, og start igjen."
)


def _revision(url: str) -> str | None:
    with opened(url).connect() as connection:
        return present_revision(connection)


def test_the_newest_revision_is_the_last_file() -> None:
    assert newest_revision() == NEWEST


def test_an_upgrade_is_told_in_a_line_with_where_the_copy_lies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = database_at(tmp_path / "kull.db", BEFORE)
    upgrade_database(opened(url))
    (line,) = capsys.readouterr().err.splitlines()
    assert '"event": "database upgraded"' in line
    assert (f'"before": "{BEFORE}"' in line, f'"after": "{NEWEST}"' in line) == (True, True)
    assert f'"copy": "{tmp_path}/kull.db.before-{NEWEST}"' in line


def test_a_new_database_is_made_without_a_word_or_a_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    upgrade_database(opened(f"sqlite:///{tmp_path / 'kull.db'}"))
    assert (capsys.readouterr(), [one.name for one in tmp_path.iterdir()]) == (("", ""), ["kull.db"])


def test_a_copy_is_the_database_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "kull.db"
    url = database_at(file, BEFORE)
    with closing(sqlite3.connect(file)) as database:
        before = list(database.iterdump())
    upgrade_database(opened(url))
    with closing(sqlite3.connect(f"{file}.before-{NEWEST}")) as copy:
        assert list(copy.iterdump()) == before


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_of_two_that_start_at_once_the_second_finds_it_done(
    tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'kull.db'}" if kind == "sqlite" else request.getfixturevalue("postgres")
    upgrade_database(opened(url), "0005")
    starters = [get_context("fork").Process(target=_start, args=(url,)) for _ in range(2)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    assert [starter.exitcode for starter in starters] == [0, 0]
    assert _revision(url) == NEWEST


def _start(url: str) -> None:
    upgrade_database(opened(url))


def test_a_sqlite_database_that_somebody_writes_in_for_long_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "SQLITE_WAIT_SECONDS", 0.1)
    url = database_at(tmp_path / "kull.db", BEFORE)
    with closing(sqlite3.connect(tmp_path / "kull.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(Paused) as refused:
            upgrade_database(opened(url))
    assert (refused.value.code, str(refused.value)) == (Code.database_held, HELD)
    assert _revision(url) == BEFORE


def test_a_table_that_is_held_for_long_in_postgresql_is_said(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "TABLE_WAIT", "100ms")
    upgrade_database(opened(postgres), "0017")
    with opened(postgres).begin() as reader:
        reader.execute(text("SELECT * FROM submission")).all()
        with pytest.raises(Paused) as refused:
            upgrade_database(opened(postgres), "0018")
    assert (refused.value.code, str(refused.value)) == (Code.database_held, HELD)
    assert _revision(postgres) == "0017"
    upgrade_database(opened(postgres), "0018")
    assert _revision(postgres) == "0018"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_database_of_a_newer_version_is_refused_and_left(
    tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'kull.db'}" if kind == "sqlite" else request.getfixturevalue("postgres")
    upgrade_database(opened(url))
    with opened(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Paused) as refused:
        upgrade_database(opened(url))
    assert str(refused.value) == (
        f"Databasen er fra en nyere versjon av Kull (9999) enn denne ({NEWEST}), og er ikke rørt. "
        "Installer den nyere versjonen, eller legg tilbake kopien fra før den ble oppdatert."
    )
    assert _revision(url) == "9999"


def test_a_row_that_pointed_at_nothing_before_stops_no_upgrade(tmp_path: Path) -> None:
    url = database_at(tmp_path / "kull.db", BEFORE)
    with opened(url).begin() as connection:
        connection.execute(text("UPDATE team SET organisation_id = 4711"))
    upgrade_database(opened(url))
    assert _revision(url) == NEWEST
