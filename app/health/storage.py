"""Where our rows lie: whether the pages are whole, and whether there is room to write."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.exc import DatabaseError

from app.db import engine
from app.errors import Code, Refused
from app.health.models import JobRun
from app.health.problems import FIXES, Problem, problem_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import ExceptionContext
    from sqlmodel import Session

    from app.health.pulse import Pulse

MAX_FLAWS_SHOWN = 5
ROOM_BYTES = 64 * 1024
"""A full disk often still takes the few bytes of a row: this much does not fit in what was left over."""
DAMAGED = "Databasen er skadet"
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


class StorageDamaged(Exception):
    """Pages of the database's file are not as they were written."""

    problem = Problem.damaged


def damage() -> list[str]:
    """Return what SQLite finds wrong in its file, read once through; PostgreSQL looks after its own pages."""
    if engine().dialect.name != "sqlite":
        return []
    try:
        with engine().connect() as connection:
            found = connection.exec_driver_sql(f"PRAGMA quick_check({MAX_FLAWS_SHOWN})").scalars().all()
    except DatabaseError as error:
        if problem_of(error) is not Problem.damaged:
            raise
        return [str(error.orig)]
    return [] if found == ["ok"] else [str(flaw) for flaw in found]


def refuse_damaged() -> None:
    """Raise Refused, before anything reads or writes in it, for a database whose pages are broken."""
    if flaws := damage():
        found = f"{DAMAGED}, så tjenesten starter ikke (SQLite: {' '.join(flaws[0].split())})."
        raise Refused(Code.database_damaged, f"{found} {FIXES[Problem.damaged]}")


def try_room(session: Session) -> None:
    """Write more than fits in what is left of a full disk, and take it away again."""
    tried = JobRun(name="room", counted_from=_NEVER, problem=" " * ROOM_BYTES)
    session.add(tried)
    session.flush()
    session.delete(tried)


@contextmanager
def watched_by(pulse: Pulse) -> Iterator[None]:
    """Let the pulse hear of each error of the database, whoever meets it."""

    def heard(context: ExceptionContext) -> Any:  # noqa: ANN401 - SQLAlchemy takes another error in its place
        pulse.meet(context.original_exception)

    event.listen(engine(), "handle_error", heard)
    try:
        yield
    finally:
        event.remove(engine(), "handle_error", heard)
