"""One process at a time works against Microsoft 365, from whichever folder and machine, for each database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from support import small_cohort
from support.paths import ROOT
from support.service_process import serving
from support.terminal import Terminal

from app.config import settings
from app.db import engine
from app.errors import Conflict
from jobs.runner.lock import running_service, the_one_runner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

HERE = "http://127.0.0.1:8000"
TASKS = 30
"""Fifteen for each of the two teams."""
RUNS = """
import platform, sys
from app.config import settings
from jobs.runner.lock import the_one_runner

address, machine = sys.argv[1:]
if machine:
    platform.node = lambda: machine
with the_one_runner(settings(), address=address):
    print("runs", flush=True)
    input()
"""


@contextmanager
def _running(folder: Path, *, address: str = HERE, machine: str = "") -> Iterator[subprocess.Popen[str]]:
    """Another process, started in a folder of its own, that is the runner; it is killed outright."""
    files = {"KULL_SANDBOX_FILE": str(folder / "sandbox.jsonl"), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", RUNS, address, machine],
        env=os.environ | files,
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "runs\n"
        yield process
        process.kill()


def _refusal() -> str:
    with pytest.raises(Conflict) as refused, the_one_runner(settings()):
        pass
    return str(refused.value)


def _until_it_is_let_go() -> None:
    """Be the runner once the database has seen that the other is dead."""
    for _ in range(300):
        with suppress(Conflict), the_one_runner(settings()):
            return
        time.sleep(0.1)
    pytest.fail("the lock of a dead process was never let go")


@pytest.fixture
def another_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("another-folder")


@pytest.fixture
def on_postgres(here: Path, postgres: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("KULL_DATABASE_URL", postgres)
    settings.cache_clear()
    engine.cache_clear()
    yield postgres
    engine().dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def either(here: Path, request: pytest.FixtureRequest) -> None:
    """The same on each database; SQLite's is the one of `here`."""
    if request.param == "postgresql":
        request.getfixturevalue("on_postgres")


def test_from_another_folder_the_second_is_told_who_works_already(either: None, another_folder: Path) -> None:
    with _running(another_folder) as process:
        assert _refusal() == f"En annen prosess ({process.pid}) arbeider alt mot Microsoft 365 på {HERE}."
    _until_it_is_let_go()


def test_from_another_machine_the_machine_is_named_and_its_address_is_nobody_here(
    either: None, another_folder: Path
) -> None:
    with _running(another_folder, machine="helse-2") as process:
        assert _refusal() == (
            f"En annen prosess ({process.pid} på maskinen helse-2) arbeider alt mot Microsoft 365 på {HERE}."
        )
        assert running_service(settings())["address"] == ""


def test_the_service_is_found_from_another_folder_until_it_ends(either: None, another_folder: Path) -> None:
    with the_one_runner(settings(), address=HERE):
        found = settings().model_copy(update={"sandbox_file": str(another_folder / "sandbox.jsonl")})
        assert (running_service(found)["pid"], running_service(found)["address"]) in (
            (os.getpid(), HERE),
            (str(os.getpid()), HERE),
        )
    assert running_service(settings()).get("address", "") == ""


