"""Measure the audit: a write with its record against a write without, in a young chain and in an old chain.

A write is what a form does: one row changed, one transaction, on a SQLite file.
"""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, SQLModel

from app import audit, tables
from app.audit import Act, Deed
from app.audit.chain import broken_links
from app.db import engine
from app.programmes.models import OwnProgramme

if TYPE_CHECKING:
    from sqlalchemy import Engine

assert tables
WRITES, OLD = 500, 50_000
NOW = datetime(2026, 4, 1, 8, tzinfo=UTC)


def results() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        database = engine(f"sqlite:///{Path(folder) / 'kull.db'}")
        SQLModel.metadata.create_all(database)
        with Session(database) as session:
            session.add(OwnProgramme(key="k", version=1, definition={}, by="-", at=NOW))
            session.commit()
        young, _ = _measured(database)
        _grow(database)
        (old, more), seconds = _measured(database), _seconds_to_walk(database)
    return [
        _result("a write with its audit record, young chain", young, "ratio", "the write alone", 4),
        _result(f"the same after {OLD:,} records", old, "ratio", "the write alone", 4),
        _result("what a record adds to a write", 1000 * more, "ms", "absolute", None),
        _result("walking the chain, 10,000 records", 10_000 * seconds / OLD, "s", "absolute", None),
    ]


def _measured(database: Engine) -> tuple[float, float]:
    """Return the ratio and the seconds more; both are timed in turn, so that a busy machine meets both alike."""
    taken: dict[bool, list[float]] = {False: [], True: []}
    for number in range(2 * WRITES):
        audited = bool(number % 2)
        taken[audited].append(_write(database, number, audited=audited))
    with_record, alone = median(taken[True]), median(taken[False])
    return with_record / alone, with_record - alone


def _write(database: Engine, number: int, *, audited: bool) -> float:
    started = time.perf_counter()
    with Session(database) as session:
        session.get_one(OwnProgramme, 1).by = f"somebody {number}"
        if audited:
            _record(session, number)
        session.commit()
    return time.perf_counter() - started


def _record(session: Session, number: int) -> None:
    details = {"from": number, "to": number + 1}
    audit.record(session, Act.programme_stored, Deed(actor="bench", at=NOW), about="k 1", details=details)


def _grow(database: Engine) -> None:
    for begun in range(0, OLD, 1000):
        with Session(database) as session:
            for number in range(begun, begun + 1000):
                _record(session, number)
            session.commit()


def _seconds_to_walk(database: Engine) -> float:
    started = time.perf_counter()
    with Session(database) as session:
        assert list(broken_links(session)) == []
    return time.perf_counter() - started


def _result(name: str, value: float, unit: str, bound: str, limit: float | None) -> dict[str, Any]:
    return {"name": name, "value": round(value, 3), "unit": unit, "bound": bound, "limit": limit}


if __name__ == "__main__":
    for result in results():
        print(f"{result['name']:52} {result['value']:>10} {result['unit']}")
