"""From SQLite to PostgreSQL: the same rows to the letter, counted on from there, and the chain holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session, SQLModel, select
from support import small_network

from app.audit import by_system
from app.backups.check import check_database, rows_in
from app.backups.move import fingerprint, move_to
from app.config import settings
from app.db import engine, migrate, unit_of_work
from app.errors import Code, Conflict
from app.people.models import Person
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEED = by_system(small_network.NOW)


@pytest.fixture
def source(here: Path) -> Iterator[str]:
    migrate()
    with unit_of_work() as session:
        small_network.start(session)
        session.add(
            TenantObject(
                key="k/æøå", kind="folder", cohort_id=1, wanted=None, applied={"name": "Ære 😀", "b": 1}
            )
        )
    yield settings().database_url
    engine().dispose()


def test_every_table_is_the_same_there_and_the_chain_holds(source: str, postgres: str) -> None:
    before = rows_in(engine(source))
    moved = move_to(source, postgres, DEED)
    assert moved == sum(before.values())
    assert rows_in(engine(source)) == before
    assert rows_in(engine(postgres)) == before | {"auditrecord": before["auditrecord"] + 1}
    found = check_database(postgres)
    assert (found.problems, found.rows["team"]) == ([], 2)
    with Session(engine(postgres)) as session:
        row = session.get_one(TenantObject, "k/æøå")
        assert (row.wanted, row.applied) == (None, {"name": "Ære 😀", "b": 1})
    engine(postgres).dispose()


def test_rows_are_counted_on_from_those_that_came_along(source: str, postgres: str) -> None:
    move_to(source, postgres, DEED)
    with Session(engine(postgres)) as session:
        last = max(session.exec(select(Person.id)))
        person = Person(name="Ny", email="ny@example.no")
        session.add(person)
        session.commit()
        assert person.id == last + 1
    engine(postgres).dispose()


def test_a_target_with_rows_is_refused_and_left_as_it_was(source: str, postgres: str) -> None:
    migrate(postgres)
    with Session(engine(postgres)) as session:
        session.add(Person(name="Der", email="der@example.no"))
        session.commit()
    with pytest.raises(Conflict) as refused:
        move_to(source, postgres, DEED)
    assert refused.value.code == Code.move_not_possible
    assert {name: count for name, count in rows_in(engine(postgres)).items() if count} == {
        "audithead": 1,
        "person": 1,
    }
    engine(postgres).dispose()


def test_one_letter_or_one_row_less_is_another_fingerprint(source: str) -> None:
    people = SQLModel.metadata.tables["person"]
    with engine(source).begin() as connection:
        whole = fingerprint(connection, people)
        connection.execute(people.update().where(people.c.id == 1).values(name="X"))
        changed = fingerprint(connection, people)
    assert (whole[0], changed[0], whole[1] == changed[1]) == (4, 4, False)


def test_nothing_is_moved_to_another_sqlite(source: str, tmp_path: Path) -> None:
    with pytest.raises(Conflict):
        move_to(source, f"sqlite:///{tmp_path / 'other.db'}", DEED)