def test_a_link_to_the_database_is_the_same_database(
    here: Path, another_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (another_folder / "link.db").symlink_to(here / "kull.db")
    with _running(another_folder) as process:
        monkeypatch.setenv("KULL_DATABASE_URL", f"sqlite:///{another_folder / 'link.db'}")
        settings.cache_clear()
        assert f"({process.pid})" in _refusal()


def test_two_databases_have_a_runner_each(
    here: Path, another_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _running(another_folder):
        monkeypatch.setenv("KULL_DATABASE_URL", f"sqlite:///{another_folder / 'kull.db'}")
        settings.cache_clear()
        with the_one_runner(settings()):
            pass


def test_the_memory_of_the_sandbox_has_one_writer_whichever_the_database(
    here: Path, another_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KULL_SANDBOX_URL", "")
    settings.cache_clear()
    with _running(here) as process:
        monkeypatch.setenv("KULL_DATABASE_URL", f"sqlite:///{another_folder / 'kull.db'}")
        settings.cache_clear()
        assert f"({process.pid})" in _refusal()


def test_a_service_of_an_older_version_is_noticed(here: Path) -> None:
    """It locked the file beside the sandbox's memory, and wrote no machine."""
    old = "import fcntl,sys; f=open(sys.argv[1],'a+'); fcntl.flock(f, fcntl.LOCK_EX); print(flush=True); input()"
    settings().lock_file.write_text(json.dumps({"pid": 4711, "address": HERE}))
    with subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", old, str(settings().lock_file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert _refusal() == f"En annen prosess (4711) arbeider alt mot Microsoft 365 på {HERE}."
        process.kill()


def test_a_database_without_a_file_needs_no_lock(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KULL_DATABASE_URL", "sqlite://")
    settings.cache_clear()
    engine.cache_clear()
    with the_one_runner(settings(), address=HERE):
        assert running_service(settings()) == {}


@pytest.fixture
def kull_elsewhere(kull: Terminal, another_folder: Path) -> Terminal:
    """The terminal in another folder, with the same database and tenant."""
    own = {"KULL_SANDBOX_FILE": str(another_folder / "sandbox.jsonl")}
    return Terminal(another_folder, kull.environment | own)


@pytest.fixture
def cohort(
    here: Path, kull: Terminal, kull_elsewhere: Terminal, either: None, monkeypatch: pytest.MonkeyPatch
) -> int:
    """A cohort that is not made yet, on either database. All processes go by one clock."""
    monkeypatch.delenv("KULL_NOW")
    settings.cache_clear()
    for terminal in (kull, kull_elsewhere):
        del terminal.environment["KULL_NOW"]
        terminal.environment["KULL_DATABASE_URL"] = settings().database_url
    cohort_id = small_cohort.started("torn-kull-3", settings().clock().year + 1)
    engine().dispose()
    return cohort_id


def _tasks(sandbox: SandboxOnASocket) -> int:
    return sum(len(team.tasks) for team in small_cohort.seen_in(sandbox.address).teams)


def test_beside_a_service_a_second_is_refused_and_a_command_leaves_the_work_to_it(
    cohort: int, kull: Terminal, kull_elsewhere: Terminal, sandbox: SandboxOnASocket
) -> None:
    with serving(kull) as (process, address):
        second = kull_elsewhere.run("serve", "--port", "0")
        made = kull_elsewhere.run("provision", str(cohort))
    assert (second.returncode, second.stderr) == (
        1,
        f"En annen prosess ({process.pid}) arbeider alt mot Microsoft 365 på {address}.\n",
    )
    assert (made.returncode, _tasks(sandbox)) == (0, TASKS), made.stderr


def test_beside_a_command_in_another_folder_a_command_is_refused(
    cohort: int, kull: Terminal, another_folder: Path, sandbox: SandboxOnASocket
) -> None:
    with _running(another_folder, address="") as process:
        second = kull.run("provision", str(cohort))
    assert (second.returncode, second.stderr.splitlines()[-1], _tasks(sandbox)) == (
        1,
        f"En annen prosess ({process.pid}) arbeider alt mot Microsoft 365.",
        0,
    )


@pytest.mark.slow
def test_of_two_commands_from_two_folders_at_once_one_makes_the_cohort(
    cohort: int, kull: Terminal, kull_elsewhere: Terminal, sandbox: SandboxOnASocket
) -> None:
    with ThreadPoolExecutor(2) as people:
        done = list(people.map(lambda one: one.run("provision", str(cohort)), (kull, kull_elsewhere)))
    assert 0 in {one.returncode for one in done}
    for one in done:
        assert one.returncode == 0 or "arbeider alt mot Microsoft 365." in one.stderr
    assert _tasks(sandbox) == TASKS
