"""What is kept until the commit goes with the transaction or the savepoint it was meant in."""

import pytest
from sqlmodel import Session, create_engine

from app import commit_buffer


@pytest.fixture
def session() -> Session:
    return Session(create_engine("sqlite://"))


def test_rows_are_handed_over_once_in_the_order_they_came(session: Session) -> None:
    for place, row in [("a", 1), ("b", 2), ("a", 3)]:
        commit_buffer.keep(session, place, row)
    assert commit_buffer.take(session, "a") == [1, 3]
    assert commit_buffer.take(session, "a") == []
    assert commit_buffer.take(session, "b") == [2]


def test_an_undone_transaction_takes_with_it_what_it_meant_to_write(session: Session) -> None:
    commit_buffer.keep(session, "a", 1)
    session.rollback()
    commit_buffer.keep(session, "a", 2)
    assert commit_buffer.take(session, "a") == [2]


def test_an_undone_savepoint_takes_only_its_own_and_what_lies_in_it(session: Session) -> None:
    commit_buffer.keep(session, "a", 1)
    outer = session.begin_nested()
    commit_buffer.keep(session, "a", 2)
    with session.begin_nested():
        commit_buffer.keep(session, "a", 3)
    commit_buffer.keep(session, "a", 4)
    outer.rollback()
    commit_buffer.keep(session, "a", 5)
    assert commit_buffer.take(session, "a") == [1, 5]


def test_what_a_savepoint_that_held_meant_to_write_goes_with_the_whole(session: Session) -> None:
    with session.begin_nested():
        commit_buffer.keep(session, "a", 1)
    session.rollback()
    assert commit_buffer.take(session, "a") == []
