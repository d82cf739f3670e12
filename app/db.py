"""The database: its engine, the unit of work, and the only place that commits."""

from __future__ import annotations

import json
import random
import re
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from fastapi import Depends
from pydantic import Field
from pydantic_core import from_json
from sqlalchemy import DateTime, event, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field as Column
from sqlmodel import Session, create_engine

from app import change_count, schema
from app.config import settings
from app.errors import Code, Invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Executable

T = TypeVar("T")


Number = Annotated[int, Field(ge=0, le=2**31 - 1)]
"""What a column of whole numbers holds on either database; what is larger is refused where it comes in."""


def row_id() -> Any:  # noqa: ANN401 - a column, typed by the field it stands in
    """Return the key the database gives a row at its first flush, typed as always there; before, there is none."""
    return Column(default=None, primary_key=True)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored as UTC. SQLite forgets the zone, so it is put back on the way out."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        return value.replace(tzinfo=UTC) if value else None

    def result_processor(self, dialect: Any, coltype: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's signature
        """Read SQLite's text in one step: a long list holds thousands of times."""
        if dialect.name == "sqlite":
            return lambda text: time_of(text) if text else None
        return super().result_processor(dialect, coltype)


@lru_cache
def engine(url: str | None = None) -> Engine:
    address = make_url(url or settings().database_url)
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    is_sqlite = address.get_backend_name() == "sqlite"
    made = create_engine(
        address,
        json_serializer=_as_json,
        json_deserializer=from_json,  # five times as fast as json's for small things
        hide_parameters=True,  # what people have written stands in no log
        pool_pre_ping=not is_sqlite,  # a PostgreSQL that was started anew has forgotten its connections
    )
    event.listen(made, "before_cursor_execute", _refuse_what_cannot_be_stored)
    change_count.count_changes_of(made)
    if is_sqlite:
        event.listen(made, "connect", _tune_sqlite)
    return made


MAX_TEXT_CHARACTERS = 1_000_000
"""What a text or JSON column takes: larger things lie in files or in Microsoft 365, and are kept by reference."""
_NO_TEXT = re.compile(r"(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])")
"""NUL and half of a character as json writes them; whole pairs are taken out before."""
_PAIR = re.compile(r"\\ud[89ab]..\\ud[c-f]..")


def _as_json(value: Any) -> str:  # noqa: ANN401 - any JSON
    written = json.dumps(value)
    if "\\u" in written and _NO_TEXT.search(_PAIR.sub("", written)):
        raise Invalid(Code.value_not_storable, "Teksten har tegn som ikke er skrift, og kan ikke lagres.")
    return written


def _refuse_what_cannot_be_stored(
    _connection: object,
    _cursor: object,
    _statement: str,
    parameters: Any,  # noqa: ANN401 - SQLAlchemy's signature
    _context: object,
    _many: bool,
) -> None:
    """Refuse NUL, half characters and huge texts alike on either database, before anything is written."""
    for row in parameters if isinstance(parameters, list) else (parameters,):
        for value in row.values() if isinstance(row, dict) else row or ():
            if isinstance(value, str):
                _refuse_text(value)


def _refuse_text(text: str) -> None:
    if len(text) > MAX_TEXT_CHARACTERS:
        told = f"Teksten er på {len(text)} tegn, og det lagres høyst {MAX_TEXT_CHARACTERS}."
        raise Invalid(Code.value_not_storable, told)
    if "\x00" in text or not (text.isascii() or _is_writable(text)):
        raise Invalid(Code.value_not_storable, "Teksten har tegn som ikke er skrift, og kan ikke lagres.")


def _is_writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


AWAY = (OperationalError, PoolTimeout)
"""What is raised while the database cannot be reached, is locked, or has no room on its disk."""


def _tune_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection has no type
    """Let readers never wait for the writer, a busy writer wait 30 s, keys be kept, and deleted rows be overwritten."""
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "busy_timeout=30000",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def migrate(url: str | None = None) -> None:
    """Bring the database to the newest shape; a database that has it already costs a single query.

    Raises Paused where it lies on a network share, is newer than the program, is held by others or has no room.
    """
    schema.refuse_network_share(schema.database_file(_at(url).url))
    if not has_newest_shape(url):
        schema.upgrade_database(_at(url))


def _at(url: str | None) -> Engine:
    return engine(url) if url else engine()  # one pool, however it is asked for


def has_newest_shape(url: str | None = None) -> bool:
    """Compare the database with the program. Raises Paused for one that is newer than the program."""
    with _at(url).connect() as connection:
        present = schema.present_revision(connection)
    schema.refuse_newer(present)
    return present == schema.newest_revision()


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """Open a transaction: committed when the block ends well, undone when it does not."""
    with Session(engine()) as session:
        yield session
        session.commit()


GIVEN_UP_STATES = {"40001", "40P01"}
"""PostgreSQL's codes for a transaction it has given up because of another: serialization failure, deadlock."""
MAX_TRIES_OF_A_UNIT, MAX_PAUSE_SECONDS = 5, 0.05


def is_given_up(error: BaseException) -> bool:
    """Tell a transaction that was given up because of another: to repeat it helps."""
    return getattr(getattr(error, "orig", None), "sqlstate", None) in GIVEN_UP_STATES


def repeat_unit_of_work(work: Callable[[Session], T]) -> T:
    """Do work in a unit of its own, again when PostgreSQL gave it up because of another; work must bear repeating."""
    for tries in range(1, MAX_TRIES_OF_A_UNIT + 1):
        try:
            with unit_of_work() as session:
                return work(session)
        except OperationalError as error:
            if tries == MAX_TRIES_OF_A_UNIT or not is_given_up(error):
                raise
        time.sleep(random.uniform(0, MAX_PAUSE_SECONDS))  # noqa: S311 - spreading, no secret
    raise AssertionError("the last try returns or raises")


def as_given(session: Session, asked: Executable) -> Sequence[Any]:
    """Return raw driver tuples; skips type conversion (about five times as fast on long lists).

    Ask for times, JSON and words of ours as text; truth values are 0 and 1 on SQLite.
    """
    session.flush()
    return session.connection().execute(asked).cursor.fetchall()


def time_of(text: str) -> datetime:
    """Read a time that was asked for as text."""
    return datetime.fromisoformat(f"{text}+00:00")  # five times as fast as to put the zone on afterwards


def forget_deleted() -> None:
    """Let deleted rows leave SQLite's log of writes too; PostgreSQL's own vacuum does it there."""
    if engine().dialect.name == "sqlite":
        with engine().connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def _session() -> Iterator[Session]:
    with unit_of_work() as session:
        yield session


SessionDep = Annotated[Session, Depends(_session, scope="function")]  # committed before the answer is sent
