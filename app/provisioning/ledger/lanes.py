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


TAKE = text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))")
GIVE_BACK = text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))")
