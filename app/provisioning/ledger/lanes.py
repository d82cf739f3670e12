"""The pace all workers keep together: one row a lane, changed by one at a time, by the database's clock."""

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
    """Read a lane, making it where it is new; nobody else reads it until this transaction ends."""
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
    """Return the time on the one clock that all workers have: seconds since 1970."""
    return float(session.execute(select(func.extract("epoch", func.clock_timestamp()))).scalar_one())


@contextmanager
def hold_place_in_lane(lane: str, at_once: int) -> Iterator[bool]:
    """Hold one of the places of a lane, where there is one (True). It is given back also when we are killed.

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
