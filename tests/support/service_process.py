"""The service as people run it: a process of its own, on a port of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.terminal import Terminal

PATIENCE_SECONDS = 600
"""A machine that many share may take minutes to start a service; one that has ended is told of at once."""


@contextmanager
def serving(kull: Terminal) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Give the process and its address once it is ready; it says everything to nobody, and is stopped in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port)]
    silent, address = subprocess.DEVNULL, f"http://127.0.0.1:{port}"
    with subprocess.Popen(  # noqa: S603 - our own program
        command, env=kull.environment, cwd=kull.folder, stdout=silent, stderr=silent
    ) as process:
        try:
            until(lambda: process.poll() is not None or _is_ready(address))
            assert process.poll() is None
            yield process, address
        finally:
            process.terminate()


def resident_bytes(pid: int) -> int:
    """Return how much memory a process holds."""
    pages = Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def until(is_so: Callable[[], bool]) -> None:
    """Wait for something that happens in another process."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.05)


def _is_ready(address: str) -> bool:
    with suppress(httpx.HTTPError):
        return httpx.get(f"{address}/health/ready", timeout=60).is_success
    return False
