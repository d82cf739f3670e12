"""Times are stored as UTC and come back aware; a unit of work is whole or nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from app.db import as_given, engine, forget_deleted, has_newest_shape, migrate, time_of, unit_of_work
from app.people.models import Person
from app.web.http.form_replay import SentForm

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

OSLO_IN_SUMMER = timezone(timedelta(hours=2))


def test_a_time_is_stored_as_utc_and_comes_back_aware(database: Engine) -> None:
    at = datetime(2026, 7, 1, 0, 30, 15, 250_000, tzinfo=OSLO_IN_SUMMER)
    with Session(database) as session:
        session.add(SentForm(key="k", at=at))
        session.commit()
    with Session(database) as session:
        (row,) = session.exec(select(SentForm)).all()
        assert (row.at, row.at.tzinfo) == (datetime(2026, 6, 30, 22, 30, 15, 250_000, tzinfo=UTC), UTC)


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_time_that_was_asked_for_as_text_is_the_same_time(at: datetime) -> None:
    assert time_of(str(at.replace(tzinfo=None))) == at


def test_rows_asked_for_as_the_driver_gives_them_count_what_is_not_yet_stored(session: Session) -> None:
    session.add(Person(name="Kari", email="kari@example.no"))
    assert as_given(session, select(Person.name, Person.directory_guest)) == [("Kari", 0)]


def test_a_unit_of_work_is_whole_or_nothing(here: Path) -> None:
    migrate()
    with unit_of_work() as session:
        session.add(Person(name="Kari", email="kari@example.no"))
    with pytest.raises(ZeroDivisionError):
        _break_off_halfway()
    with unit_of_work() as session:
        assert session.exec(select(Person.name)).all() == ["Kari"]


def _break_off_halfway() -> None:
    with unit_of_work() as session:
        session.add(Person(name="Ola", email="ola@example.no"))
        session.flush()
        print(1 / 0)


def test_a_database_is_brought_to_the_newest_shape_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    before = has_newest_shape(url)
    migrate(url)
    migrate(url)
    assert (before, has_newest_shape(url)) == (False, True)
    engine(url).dispose()


def test_what_was_deleted_stands_in_no_file(here: Path) -> None:
    migrate()
    with unit_of_work() as session:
        session.add(Person(name="Kari Hemmelig Nes", email="kari@example.no"))
    with unit_of_work() as session:
        session.delete(session.exec(select(Person)).one())
    forget_deleted()
    assert [file.name for file in here.glob("kull.db*") if b"Kari Hemmelig Nes" in file.read_bytes()] == []
