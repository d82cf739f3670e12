"""`kull` in processes forked from one that has imported everything: a command takes no time to start.

That one process does nothing else and has no threads, so that a fork of it is as good as a process begun anew.
"""

from __future__ import annotations

import os
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import app
import graph_adapters
import jobs
from app import config
from app.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from multiprocessing.process import BaseProcess

_OURS = [Path(package.__path__[0]) for package in (app, graph_adapters, jobs)]
_MODULES = [
    ".".join(file.relative_to(root.parent).with_suffix("").parts).removesuffix(".__init__")
    for root in _OURS
    for file in sorted(root.rglob("*.py"))
    if file.stem != "__main__"
]
_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload(_MODULES)
_STREAMS = {1: "out", 2: "err"}


def run_kull(words: Sequence[str], *, folder: Path, environment: Mapping[str, str]) -> CompletedProcess[str]:
    """Run a command to its end, and return as `subprocess.run` does."""
    with TemporaryDirectory() as told:
        process = begin_kull(words, folder=folder, environment=environment, told=Path(told))
        process.join()
        said = [(Path(told) / stream).read_text("utf-8") for stream in _STREAMS.values()]
        return CompletedProcess(["kull", *words], process.exitcode or 0, *said)


def begin_kull(
    words: Sequence[str], *, folder: Path, environment: Mapping[str, str], told: Path
) -> BaseProcess:
    """Begin a command; the files `out` and `err` in `told` hold what it says."""
    process = _FORKS.Process(target=_kull, args=(words, folder, dict(environment), told))
    process.start()
    return process


def _kull(words: Sequence[str], folder: Path, environment: Mapping[str, str], told: Path) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, stream in _STREAMS.items():
        os.dup2(os.open(told / stream, os.O_WRONLY | os.O_CREAT), number)
    sys.argv = ["kull", *words]
    config._STARTED = time.monotonic()  # noqa: SLF001 - a clock that is set begins with its process
    main()
