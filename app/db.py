"""The database: its engine, the unit of work, and the only place that commits."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

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

from app import schema
from app.config import settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Executable

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
        json_deserializer=from_json,  # five times as fast as json's for small things
        hide_parameters=True,  # what people have written stands in no log
        pool_pre_ping=not is_sqlite,  # a PostgreSQL that was started anew has forgotten its connections
    )
    if is_sqlite:
        event.listen(made, "connect", _tune_sqlite)
    return made


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
