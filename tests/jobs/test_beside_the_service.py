"""`kull collect` beside a service that runs: the service looks, both tell of it, and nothing is taken in twice."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import small_cohort
from handing_in import channel_of, drop, look, standing

from app.config import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest
    from conftest import SandboxOnASocket, Terminal

POSTER, REPORT = "05 Poster/Kirurgi.pdf", "03 Statusrapporter/Statusrapport 2.pdf"


@contextmanager
def _serving(kull: Terminal) -> Iterator[None]:
    """The service as people run it, until it has looked once; it says everything to nobody."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port)]
    silent = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - our own program
        command, env=kull.environment, cwd=kull.folder, stdout=silent, stderr=silent
    ) as service:
        try:
            _until_ready(f"http://127.0.0.1:{port}/health/ready")
            yield
        finally:
            service.terminate()


def _until_ready(address: str) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        try:
            if httpx.get(address, timeout=5).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise AssertionError("the service did not start")


def test_two_who_ask_at_once_while_the_service_runs_make_no_twin(
    here: Path, sandbox: SandboxOnASocket, kull: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    del kull.environment["KULL_NOW"]  # three processes go by one clock
    monkeypatch.delenv("KULL_NOW")
    settings.cache_clear()
    cohort_id = small_cohort.begin("torn-kull-3", settings().clock().year + 1)
    look(cohort_id)
    kirurgi = channel_of(cohort_id, "Kirurgi")
    with _serving(kull):
        drop(sandbox.address, kirurgi, POSTER)
        drop(sandbox.address, kirurgi, REPORT)
        with ThreadPoolExecutor(2) as people:
            told = list(people.map(lambda _: kull.json("collect"), range(2)))
        assert {(one["unplaced"], tuple(one["problems"])) for one in told} == {(0, ())}
    assert standing(cohort_id, "Kirurgi") == [("statusrapport-2", "received", 1), ("poster", "received", 1)]
