"""A cohort that is made once in a process and copied for each test: the database, the tenant, the keys and the time.

It is copied only where a test begins as the first did: nothing in the database, the same people in the tenant, which
has been asked nothing yet, and the same settings. Anything else is made step by step.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import config
from app.config import settings
from app.db import engine, migrate
from app.schema import database_file
from support.sandbox_on_a_socket import RUNNING

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph_adapters.sandbox.engine.state import State

OWN = {
    "KULL_DATABASE_URL",
    "KULL_SANDBOX_URL",
    "KULL_SANDBOX_FILE",
    "KULL_AUDIT_KEY_FILE",
    "KULL_AUDIT_ANCHORS",
}
"""Settings that name a test's own folder and tenant."""
_COPIES: dict[str, _Copy] = {}
_SHAPE: list[bytes] = []


@dataclass(frozen=True, kw_only=True)
class _Copy:
    made: int
    address: str
    database: bytes
    tenant: str
    memory: dict[str, Any]
    contents: dict[str, bytes]
    files: dict[str, bytes]
    elapsed: float


def once(what: tuple[object, ...], make: Callable[[], int]) -> int:
    """Make a cohort, or copy the one that was made of the same by the same settings; return its id."""
    beginning = _beginning(what)
    if beginning is None:
        return make()
    if beginning not in _COPIES:
        made = make()
        if (copy := _copied(made)) is not None:
            _COPIES[beginning] = copy
        return made
    _put_in_place(_COPIES[beginning])
    return _COPIES[beginning].made


def _beginning(what: tuple[object, ...]) -> str | None:
    """Spell out what the cohort would be made of; None where it must be made step by step."""
    state, file = RUNNING.get(settings().sandbox_url), database_file(settings().database_url)
    if state is None or state.memory or file is None or settings().now is None or _has_tables(file):
        return None
    ours = {
        name: value.replace(str(file.parent), "")
        for name, value in os.environ.items()
        if name.startswith("KULL_") and name not in OWN
    }
    people = [
        {name: value for name, value in row.items() if name != "createdDateTime"}
        for table in state.tables.values()
        for row in table.rows.values()
    ]
    return json.dumps([what, ours, people, state.serial, state.offset.total_seconds()], sort_keys=True)


def _has_tables(file: Path) -> bool:
    if not file.exists():
        return False
    with closing(sqlite3.connect(file)) as opened:
        return bool(opened.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _copied(made: int) -> _Copy | None:
    """Copy all there is; None where the tenant's address cannot be written anew in the database's own bytes."""
    state, address = RUNNING[settings().sandbox_url], _place(settings().sandbox_url)
    with closing(sqlite3.connect(database_file(settings().database_url) or "")) as opened:
        database = opened.serialize()
        told = sum(line.count(address) for line in opened.iterdump())
    if database.count(address.encode()) != told:
        return None
    return _Copy(
        made=made,
        address=address,
        database=database,
        tenant=json.dumps(_rows(state)),
        memory=deepcopy(state.memory),
        contents=dict(state.blobs._held),  # noqa: SLF001 - the sandbox's own
        files={str(file): file.read_bytes() for file in _keys() if file.exists()},
        elapsed=time.monotonic() - config._STARTED,  # noqa: SLF001 - a clock that is set begins with its process
    )


def _place(address: str) -> str:
    return address.removeprefix("http://")


def _keys() -> list[Path]:
    return [Path(os.environ["KULL_AUDIT_KEY_FILE"]), Path(os.environ["KULL_AUDIT_ANCHORS"])]


def _rows(state: State) -> list[Any]:
    tables = {name: list(table.rows.values()) for name, table in state.tables.items()}
    return [state.serial, state.offset.total_seconds(), tables, dict(state.asked)]


def _put_in_place(copy: _Copy) -> None:
    state, address = RUNNING[settings().sandbox_url], _place(settings().sandbox_url)
    engine().dispose()
    _write(
        database_file(settings().database_url) or Path(),
        copy.database.replace(copy.address.encode(), address.encode()),
    )
    for file, content in zip(_keys(), copy.files.values(), strict=False):
        file.write_bytes(content)
    _remember(state, copy, address)
    config._STARTED = time.monotonic() - copy.elapsed  # noqa: SLF001 - so that no time has passed since


def _write(file: Path, database: bytes) -> None:
    for beside in ("", "-wal", "-shm"):
        file.with_name(file.name + beside).unlink(missing_ok=True)
    file.write_bytes(database)


def newest_shape() -> None:
    """Lay an empty database of the newest shape where there is none; the migrations themselves are tested elsewhere."""
    file = database_file(settings().database_url)
    if file is None or _has_tables(file):
        return
    engine().dispose()
    if _SHAPE:
        _write(file, _SHAPE[0])
        return
    migrate()
    engine().dispose()
    with closing(sqlite3.connect(file)) as opened:
        _SHAPE.append(opened.serialize())


def _remember(state: State, copy: _Copy, address: str) -> None:
    serial, _, tables, asked = json.loads(copy.tenant.replace(copy.address, address))
    for name, rows in tables.items():
        state.tables[name].rows.clear()
        for index in state.tables[name].indexes.values():
            index.clear()
        for row in rows:
            state.tables[name].put(row)
    state.serial = serial
    state.asked.update(asked)
    state.memory.update(deepcopy(copy.memory))
    state.blobs._held.update(copy.contents)  # noqa: SLF001 - the sandbox's own
