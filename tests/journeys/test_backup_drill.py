"""Fault 87: a backup put back on an empty machine, as docs/backup.md says it is done. What it took is printed."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sqlmodel import select
from support import small_cohort
from support.handing_in import channel_of, drop, look, standing
from support.terminal import Terminal, surroundings

from app.config import settings
from app.db import engine, unit_of_work
from app.submissions.models import Submission

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

FALLS = [
    "UNN;3;Fallforebygging;Siv Li;siv@example.no;teamleder",
    "UNN;3;Fallforebygging;Tor Moe;tor@example.no;medarbeider",
]
NOTHING = {"create": 0, "change": 0, "withdraw": 0}


def _on_an_empty_machine(kull: Terminal, backup: str) -> Terminal:
    """Make a folder with the backup and the settings, and nothing else."""
    folder = kull.folder / "new machine"
    folder.mkdir()
    shutil.copy(kull.folder / backup, folder / backup)
    ours = surroundings(folder, KULL_SANDBOX_URL=kull.environment["KULL_SANDBOX_URL"])
    return Terminal(folder, {**kull.environment, **ours})


def _left_to_do(kull: Terminal) -> dict[str, Any]:
    counts = kull.json("preview", "1")["counts"]
    return {action: counts[action] for action in NOTHING}


def test_a_backup_is_put_back_on_an_empty_machine_and_nothing_is_left_to_do(
    here: Path, kull: Terminal, sandbox: SandboxOnASocket, capsys: pytest.CaptureFixture[str]
) -> None:
    small_cohort.begin("torn-kull-3", 2026)
    before = small_cohort.seen_in(sandbox.address)
    began = time.perf_counter()
    taken = kull.json("db", "backup", "kull.backup.db")
    backed_up = time.perf_counter()
    assert (taken["ok"], taken["file"]) == (True, "kull.backup.db")

    there = _on_an_empty_machine(kull, "kull.backup.db")
    put_back = there.json("db", "restore", "kull.backup.db")
    restored = time.perf_counter()

    assert (put_back["ok"], put_back["rows"] > taken["rows"]) == (True, True)  # and the restore itself
    checked = there.json("db", "check")
    assert (checked["ok"], checked["problems"], checked["rows"]) == (True, [], put_back["rows"])
    assert _left_to_do(there) == NOTHING
    writes = _writes(sandbox)
    assert there.json("provision", "1")["waiting"] == 0
    assert (_writes(sandbox), small_cohort.seen_in(sandbox.address)) == (writes, before)
    size = (here / "kull.backup.db").stat().st_size
    with capsys.disabled():
        print(
            f"\nbackup {backed_up - began:.1f} s, restore {restored - backed_up:.1f} s, "
            f"{taken['rows']} rows, {size / 1e6:.1f} MB"
        )


def _writes(sandbox: SandboxOnASocket) -> int:
    return int(httpx.get(f"{sandbox.address}/_sandbox/requests").json()["writes"])


def test_files_handed_in_and_a_team_added_since_the_backup_are_there_once(
    here: Path, kull: Terminal, sandbox: SandboxOnASocket
) -> None:
    cohort = small_cohort.begin("torn-kull-3", 2026)
    look(cohort)
    backup = kull.json("db", "backup")["file"]
    small_cohort.enrol(cohort, FALLS)
    small_cohort.provision(cohort)
    drop(sandbox.address, channel_of(cohort, "Kirurgi"), "05 Poster/Kirurgi.pdf")
    drop(sandbox.address, channel_of(cohort, "Fallforebygging"), "05 Poster/Fall.pdf", by="siv@example.no")
    look(cohort)
    before = small_cohort.seen_in(sandbox.address)

    kull.json("db", "restore", backup)
    engine().dispose()
    assert (standing(cohort, "Kirurgi"), small_cohort.seen_in(sandbox.address)) == ([], before)
    small_cohort.enrol(cohort, FALLS)
    small_cohort.provision(cohort)
    look(cohort)

    assert standing(cohort, "Kirurgi") == [("poster", "received", 1)]
    assert standing(cohort, "Fallforebygging") == [("poster", "received", 1)]
    assert small_cohort.seen_in(sandbox.address) == before
    assert _left_to_do(kull) == NOTHING
    look(cohort)
    with unit_of_work() as session:
        assert len(session.exec(select(Submission)).all()) == 2


@pytest.mark.slow
def test_a_restore_is_refused_while_a_service_works_on_the_database(here: Path, kull: Terminal) -> None:
    assert kull.run("cohorts", "list").returncode == 0
    kull.json("db", "backup", "copy.db")
    lock = settings().lock_file
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+") as held:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        held.write(f'{{"pid": {os.getpid()}, "address": "http://127.0.0.1:8000"}}')
        held.flush()
        refused = kull.run("db", "restore", "copy.db")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "arbeider alt mot Microsoft 365 på http://127.0.0.1:8000" in refused.stderr


@pytest.mark.slow
def test_a_backup_writes_over_no_file_and_says_so(here: Path, kull: Terminal) -> None:
    assert kull.run("cohorts", "list").returncode == 0
    (here / "mine.db").write_bytes(b"dear to me")
    refused = kull.run("db", "backup", "mine.db")
    assert (refused.returncode, (here / "mine.db").read_bytes()) == (1, b"dear to me")
    assert refused.stderr.strip() == "mine.db finnes fra før, og blir ikke skrevet over."
    assert kull.run("db", "restore", "nowhere.db").returncode == 2
