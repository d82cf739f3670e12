"""What is due by the clock: once for each time, never lost, whatever the clock does."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from app import change_count
from jobs.runner.clockwork import Clockwork
from jobs.runner.timetable import TIMETABLE, Job

if TYPE_CHECKING:
    from app.config import Settings
    from app.health.models import JobRun
    from jobs.tenant import Tenant

BEAT = timedelta(seconds=10)
NIGHTLY, OFTEN = "nightly", "often"


async def _nothing(_tenant: Tenant, _settings: Settings) -> None:
    """Do nothing."""


JOBS = (
    Job(name=NIGHTLY, when=CronTrigger(hour=3, minute=30, timezone="Europe/Oslo"), work=_nothing),
    Job(name=OFTEN, when=IntervalTrigger(minutes=10), work=_nothing),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


class Life:
    """A service that beats as the clock says, and writes its rows where it may; each job is done at once."""

    def __init__(self, began: str) -> None:
        self.rows: dict[str, JobRun] = {}
        self.ran: Counter[str] = Counter()
        self.start(began)

    def start(self, now: str) -> None:
        self.clockwork = Clockwork(JOBS, self.rows, now=at(now))
        self.beat(at(now))

    def beat(self, now: datetime) -> None:
        for name in self.clockwork.due(now):
            self.clockwork.begin(name, now)
            self.clockwork.end(name, now)
            self.ran[name] += 1
        self.rows |= {run.name: run for run in self.clockwork.take_unwritten()}

    def until(self, since: str, until: str) -> None:
        now = at(since)
        while now < at(until):
            self.beat(now)
            now += BEAT

    def runs(self) -> tuple[int, int]:
        return self.ran[NIGHTLY], self.ran[OFTEN]


def test_a_first_start_has_missed_nothing() -> None:
    life = Life("2026-04-01T08:00+02:00")
    assert life.runs() == (0, 0)
    life.until("2026-04-01T08:00+02:00", "2026-04-01T08:30:10+02:00")
    assert life.runs() == (0, 3)


@pytest.mark.parametrize(
    ("down", "up"),
    [
        ("2026-04-02T03:00+02:00", "2026-04-02T04:00+02:00"),  # an hour over half past three
        ("2026-04-01T12:00+02:00", "2026-04-04T12:00+02:00"),  # three days
    ],
)
def test_what_should_have_run_while_the_service_was_down_runs_once_at_the_start(down: str, up: str) -> None:
    life = Life("2026-04-01T08:00+02:00")
    life.until("2026-04-01T08:00+02:00", down)
    assert life.runs()[0] == 0
    often = life.ran[OFTEN]
    life.start(up)
    assert life.runs() == (1, often + 1)
    life.start(up)
    assert life.runs() == (1, often + 1)


def test_down_in_the_day_misses_no_night() -> None:
    life = Life("2026-04-01T08:00+02:00")
    life.until("2026-04-01T08:00+02:00", "2026-04-02T09:00+02:00")
    assert life.ran[NIGHTLY] == 1
    life.start("2026-04-02T23:00+02:00")
    assert life.ran[NIGHTLY] == 1


@pytest.mark.parametrize(
    ("night", "morning", "often"),
    [
        ("2026-03-29T01:00+01:00", "2026-03-29T04:00:10+02:00", 12),  # two hours: one is skipped
        ("2026-10-25T01:00+02:00", "2026-10-25T04:00:10+01:00", 24),  # four: one comes twice
    ],
)
def test_on_the_nights_the_clocks_change_each_interval_and_each_night_comes_once(
    night: str, morning: str, often: int
) -> None:
    life = Life(night)
    life.until(night, morning)
    assert life.runs() == (1, often)


def test_a_machine_that_slept_does_once_what_it_slept_over() -> None:
    life = Life("2026-04-01T08:00+02:00")
    life.beat(at("2026-04-03T03:30:09+02:00"))
    life.beat(at("2026-04-03T03:30:19+02:00"))
    assert life.runs() == (1, 1)


def test_a_clock_put_back_over_the_time_of_day_does_not_do_it_twice() -> None:
    life = Life("2026-04-01T08:00+02:00")
    life.until("2026-04-02T03:00+02:00", "2026-04-02T04:00+02:00")
    life.until("2026-04-02T03:00+02:00", "2026-04-02T05:00+02:00")
    assert life.ran[NIGHTLY] == 1
    life.start("2026-04-02T03:00+02:00")
    life.until("2026-04-02T03:00+02:00", "2026-04-03T03:29+02:00")
    assert life.ran[NIGHTLY] == 1
    life.until("2026-04-03T03:29+02:00", "2026-04-03T03:31+02:00")
    assert life.ran[NIGHTLY] == 2


def test_a_clock_that_was_a_year_ahead_starves_nobody_when_it_is_put_right() -> None:
    life = Life("2026-04-01T08:00+02:00")
    life.beat(at("2027-04-01T12:00+02:00"))
    assert life.runs() == (1, 1)
    life.start("2026-04-01T12:00+02:00")
    life.until("2026-04-01T12:00+02:00", "2026-04-02T12:00+02:00")
    assert life.runs() == (2, 1 + 143)


def test_what_is_under_way_is_not_due_again() -> None:
    clockwork = Clockwork(JOBS, {}, now=at("2026-04-01T08:00+02:00"))
    assert clockwork.due(at("2026-04-01T08:10+02:00")) == [OFTEN]
    clockwork.begin(OFTEN, at("2026-04-01T08:10+02:00"))
    assert clockwork.due(at("2026-04-01T08:30+02:00")) == []
    clockwork.end(OFTEN, at("2026-04-01T08:30+02:00"))
    assert clockwork.due(at("2026-04-01T08:30+02:00")) == [OFTEN]


def test_what_did_not_end_is_due_when_the_service_starts_again() -> None:
    killed, night = Life("2026-04-01T08:00+02:00"), at("2026-04-02T03:30+02:00")
    assert NIGHTLY in killed.clockwork.due(night)
    killed.clockwork.begin(NIGHTLY, night)
    killed.start("2026-04-02T03:40+02:00")
    assert killed.ran[NIGHTLY] == 1


def test_what_stands_still_stays_due_until_it_is_let_go() -> None:
    clockwork, night = Clockwork(JOBS, {}, now=at("2026-04-02T03:29+02:00")), at("2026-04-02T03:30+02:00")
    assert clockwork.due(night) == [NIGHTLY]
    clockwork.begin(NIGHTLY, night)
    clockwork.put_off(NIGHTLY, night, "Paused")
    assert clockwork.due(night + timedelta(seconds=59)) == []
    assert clockwork.due(night + timedelta(seconds=60)) == [NIGHTLY]
    clockwork.end(NIGHTLY, night + timedelta(seconds=61))
    (run,) = [run for run in clockwork.take_unwritten() if run.name == NIGHTLY]
    assert (run.due_at, run.failed_at, run.problem) == (night, night, None)


def test_how_it_went_is_written_at_once_where_it_tells_something_new() -> None:
    clockwork, now = Clockwork(JOBS, {}, now=at("2026-04-01T08:00+02:00")), at("2026-04-01T08:10+02:00")
    clockwork.take_unwritten()
    urgent = []
    for problem in (None, "KeyError", "KeyError", None):
        clockwork.due(now)
        clockwork.begin(OFTEN, now)
        clockwork.end(OFTEN, now, problem)
        urgent.append(clockwork.is_urgent)
        clockwork.take_unwritten()
    assert urgent == [False, True, False, True]
    clockwork.end(NIGHTLY, now)
    assert clockwork.is_urgent is True


def test_nothing_in_the_timetable_has_its_time_in_the_hour_that_comes_twice() -> None:
    by_the_wall = [job for job in TIMETABLE if isinstance(job.when, CronTrigger)]
    hours = [str(field) for job in by_the_wall for field in job.when.fields if field.name == "hour"]
    assert hours == ["3", "4", "4", "5"]


WOKEN = Job(name="woken", when=IntervalTrigger(minutes=1), work=_nothing, is_woken=True)
EIGHT = "2026-04-01T08:00+02:00"


def _runs_of(
    clockwork: Clockwork, *, until: timedelta, rests: timedelta, change_at: timedelta | None
) -> list[int]:
    """The seconds after eight at which the woken job ran; it rests as long as it says each time."""
    passed, ran = timedelta(), []
    while passed < until:
        passed += BEAT / 10
        if passed == change_at:
            change_count.note()
        now = at(EIGHT) + passed
        for name in clockwork.due(now):
            clockwork.begin(name, now)
            clockwork.end(name, now)
            clockwork.rest(name, now + rests)
            ran.append(int(passed.total_seconds()))
    return ran


@pytest.mark.parametrize(
    ("rests", "change_at", "ran"),
    [
        (timedelta(days=1), None, [60, 240, 420]),  # the slow tick
        (timedelta(seconds=90), None, [60, 150, 240, 330, 420]),  # rows say that something is to be done then
        (timedelta(), None, [60, 120, 180, 240, 300, 360, 420]),  # nothing is told: by the clock alone
        (timedelta(days=1), timedelta(seconds=100), [60, 100, 280, 460]),
        (timedelta(days=1), timedelta(seconds=62), [60, 64, 244, 424]),  # a breath lies between
        (timedelta(days=1), timedelta(seconds=10), [10, 190, 370]),
    ],
)
def test_a_job_with_nothing_to_do_is_woken_by_a_change_its_time_or_the_slow_tick(
    rests: timedelta, change_at: timedelta | None, ran: list[int]
) -> None:
    clockwork = Clockwork([WOKEN], {}, now=at(EIGHT))
    assert _runs_of(clockwork, until=timedelta(seconds=470), rests=rests, change_at=change_at) == ran


def test_a_clock_put_back_lets_nothing_rest_longer_than_the_slow_tick() -> None:
    clockwork = Clockwork([WOKEN], {}, now=at(EIGHT))
    assert clockwork.due(at("2026-04-01T09:00+02:00")) == ["woken"]
    clockwork.begin("woken", at("2026-04-01T09:00+02:00"))
    clockwork.end("woken", at("2026-04-01T09:00+02:00"))
    clockwork.rest("woken", at("2026-04-02T09:00+02:00"))
    assert clockwork.due(at("2026-04-01T08:30+02:00")) == []
    assert clockwork.due(at("2026-04-01T08:31+02:00")) == ["woken"]
