"""Rows as they should be are counted, the others read; on both databases, since it is by how they are written down."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from app.cohorts.models import Cohort, Organisation, Team
from app.provisioning.ledger.counts import Count, converged_and_others
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Engine

AS_MADE = {"there": True, "value": {}, "touched": False, "holds": 2}
RENAMED = {"there": True, "value": {"name": "Annet navn"}, "touched": False, "holds": None}
ROWS: list[dict[str, Any]] = [
    {"key": "not looked at", "kind": "channel", "team_id": 1},
    {"key": "seen as made", "kind": "folder", "team_id": 1, "seen": AS_MADE},
    {"key": "written otherwise", "kind": "task", "team_id": 1, "applied": {"title": "T", "name": "Navn"}},
    {"key": "changed outside", "kind": "tab", "team_id": 1, "seen": RENAMED},
    {"key": "not made", "kind": "entry", "applied": None, "external_id": None},
    {"key": "let go", "kind": "member", "decision": "let_go"},
    {"key": "over", "kind": "file", "wanted": None, "applied": None, "external_id": None},
    {"key": "by hand, we do not know where", "kind": "bucket", "team_id": 1, "external_id": None},
]
WANTED = {"name": "Navn", "title": "T"}


@pytest.fixture
def session(database: Engine) -> Iterator[Session]:
    with Session(database) as session:
        _fill(session)
        yield session


def _fill(session: Session) -> None:
    started: dict[str, Any] = {"programme": "p", "programme_version": 1, "start_year": 2026, "definition": {}}
    session.add(Cohort(id=1, name="Kullet", created_at=datetime(2026, 1, 1, tzinfo=UTC), **started))
    session.add(Organisation(id=1, name="UNN"))
    session.flush()
    session.add(Team(id=1, cohort_id=1, organisation_id=1, name="Kirurgi", name_key="kirurgi"))
    for position, row in enumerate(ROWS):
        usual = {"wanted": WANTED, "applied": WANTED, "external_id": "id"}
        session.add(TenantObject(cohort_id=1, position=position, **usual | row))
    session.commit()
    session.expunge_all()


def test_what_is_placed_as_wanted_and_stands_as_made_is_counted_and_all_else_is_read(
    session: Session,
) -> None:
    counted, others = converged_and_others(session, 1)
    assert counted == [Count(1, "channel", 1, 0), Count(1, "folder", 1, 1)]
    assert [row.key for row in others] == [row["key"] for row in ROWS[2:]]


def test_what_is_placed_while_it_is_counted_is_told_of_all_the_same(
    session: Session, database: Engine
) -> None:
    session.rollback()  # reads what others commit from now on

    def place(*_: object) -> None:
        with Session(database) as other:
            placed = other.exec(select(TenantObject).where(TenantObject.key == "not made")).one()
            placed.applied, placed.external_id = placed.wanted, "id"
            other.commit()

    event.listen(database, "after_cursor_execute", place, once=True)
    counted, others = converged_and_others(session, 1)
    assert [row.key for row in others] == [row["key"] for row in ROWS[2:] if row["key"] != "not made"]
    assert sum(count.number for count in counted) + len(others) == len(ROWS)
