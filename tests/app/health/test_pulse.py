"""The pulse tells how old the beat is, what was found, and what that means for whoever asks."""

from __future__ import annotations

import sqlite3

import pytest

from app.health.problems import FIXES, SENTENCES, Problem, problem_of
from app.health.pulse import Pulse, State


class Error(Exception):
    """An error as a driver raises it."""

    def __init__(self, *, sqlite_errorname: str | None = None, sqlstate: str | None = None) -> None:
        self.sqlite_errorname, self.sqlstate = sqlite_errorname, sqlstate


class Watch:
    def __init__(self) -> None:
        self.now = 100.0

    def seconds(self) -> float:
        return self.now


def test_before_the_first_beat_it_is_not_ready() -> None:
    pulse = Pulse()
    assert (pulse.state, pulse.age_seconds) == (State.not_ready, None)


@pytest.mark.parametrize(("seconds", "state"), [(0, State.ready), (60, State.ready), (61, State.not_ready)])
def test_a_beat_holds_for_a_minute(seconds: float, state: State) -> None:
    watch = Watch()
    pulse = Pulse(watch.seconds)
    pulse.beat(set())
    watch.now += seconds
    assert (pulse.state, pulse.age_seconds) == (state, seconds)


@pytest.mark.parametrize(
    ("problem", "state", "holds_work"),
    [
        (Problem.away, State.not_ready, True),
        (Problem.locked, State.degraded, False),
        (Problem.read_only, State.degraded, True),
        (Problem.full, State.degraded, True),
        (Problem.damaged, State.degraded, True),
        (Problem.clock, State.degraded, False),
        (Problem.paused, State.degraded, False),
        (Problem.replaced, State.degraded, True),
    ],
)
def test_each_problem_leaves_people_what_can_be_served(
    problem: Problem, state: State, holds_work: bool
) -> None:
    pulse = Pulse()
    pulse.beat({problem})
    assert (pulse.state, pulse.holds_work) == (state, holds_work)


def test_what_others_met_is_over_once_the_beat_has_written_but_a_damaged_file_stays_so() -> None:
    pulse = Pulse()
    pulse.meet(Error(sqlite_errorname="SQLITE_FULL"))
    pulse.meet(Error(sqlite_errorname="SQLITE_CORRUPT_INDEX"))
    pulse.beat(set())
    assert pulse.problems == {Problem.full, Problem.damaged}
    pulse.beat(set(), wrote=True)
    assert pulse.problems == {Problem.damaged}


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (Error(sqlite_errorname="SQLITE_READONLY_DBMOVED"), Problem.read_only),
        (Error(sqlite_errorname="SQLITE_NOTADB"), Problem.damaged),
        (Error(sqlite_errorname="SQLITE_BUSY_SNAPSHOT"), Problem.locked),
        (Error(sqlite_errorname="SQLITE_CONSTRAINT_UNIQUE"), None),
        (Error(sqlstate="53100"), Problem.full),
        (Error(sqlstate="25006"), Problem.read_only),
        (Error(sqlstate="XX001"), Problem.damaged),
        (Error(sqlstate="40001"), None),
        (sqlite3.OperationalError("of our own making"), None),
        (KeyError("what"), None),
    ],
)
def test_an_error_of_either_database_is_told_by_its_own_name(
    error: Exception, problem: Problem | None
) -> None:
    assert problem_of(error) is problem


def test_each_problem_has_its_sentence_and_what_to_do() -> None:
    assert (set(SENTENCES), set(FIXES)) == (set(Problem), set(Problem))
