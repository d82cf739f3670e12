"""The pace all workers share: a row for each lane, locked while it changes, by the database's clock."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sqlalchemy import func, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session, select

from app.db import engine
from app.provisioning.ledger.models import PaceLane

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def lock_lane(session: Session, lane: str) -> PaceLane:
    """Lock a lane's row until this transaction ends; make the row where it is new."""
    found = session.exec(select(PaceLane).where(PaceLane.lane == lane).with_for_update()).first()
    if found is not None:
        return found
    try:
        with session.begin_nested():
            session.add(PaceLane(lane=lane))
    except IntegrityError:  # somebody was faster
        pass
    return lock_lane(session, lane)


def database_time(session: Session) -> float:
    """Return the database's time, the clock that all workers share: seconds since 1970."""
    return float(session.execute(select(func.extract("epoch", func.clock_timestamp()))).scalar_one())


@contextmanager
def hold_place_in_lane(lane: str, at_once: int) -> Iterator[bool]:
    """Hold a place in a lane, and yield whether there was any free. It is given back also when we are killed.

    PostgreSQL's advisory locks belong to a connection, and to no transaction.
    """
    with engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        names = ({"name": f"{lane} {number}"} for number in range(at_once))
        took = next((name for name in names if connection.execute(TAKE, name).scalar_one()), None)
        try:
            yield took is not None
        finally:
            with suppress(OperationalError):  # a connection that was lost has given it back
                if took is not None:
                    connection.execute(GIVE_BACK, took)


class SolePlace:
    """The first place of a lane, with a connection of its own, which is called by its holder and may be cut."""

    def __init__(self, lane: str, *, holder: str) -> None:
        self._name, self._holder = {"name": f"{lane} 0"}, holder
        self._connection = self._connect()

    def _connect(self) -> Connection:
        return engine().connect().execution_options(isolation_level="AUTOCOMMIT")

    def take(self) -> bool:
        """Take the place; False where another holds it."""
        took = bool(self._connection.execute(TAKE, self._name).scalar_one())
        if took:
            self._connection.execute(CALL, {"holder": self._holder})
        return took

    def hold_on(self) -> bool:
        """Tell whether the place is ours; where it was lost with its connection, take it again if it is free.

        Raises OperationalError while the database is away.
        """
        try:
            is_ours = self._is_ours()
        except OperationalError:
            self._connection.close()
            self._connection = self._connect()
            is_ours = False
        return is_ours or self.take()

    def _is_ours(self) -> bool:
        held = self._connection.execute(HOLDER, self._name).first()
        return held is not None and held.is_ours

    def give_back(self) -> None:
        with suppress(OperationalError), self._connection:  # as above
            if self._is_ours():
                self._connection.execute(GIVE_BACK, self._name)
            self._connection.execute(CALL, {"holder": ""})


def holder_of_lane(lane: str) -> str | None:
    """Return what the holder of a lane's first place is called; None when it is free."""
    with engine().connect() as connection:
        return connection.execute(HOLDER, {"name": f"{lane} 0"}).scalar()


TAKE = text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))")
GIVE_BACK = text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))")
CALL = text("SELECT set_config('application_name', :holder, false)")
HOLDER = text(
    "SELECT application_name, pid = pg_backend_pid() AS is_ours FROM pg_locks JOIN pg_stat_activity USING (pid) "
    "WHERE locktype = 'advisory' AND granted AND objsubid = 1 "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
    "AND (classid::bigint << 32) | objid::bigint = hashtextextended(:name, 0)"
)
