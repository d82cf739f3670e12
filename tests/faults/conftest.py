"""Worlds on a database of their own."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from support.faults.elsewhere import elsewhere_in
from support.faults.world import Worlds, write_enrolled

from app.config import settings
from app.db import engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.faults.elsewhere import Elsewhere


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rows every world begins with, written once."""
    folder = tmp_path_factory.mktemp("enrolled")
    with pytest.MonkeyPatch.context() as patch, _database_in(folder, patch):
        return write_enrolled(folder)


@pytest.fixture
def worlds(tmp_path: Path, enrolled: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worlds]:
    monkeypatch.setenv("KULL_PUBLIC_URL", "https://kull.example.no")
    monkeypatch.setenv("KULL_PACE", "off")
    with _database_in(tmp_path, monkeypatch):
        made = Worlds(tmp_path, enrolled)
        made.restore()
        yield made


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhere]:
    """A tenant in a process of its own, and an empty database beside its file."""
    with elsewhere_in(tmp_path) as made:
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        with _database_in(tmp_path, monkeypatch):
            yield made


@contextmanager
def _database_in(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[None]:
    patch.setenv("KULL_DATABASE_URL", f"sqlite:///{folder / 'kull.db'}")
    settings.cache_clear()
    engine.cache_clear()
    yield
    engine().dispose()
    settings.cache_clear()
    engine.cache_clear()
