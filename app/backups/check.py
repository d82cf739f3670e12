"""Examine a database: its pages, its keys, its version, its audit chain, and how many rows it has."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, inspect, select, table
from sqlalchemy.dialects import sqlite
from sqlmodel import Session

from app import audit
from app.db import engine
from app.schema import newest_revision, present_revision

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine, Select

MAX_PROBLEMS_TOLD = 5
VERSIONS = "alembic_version"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The findings: `problems` in words, the version, and the number of rows by table."""

    problems: list[str]
    version: str
    rows: dict[str, int]

    @property
    def ok(self) -> bool:
        return not self.problems


def check_file(file: Path) -> Checked:
    """Examine a copy without changing it: what SQLite says of it, and whether it is ours."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            problems = broken_pages(connection)
            return Checked(problems=problems, version=_version(connection), rows=_rows(connection))
    except sqlite3.DatabaseError:
        return Checked(problems=["Filen er ikke en hel database fra Kull."], version="", rows={})


def broken_pages(connection: sqlite3.Connection) -> list[str]:
    """Tell what is torn in a database, and which rows point at rows that are not there."""
    torn = [told for (told,) in connection.execute("PRAGMA integrity_check(5)") if told != "ok"]
    loose = [table for table, *_ in connection.execute("PRAGMA foreign_key_check")]
    problems = [f"Databasen er skadet: {told}" for told in torn[:MAX_PROBLEMS_TOLD]]
    return problems + [f"En rad i {table} viser til en rad som mangler." for table in sorted(set(loose))]


def _version(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    tables = [name for (name,) in found if name != VERSIONS and not name.startswith("sqlite_")]
    return {
        name: connection.execute(str(_count_of(name).compile(dialect=sqlite.dialect()))).fetchone()[0]
        for name in tables
    }


def _count_of(name: str) -> Select[int]:
    return select(func.count()).select_from(table(name))


def check_database(url: str) -> Checked:
    """Examine the database in use, whichever kind it is."""
    database = engine(url)
    with database.connect() as connection:
        version = present_revision(connection) or ""
    rows = rows_in(database)
    problems = [*_torn(database), *_version_problems(version)]
    return Checked(problems=problems or _chain_problems(database), version=version, rows=rows)


def _torn(database: Engine) -> list[str]:
    if database.dialect.name != "sqlite":
        return []  # PostgreSQL examines its own pages
    with database.connect() as connection:
        raw: sqlite3.Connection = connection.connection.dbapi_connection  # type: ignore[assignment]
        return broken_pages(raw)


def _version_problems(version: str) -> list[str]:
    if version == newest_revision():
        return []
    return [f"Databasen har versjon {version or 'ingen'}, og programmet {newest_revision()}."]


def _chain_problems(database: Engine) -> list[str]:
    with Session(database) as session:
        return list(audit.broken_links(session))[:MAX_PROBLEMS_TOLD]


def rows_in(database: Engine) -> dict[str, int]:
    """Count the rows of each table."""
    with database.connect() as connection:
        names = sorted(name for name in inspect(connection).get_table_names() if name != VERSIONS)
        return {name: connection.execute(_count_of(name)).scalar_one() for name in names}
