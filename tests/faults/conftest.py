"""Worlds on a database of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from faults.world import Worlds

from app.config import settings
from app.db import engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def worlds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worlds]:
    monkeypatch.setenv("KULL_DATABASE_URL", f"sqlite:///{tmp_path / 'kull.db'}")
    monkeypatch.setenv("KULL_PUBLIC_URL", "https://kull.example.no")
    monkeypatch.setenv("KULL_PACE", "off")
    settings.cache_clear()
    engine.cache_clear()
    made = Worlds(tmp_path)
    made.prepare()
    yield made
    engine().dispose()
    settings.cache_clear()
    engine.cache_clear()
