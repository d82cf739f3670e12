"""A small programme to try one thing on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from app.config import settings
from app.db import engine
from app.programmes.language.definition import Definition

if TYPE_CHECKING:
    from pathlib import Path

Programme = Callable[..., Definition]


def _programme(*meetings: dict[str, Any], **more: Any) -> Definition:
    usual = {
        "key": "samling",
        "kind": "gathering",
        "title": "Samling",
        "audience": "teams",
        "mode": "physical",
    }
    return Definition.model_validate(
        {
            "key": "eksempel",
            "name": "Eksempel",
            "owner": "Helse Nord RHF",
            "version": 1,
            "purpose": "Øve",
            "source": {"document": "Et notat"},
            "meetings": [{**usual, **meeting} for meeting in meetings],
            **more,
        }
    )


@pytest.fixture(scope="session")
def programme() -> Programme:
    """Make one: `programme({"when": {"week": 43}}, application={…})`; what is not said is a gathering."""
    return _programme


@pytest.fixture
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let commands store in a database of the test's own."""
    monkeypatch.setenv("KULL_DATABASE_URL", f"sqlite:///{tmp_path / 'kull.db'}")
    settings.cache_clear()
    engine.cache_clear()
    yield tmp_path
    engine().dispose()
    settings.cache_clear()
    engine.cache_clear()
