"""The films are made once for all tests."""

from __future__ import annotations

import pytest
from support.papers.films import Studio, films


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in films(Studio(tmp_path_factory.mktemp("films"))).items()}
