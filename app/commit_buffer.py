"""A buffer of rows that are written together when their transaction is committed.

It is forgotten with the transaction it was meant in, or with the savepoint: what is undone has not happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import event
from sqlmodel import Session

if TYPE_CHECKING:
    from sqlalchemy.orm import SessionTransaction

_MEANT = "meant to be written"


class _Meant(NamedTuple):
    savepoint: SessionTransaction | None
    where: str
    row: Any


def keep(session: Session, where: str, row: object) -> None:
    """Keep a row until the commit, with the other rows of the same place."""
    if not session.in_transaction():
        session.begin()  # so that there is something to undo
    session.info.setdefault(_MEANT, []).append(_Meant(session.get_nested_transaction(), where, row))


def take(session: Session, where: str) -> list[Any]:
    """Hand over the rows kept for a place, in the order they came; the caller writes them now."""
    meant: list[_Meant] = session.info.get(_MEANT, [])
    session.info[_MEANT] = [one for one in meant if one.where != where]
    return [one.row for one in meant if one.where == where]


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, undone: SessionTransaction) -> None:
    meant: list[_Meant] = session.info.get(_MEANT, [])
    session.info[_MEANT] = [one for one in meant if undone.nested and not _is_within(one.savepoint, undone)]


def _is_within(savepoint: SessionTransaction | None, undone: SessionTransaction) -> bool:
    return savepoint is not None and (savepoint is undone or _is_within(savepoint.parent, undone))
