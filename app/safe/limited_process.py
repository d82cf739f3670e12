"""Run a function on a foreign file in a process of its own, which can neither exhaust the machine nor leave it.

The process has no environment of ours (no secret), bounded memory and time, writes no file, opens no connection and
starts no program. What it answers is read as JSON of an expected shape, never unpickled, so that a parser somebody
has taken over can lie about its own file and nothing else. A parser in C that is taken over may still *read* what
our account can read; the container is the wall against that.

Loading a parser takes half a second, so one nursery a function keeps it loaded and forks for each file.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Any, TypeVar

import structlog
from pydantic import TypeAdapter, ValidationError

from app.errors import Code, Invalid

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_MEMORY_BYTES = 1024**3  # bytes of address space
MAX_CPU_SECONDS = 20  # of CPU; a waiting process gets three times as long by the clock
MAX_ANSWER_BYTES = 32 * 1024**2
"""More than a full workbook of text; one text that 300,000 cells point to is a thousand times as much."""
AT_ONCE = BoundedSemaphore(2)

T = TypeVar("T")
log = structlog.get_logger()


class _TooLong(OSError):
    """An answer longer than any file gives."""


class TooHeavy(Invalid):
    """The file asked for more than a file may, or its reader broke down over it."""

    title = "Filen kan ikke leses"


def run_limited(
    function: Callable[..., Any],
    data: bytes,
    *,
    answer: type[T],
    memory: int = MAX_MEMORY_BYTES,
    seconds: int = MAX_CPU_SECONDS,
    **words: str | list[str],
) -> T:
    """Return `function(data, **words)`, made in a process with limits.

    The function stands at the top of a module. What it returns must be JSON to pydantic (a dataclass of texts,
    numbers, times) and of the type `answer`. Raises TooHeavy when it breaks a limit, raises, or answers otherwise.
    """
    name = f"{function.__module__}:{function.__name__}"
    written = json.dumps(words).encode() + b"\n" + data
    try:
        with AT_ONCE:
            answered = _asked(_nursery(name), struct.pack("QQ", memory, seconds), written, 3 * seconds)
        return TypeAdapter(answer).validate_json(answered)
    except (OSError, ValidationError) as error:
        if isinstance(error, TimeoutError):
            _close(name)
        log.warning("foreign file not read", function=name, size=len(data), why=type(error).__name__)
        raise TooHeavy(
            Code.file_too_heavy,
            "Filen er for tung eller skadet til å leses trygt. Lagre innholdet i en ny fil og prøv igjen.",
        ) from None


def _asked(nursery: _Nursery, limits: bytes, written: bytes, patience: float) -> bytes:
    """Give the nursery a line of its own for this file, send it, and read until the process ends."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs, nursery.turn:
            socket.send_fds(nursery.door, [limits], [theirs.fileno()])
        ours.settimeout(patience)
        ours.sendall(written)
        ours.shutdown(socket.SHUT_WR)
        return _heard(ours, until=time.monotonic() + patience)


def _heard(line: socket.socket, *, until: float) -> bytes:
    """Read an answer to its end: one that has none, or drips in for ever, takes neither our memory nor our time."""
    answer = bytearray()
    while piece := line.recv(64 * 1024):
        answer += piece
        if len(answer) > MAX_ANSWER_BYTES:
            raise _TooLong
        if (left := until - time.monotonic()) <= 0:
            raise TimeoutError
        line.settimeout(left)
    return bytes(answer)


@dataclass(frozen=True)
class _Nursery:
    process: subprocess.Popen[bytes]
    door: socket.socket
    turn: Lock


_OPEN: dict[str, _Nursery] = {}
_OPENING = Lock()


def _nursery(name: str) -> _Nursery:
    with _OPENING:
        if name not in _OPEN or _OPEN[name].process.poll() is not None:
            _OPEN[name] = _opened(name)
        return _OPEN[name]


def _opened(name: str) -> _Nursery:
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-I", "-B", "-m", "app.safe.fork_server", name],
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # a trace could hold what stands in the file
            env={"LANG": "C.UTF-8"},
            start_new_session=True,
        )
    return _Nursery(process, ours, Lock())


def _close(name: str) -> None:
    """End a nursery with all its processes; the next file opens a new one."""
    with _OPENING:
        nursery = _OPEN.pop(name, None)
    if nursery:
        nursery.door.close()
        os.killpg(nursery.process.pid, signal.SIGKILL)
        nursery.process.wait()


@atexit.register
def _close_all() -> None:
    for name in list(_OPEN):
        _close(name)
