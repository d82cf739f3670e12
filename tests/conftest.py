"""A fresh database for every test that asks for a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session, SQLModel

from app import tables  # noqa: F401 - the metadata is whole
from app.db import engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    database = engine(f"sqlite:///{tmp_path / 'kull.db'}")
    SQLModel.metadata.create_all(database)
    with Session(database) as session:
        yield session
    database.dispose()
