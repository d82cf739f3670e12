"""The films are made once for all tests; the network is two small teams in rows alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support import small_network
from support.papers.films import Studio, films

if TYPE_CHECKING:
    from sqlmodel import Session


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in films(Studio(tmp_path_factory.mktemp("films"))).items()}


@pytest.fixture
def network(session: Session) -> Session:
    """Two teams in an empty database, whose library is followed."""
    small_network.start(session)
    return session
