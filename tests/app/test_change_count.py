"""A count that is another one after each change that a job may act upon, and the same as long as there was none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update
from sqlmodel import SQLModel
from support.small_cohort import now

from app import change_count
from app.db import engine, unit_of_work
from app.health.models import JobRun
from app.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlmodel import Session


def _counts(work: Callable[[Session], object]) -> bool:
    before = change_count.current()
    with unit_of_work() as session:
        work(session)
        session.flush()
        assert change_count.current() == before  # nobody else sees it yet
    return change_count.current() != before


def test_what_is_committed_counts_and_nothing_else(here: Path) -> None:
    SQLModel.metadata.create_all(engine())
    rename = update(Person).values(name="Berit")
    assert [
        _counts(lambda session: session.add(Person(email="anne@example.no", name="Anne"))),
        _counts(lambda session: session.execute(rename)),
        _counts(lambda session: session.execute(rename.where(Person.email == "ingen@example.no"))),
        _counts(lambda session: session.get(Person, 1)),
        _counts(lambda session: session.add(JobRun(name="settle", counted_from=now()))),
        _counts(lambda session: (session.execute(rename), session.rollback())),
    ] == [True, True, False, False, False, False]


def test_what_another_process_has_changed_counts_once() -> None:
    change_count.note_elsewhere(7)
    before = change_count.current()
    change_count.note_elsewhere(7)
    assert change_count.current() == before
    change_count.note_elsewhere(8)
    assert change_count.current() != before
