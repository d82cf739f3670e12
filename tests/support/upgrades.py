"""Databases of earlier versions, with data in every table, whatever tables they have."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Enum, MetaData, NullPool, Table, create_engine, select
from sqlalchemy.types import Boolean, Date, DateTime, Float, Integer, LargeBinary

from app.schema.service import upgrade_database
from support.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Column, Connection, Engine

REVISIONS = sorted(file.name.partition("_")[0] for file in (ROOT / "migrations/versions").glob("*.py"))
OF_ALEMBIC = "alembic_version"
AT = datetime(2026, 4, 1, 8)  # noqa: DTZ001 - as it stands in a column
REPORT = {"selvevaluering": {"number": 3.5}}
Tables = dict[str, Table]
Rows = dict[str, list[dict[str, Any]]]


def opened(url: str) -> Engine:
    """An engine that holds nothing open: what it is asked about is upgraded, killed and looked at again."""
    return create_engine(url, poolclass=NullPool)


def database_at(file: Path, revision: str) -> str:
    """The address of a SQLite database at a revision, with three rows in each table; no copies beside it."""
    url = f"sqlite:///{file}"
    upgrade_database(opened(url), revision)
    with opened(url).begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        tables = tables_of(connection)
        for number in (1, 2, 3):
            add_rows(connection, number, tables)
    return url


def tables_of(connection: Connection) -> Tables:
    """The tables that are there, those that are pointed at first."""
    metadata = MetaData()
    metadata.reflect(connection)
    return {table.name: table for table in metadata.sorted_tables if table.name != OF_ALEMBIC}


def add_rows(connection: Connection, number: int, tables: Tables) -> None:
    """Add a row to each of the tables, with a value for each of their columns."""
    for table in tables.values():
        connection.execute(
            table.insert().values({column.name: _value(column, number) for column in table.columns})
        )


def rows_of(connection: Connection, tables: Tables) -> Rows:
    """What stands in the tables, as a program that knows no other columns reads it."""
    return {
        name: sorted((dict(row) for row in connection.execute(select(table)).mappings()), key=str)
        for name, table in tables.items()
    }


def _value(column: Column[Any], number: int) -> Any:
    """A value that points at the rows of the same number, and is its own in every column; 1 is in use."""
    kind, text = column.type, f"{column.name} {number}"
    if column.foreign_keys:
        return _value(next(iter(column.foreign_keys)).column, number)
    if isinstance(kind, Enum):
        return kind.enums[0]
    for of_kind, value in (
        (JSON, REPORT),
        (Boolean, True),
        (Integer, 100 + number),
        (Float, 0.5 + number),
        (DateTime, AT),
        (Date, AT.date()),
        (LargeBinary, text.encode()),
    ):
        if isinstance(kind, of_kind):
            return value
    return text
