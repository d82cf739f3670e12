"""The migrations and the tables say the same, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from app.db import engine, migrate

if TYPE_CHECKING:
    from pathlib import Path


def test_a_migrated_sqlite_database_has_every_table_as_the_code_knows_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kull.db'}"
    assert _differences(url) == []


def test_a_migrated_postgresql_database_has_every_table_as_the_code_knows_it(postgres: str) -> None:
    assert _differences(postgres) == []


def _differences(url: str) -> list[object]:
    migrate(url)
    with engine(url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = list(compare_metadata(context, SQLModel.metadata))
    engine(url).dispose()
    return found
