"""Teknisk status shows each of the clock's jobs, in words for people."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.dashboard.job_checks import JOB_NAMES, job_checks
from app.health.models import JobRun
from jobs.runner.timetable import TIMETABLE

if TYPE_CHECKING:
    from sqlmodel import Session

NIGHT = datetime(2026, 4, 1, 1, 30, tzinfo=UTC)
SHOWN = "onsdag 1. april 2026 (uke\xa014) kl.\xa003.30"


def test_every_job_of_the_timetable_has_a_name_for_people() -> None:
    assert list(JOB_NAMES) == [job.name for job in TIMETABLE]


def test_each_says_when_it_was_last_done_and_whether_it_went_well(session: Session) -> None:
    for name, told in {
        "nightly look": {"ended_at": NIGHT},
        "purge": {"ended_at": NIGHT, "failed_at": NIGHT, "problem": "KeyError"},
        "of an older version": {"ended_at": NIGHT},
    }.items():
        session.add(JobRun(name=name, counted_from=NIGHT, **told))
    shown = {check.name: (check.how, check.word, check.value) for check in job_checks(session)}
    assert len(shown) == len(TIMETABLE)
    assert shown["Sender brev"] == ("waits", "Ikke gjort", "–")
    assert shown["Ser etter endringer, hver natt"] == ("done", "I orden", SHOWN)
    assert shown["Sletter det som er for gammelt, hver natt"] == (
        "late",
        "Gikk galt",
        f"{SHOWN}. Loggen sier hvorfor (KeyError). Prøves igjen av seg selv.",
    )
