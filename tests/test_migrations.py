"""The migrations and the tables say the same, on both databases, and the version before can go on beside each."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel
from support.upgrades import REVISIONS, add_rows, opened, rows_of, tables_of

from app.db import engine, migrate
from app.schema.service import upgrade_database

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


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_version_goes_on_reading_and_writing_beside_the_shape_of_the_next(
    tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    """Expand, then contract: what a program knows stays, and what is new may be left out of a row.

    One database goes through every revision. Before each, every table gets a row, so that the change meets data; after
    it, the program of the revision before adds a row with just the columns it knows, and reads all that it wrote.
    """
    url = f"sqlite:///{tmp_path / 'kull.db'}" if kind == "sqlite" else request.getfixturevalue("postgres")
    upgrade_database(opened(url), REVISIONS[0])
    for number, (before, after) in enumerate(pairwise(REVISIONS)):
        with opened(url).begin() as connection:
            known = tables_of(connection)
            add_rows(connection, 2 * number, known)
            rows = rows_of(connection, known)
        upgrade_database(opened(url), after)
        with opened(url).begin() as connection:
            assert rows_of(connection, known) == rows, f"{after} changes what {before} wrote"
            add_rows(connection, 2 * number + 1, known)
            assert _counted(rows_of(connection, known)) == {name: len(of) + 1 for name, of in rows.items()}


def _counted(rows: dict[str, list[dict[str, object]]]) -> dict[str, int]:
    return {name: len(of) for name, of in rows.items()}
