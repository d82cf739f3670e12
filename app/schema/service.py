"""Bring a database to the newest shape, wholly or not at all, while others wait. Decision 32 says why it is so."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import URL, NullPool, create_engine, event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from app import logs
from app.errors import Code, Paused
from app.schema.copies import copy_database, remove_earlier_copies
from app.schema.files import database_file
from app.schema.revisions import newest_revision, present_revision, refuse_newer, run_revisions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

SQLITE_WAIT_SECONDS = 60
"""Seconds to wait for a process that upgrades, or writes, before us."""
FIRST_STARTER_WAIT = "2min"
"""How long a second starter waits in PostgreSQL for the first to have upgraded."""
TABLE_WAIT = "10s"
"""How long a change waits for the service that still runs: meanwhile everybody else waits behind us."""
BUSY, NO_LOCK = "SQLITE_BUSY", "55P03"
NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")
log = structlog.get_logger()


def upgrade_database(database: Engine, to: str | None = None) -> None:
    """Bring a database to a revision, the newest unless one is named. Raises Paused, and then it is as it was."""
    target = to or newest_revision()
    file = database_file(database.url)
    if file is not None:
        _upgrade_file(file, target)
    elif database.dialect.name == "postgresql":
        _upgrade_server(database, target)
    else:  # in memory there is one connection, and nobody else
        with database.begin() as connection:
            run_revisions(connection, target)


def _upgrade_file(file: Path, target: str) -> None:
    with _alone_in(file) as connection:
        with connection.begin():
            before = present_revision(connection)
            refuse_newer(before)
            if before == target:  # another process was first
                return
            copy = copy_database(file, target) if before else None
            _change(connection, target)
        remove_earlier_copies(file)
        _tell(before, target, copy)


@contextmanager
def _alone_in(file: Path) -> Iterator[Connection]:
    """Yield a connection of our own, whose transactions are real ones: Python's driver would leave changes outside.

    Keys are not kept meanwhile, because to change a table is to make it anew and drop the old one.
    """
    made = create_engine(
        URL.create("sqlite", database=str(file)),
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"isolation_level": None, "timeout": SQLITE_WAIT_SECONDS},
    )
    event.listen(made, "connect", _tune)
    event.listen(made, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with _sqlite_refusals(), made.connect() as connection:
            yield connection
    finally:
        made.dispose()


def _tune(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection has no type
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _change(connection: Connection, target: str) -> None:
    before = _broken_keys(connection)
    run_revisions(connection, target)
    if broken := _broken_keys(connection) - before:
        raise IntegrityError("PRAGMA foreign_key_check", None, ValueError(", ".join(sorted(broken))))


def _broken_keys(connection: Connection) -> Counter[str]:
    """Count, for each table, the rows that point at nothing."""
    return Counter(row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check"))


@contextmanager
def _sqlite_refusals() -> Iterator[None]:
    """Say in words what stood in the way; SQLAlchemy wraps the driver's errors, a copy raises them as they are."""
    try:
        yield
    except Exception as error:
        name = getattr(getattr(error, "orig", error), "sqlite_errorname", "")
        if name.startswith(BUSY):
            raise _held() from error
        if name.startswith(NO_ROOM) or isinstance(error, OSError):
            raise _no_room() from error
        raise


def _upgrade_server(database: Engine, target: str) -> None:
    with _postgresql_refusals(), database.begin() as connection:
        _wait(connection, FIRST_STARTER_WAIT)
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('kull upgrade', 0))"))
        before = present_revision(connection)
        refuse_newer(before)
        if before == target:
            return
        _wait(connection, TABLE_WAIT)
        run_revisions(connection, target)
    _tell(before, target, None)


def _wait(connection: Connection, longest: str) -> None:
    connection.execute(text("SELECT set_config('lock_timeout', :longest, true)"), {"longest": longest})


@contextmanager
def _postgresql_refusals() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) == NO_LOCK:
            raise _held() from error
        raise


def _held() -> Paused:
    return Paused(
        Code.database_held,
        "Databasen kan ikke oppdateres nå, for noen andre bruker den. Den er som før. Stopp den andre tjenesten eller "
        "vent til den er ferdig, og start igjen.",
    )


def _no_room() -> Paused:
    return Paused(
        Code.database_without_room,
        "Databasen kan ikke oppdateres, for disken er full eller kan ikke skrives til. Den er som før. Det "
        "trengs plass til en kopi og litt til: rydd på disken, og start igjen.",
    )


def _tell(before: str | None, after: str, copy: Path | None) -> None:
    """Write one line in the log; a database that is made from nothing is no news."""
    if before is None:
        return
    logs.configure()
    log.info("database upgraded", before=before, after=after, copy=str(copy) if copy else None)
