"""One process at a time works against Microsoft 365, on one machine and on several that share a database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from support.paths import ROOT

from app.config import settings
from app.db import engine
from app.errors import Conflict
from jobs.runner.service import the_one_runner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RUNS = """
from app.config import settings
from jobs.runner.service import the_one_runner

with the_one_runner(settings(), address="http://127.0.0.1:8000"):
    print("runs", flush=True)
    input()
"""


@contextmanager
def _running(machine: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process, whose files lie on `machine`, that is the runner; it is killed outright."""
    files = {"KULL_SANDBOX_FILE": str(machine / "sandbox.jsonl"), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", RUNS],
        env=os.environ | files,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "runs\n"
        yield process
        process.kill()


def _until_it_is_let_go() -> None:
    """Be the runner once the database has seen that the other is dead."""
    for _ in range(300):
        with suppress(Conflict), the_one_runner(settings()):
            return
        time.sleep(0.1)
    pytest.fail("the lock of a dead process was never let go")


def test_on_one_machine_the_second_is_told_who_works_already(here: Path) -> None:
    with _running(here) as process, pytest.raises(Conflict) as refused, the_one_runner(settings()):
        pass
    assert str(refused.value) == (
        f"En annen prosess ({process.pid}) arbeider alt mot Microsoft 365 på http://127.0.0.1:8000."
    )
    with the_one_runner(settings()):
        pass  # once the first is dead


def test_of_two_machines_with_one_database_one_works(
    here: Path, tmp_path_factory: pytest.TempPathFactory, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KULL_DATABASE_URL", postgres)
    settings.cache_clear()
    engine.cache_clear()
    with (
        _running(tmp_path_factory.mktemp("another-machine")),
        pytest.raises(Conflict) as refused,
        the_one_runner(settings()),
    ):
        pass
    assert str(refused.value) == (
        "En tjeneste på en annen maskin bruker den samme databasen, og arbeider alt mot Microsoft 365."
    )
    _until_it_is_let_go()
