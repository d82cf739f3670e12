"""What is due by the clock: counted from each job's last run, as its row tells, whatever the clock does meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from apscheduler.triggers.interval import IntervalTrigger

from app import change_count
from app.health import JobRun

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from jobs.runner.timetable import Job

PUT_OFF = timedelta(minutes=1)
TWO_DAYS = timedelta(days=2)
WAKE_GAP, MAX_REST = timedelta(seconds=4), timedelta(minutes=3)
"""The slow tick: a job with nothing to do comes by itself after this, for what nobody has told us of."""


class Clockwork:
    """A job is promised from when it is found due until it has ended, so it is never due twice at once."""

    def __init__(self, timetable: Sequence[Job], runs: Mapping[str, JobRun], *, now: datetime) -> None:
        """Go on from the rows. A job without one is new, and has missed nothing."""
        self._jobs = {job.name: job for job in timetable}
        self._runs = {name: runs.get(name) or JobRun(name=name, counted_from=now) for name in self._jobs}
        self._promised: set[str] = set()
        self._put_off_until: dict[str, datetime] = {}
        self._rests_until: dict[str, datetime] = {}
        self._read_at_count = dict.fromkeys(self._jobs, change_count.current())
        self._unwritten = self._jobs.keys() - runs.keys()
        self.is_urgent = bool(self._unwritten)

    def due(self, now: datetime) -> list[str]:
        """Promise the jobs whose time has come, each once however often it has passed."""
        names = [name for name in self._jobs if name not in self._promised and self._is_due(name, now)]
        self._promised |= set(names)
        return names

    def _is_due(self, name: str, now: datetime) -> bool:
        """Tell whether a job's time has passed. Where the clock was put back, its last run counts as now."""
        run, until = self._runs[name], self._put_off_until.get(name, now)
        run.counted_from = min(run.counted_from, now)
        is_put_off = now < until <= now + PUT_OFF
        if is_put_off:
            return False
        if self._jobs[name].is_woken and self._read_at_count[name] != change_count.current():
            return run.counted_from + WAKE_GAP <= now
        return not self._rests(name, now) and _next_time(self._jobs[name], run) <= now

    def _rests(self, name: str, now: datetime) -> bool:
        """Tell whether a job that found nothing to do would read the same again."""
        until = self._rests_until.get(name, now)
        return now < until <= now + MAX_REST

    def begin(self, name: str, now: datetime) -> None:
        run = self._runs[name]
        run.started_at, run.ended_at = now, None
        self._rests_until.pop(name, None)
        self._read_at_count[name] = change_count.current()

    def rest(self, name: str, until: datetime) -> None:
        """Let a job rest until something changes, or until then, but never long: a change may go unnoticed."""
        began = self._runs[name].counted_from
        self._rests_until[name] = min(until, began + MAX_REST)

    def end(self, name: str, now: datetime, problem: str | None = None) -> None:
        """Note that a job was done, well or not; what it answered is not due again."""
        run = self._runs[name]
        began = run.started_at or now
        self.is_urgent |= _is_by_the_wall(self._jobs[name]) or problem != run.problem
        run.due_at, run.counted_from = _answered_time(self._jobs[name], began), began
        run.ended_at, run.problem = now, problem
        run.failed_at = now if problem else run.failed_at
        self._promised.discard(name)
        self._unwritten.add(name)

    def put_off(self, name: str, now: datetime, problem: str) -> None:
        """Note that a job could not be done now: one with a time of day stays due, the others come again soon."""
        if not _is_by_the_wall(self._jobs[name]):
            self.end(name, now, problem)
            return
        self._runs[name].problem, self._runs[name].failed_at = problem, now
        self._promised.discard(name)
        self._put_off_until[name] = now + PUT_OFF
        self._unwritten.add(name)

    def take_unwritten(self) -> list[JobRun]:
        """Hand over copies of what is to be written; what could not be is given back."""
        taken, self._unwritten, self.is_urgent = self._unwritten, set(), False
        return [JobRun(**self._runs[name].model_dump()) for name in sorted(taken)]

    def give_back(self, runs: Sequence[JobRun]) -> None:
        self._unwritten |= {run.name for run in runs}
        self.is_urgent = True


def _is_by_the_wall(job: Job) -> bool:
    """Tell whether a job has a time of day; the others come at intervals."""
    return not isinstance(job.when, IntervalTrigger)


def _next_time(job: Job, run: JobRun) -> datetime:
    """Return the first time after the last run that it has not answered already, before the clock was put back."""
    after = _after(job, run.counted_from)
    return _after(job, after) if after == run.due_at else after


def _answered_time(job: Job, began: datetime) -> datetime | None:
    """Return the last time on the wall that a run answers; an interval has none."""
    if not _is_by_the_wall(job):
        return None
    last, at = None, _after(job, began - TWO_DAYS)
    while at <= began:
        last, at = at, _after(job, at)
    return last


def _after(job: Job, moment: datetime) -> datetime:
    at: datetime = job.when.get_next_fire_time(moment, moment)
    return at
