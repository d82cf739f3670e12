"""The fork server, a nursery of readers: a process that loads the named function, and forks for each foreign file.

A fork gives up its rights, reads the one file, answers and ends. `pydantic_core` and the parser are all it loads.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import struct
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

if TYPE_CHECKING:
    from collections.abc import Callable

_FORBIDDEN = ("socket.", "subprocess.", "urllib.", "ctypes.", "shutil.", "os.", "pty.", "webbrowser.")
_READING = {"os.listdir", "os.scandir"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_LIMITS = struct.Struct("QQ")


def main() -> None:
    """Serve until our caller is gone."""
    module, _, function = sys.argv[1].partition(":")
    read = getattr(import_module(module), function)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=sys.stdin.fileno()) as door:
        while True:
            limits, lines, *_ = socket.recv_fds(door, _LIMITS.size, 1)
            if not lines:
                return
            if os.fork() == 0:
                _read_and_end(lines[0], read, *_LIMITS.unpack(limits))
            os.close(lines[0])


def _read_and_end(line: int, read: Callable[..., Any], memory: int, seconds: int) -> None:
    try:
        _bound(memory, seconds)
        sys.addaudithook(_stay_inside)
        with os.fdopen(line, "rb", closefd=False) as asked:
            words = json.loads(asked.readline())
            answer = to_json(read(asked.read(), **words))
        while answer:
            answer = answer[os.write(line, answer) :]
    finally:
        os._exit(0)


def _bound(memory: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _stay_inside(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse connections, programs and writing. An audit hook cannot be taken off again."""
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if writes or (event.startswith(_FORBIDDEN) and event not in _READING):
        raise PermissionError(f"{event} is not for a reader of foreign files")


if __name__ == "__main__":
    main()
