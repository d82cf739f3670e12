"""The lock on being the only runner. It lies with the database, so it holds wherever a process is started.

Beside a SQLite file it is a locked file, and in PostgreSQL an advisory lock whose connection tells who holds it. Both
are let go by the system when their holder dies. A connection may be cut while we live: `jobs/sole_runner.py` looks.
"""

from __future__ import annotations

import fcntl
import json
import os
import platform
from contextlib import ExitStack, contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

from app import logs, provisioning
from app.db import engine
from app.errors import Code, Conflict
from app.schema import database_file, refuse_network_share
from jobs.sole_runner import SOLE_RUNNER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.config import Settings

Holder = dict[str, Any]
"""`pid`, `address` (empty when it answers nobody) and `machine`, as far as they are known."""
LANE = "runner"


@contextmanager
def the_one_runner(settings: Settings, *, address: str = "") -> Iterator[None]:
    """Hold the lock on being the runner. Raises Conflict, naming the process that holds it."""
    logs.configure()
    holder: Holder = {"pid": os.getpid(), "address": address, "machine": platform.node()}
    refuse_network_share(database_file(settings.database_url))
    with ExitStack() as held:
        for file in _lock_files(settings):
            held.enter_context(_alone_with(file, holder))
        held.enter_context(_alone_in_the_database(holder))
        yield


def _lock_files(settings: Settings) -> Iterator[Path]:
    """Give the file beside the database, and the one beside the sandbox's memory, which only one may write either.

    The second is also what services locked until 0.2; where it is left from one, it is taken, for it may still run.
    """
    if file := _beside_the_database(settings):
        yield file
    is_embedded = settings.tenant == "sandbox" and not settings.sandbox_url
    if is_embedded or settings.lock_file.exists():
        yield settings.lock_file


def _beside_the_database(settings: Settings) -> Path | None:
    file = database_file(settings.database_url)
    return file.with_name(f"{file.name}.runner") if file else None


@contextmanager
def _alone_with(file: Path, holder: Holder) -> Iterator[None]:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise _taken(_written_in(file)) from held
        _write(opened, json.dumps(holder))
        try:
            yield
        finally:
            _write(opened, "")


def _write(opened: IO[str], text: str) -> None:
    opened.seek(0)
    opened.truncate()
    opened.write(text)
    opened.flush()


def _written_in(file: Path) -> Holder:
    with suppress(OSError, ValueError):
        return dict(json.loads(file.read_text()))
    return {}


@contextmanager
def _alone_in_the_database(holder: Holder) -> Iterator[None]:
    if engine().dialect.name != "postgresql":
        yield
        return
    place = provisioning.SolePlace(LANE, holder=_in_a_line(holder))
    try:
        if not place.take():
            raise _taken(_holder_in_the_database())
        with SOLE_RUNNER.holding(place):
            yield
    finally:
        place.give_back()


def _in_a_line(holder: Holder) -> str:
    """Fit a holder into the 63 letters of a connection's name; the machine's own name may be cut."""
    return f"kull {holder['pid']} {holder['address'] or '-'} {holder['machine']}"[:63]


def _holder_in_the_database() -> Holder:
    match (provisioning.holder_of_lane(LANE) or "").split(" ", 3):
        case ["kull", pid, address, machine]:
            return {"pid": pid, "address": address.removeprefix("-"), "machine": machine}
    return {}


def _taken(holder: Holder) -> Conflict:
    machine = holder.get("machine", "")
    elsewhere = "" if _is_here(machine) else f" på maskinen {machine}"
    where = f" på {holder['address']}" if holder.get("address") else ""
    who = f"En annen prosess ({holder.get('pid', 'ukjent')}{elsewhere})"
    return Conflict(Code.runner_taken, f"{who} arbeider alt mot Microsoft 365{where}.")


def _is_here(machine: str) -> bool:
    """Compare a machine with this one, by as many letters as there was room for."""
    return not machine or platform.node().startswith(machine)


def running_service(settings: Settings) -> Holder:
    """Return the present runner as it wrote itself down; its address only where it is on this machine."""
    if file := _beside_the_database(settings):
        holder = _written_in(file)
    else:
        holder = _holder_in_the_database() if engine().dialect.name == "postgresql" else {}
    return holder if _is_here(holder.get("machine", "")) else {**holder, "address": ""}
