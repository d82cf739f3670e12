"""When the list of those who were at a digital meeting is asked for, and when it is given up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support.ledger import COHORT, placed, unplaced, write
from support.small_cohort import at

from app.meetings.models import AttendanceReading, Meeting, ReadingOutcome
from app.provisioning.ledger.attendance_due import HeldMeeting, attendance_to_read

if TYPE_CHECKING:
    from sqlmodel import Session

ENDS = at("2026-09-14T14:00")
OWN = "nett@example.no"
DIGITAL = {"starts_at": "2026-09-14T13:00:00", "ends_at": "2026-09-14T14:00:00", "online": True}


def _held(session: Session, **entry: Any) -> None:
    write(session, placed("k/meeting:innsjekk", "entry", DIGITAL | entry))
    usual: dict[str, Any] = {"kind": "check_in", "title": "Innsjekk", "audience": "teams", "mode": "digital"}
    session.add(Meeting(id=7, cohort_id=COHORT, key="innsjekk", precision="exact", basis="source", **usual))
    session.flush()


def _due(session: Session, now: datetime) -> list[str]:
    return [held.entry_key for held in attendance_to_read(session, COHORT, own=OWN, now=now)]


def _asked(session: Session, outcome: ReadingOutcome, asked_at: datetime) -> None:
    usual = {"entry_key": "k/meeting:innsjekk", "meeting_id": 7}
    session.add(AttendanceReading(outcome=outcome, asked_at=asked_at, **usual))
    session.flush()


def test_a_meeting_is_asked_about_in_its_own_mailbox_by_its_own_time(session: Session) -> None:
    _held(session)
    assert attendance_to_read(session, COHORT, own=OWN, now=ENDS + timedelta(hours=1)) == [
        HeldMeeting(
            entry_key="k/meeting:innsjekk",
            meeting_id=7,
            mailbox=OWN,
            external_id="id of k/meeting:innsjekk",
            starts_at=at("2026-09-14T13:00"),
            ends_at=ENDS,
        )
    ]


@pytest.mark.parametrize(
    ("minutes", "asked"), [(14, False), (15, True), (300 * 24 * 60 - 1, True), (300 * 24 * 60, False)]
)
def test_the_first_time_is_a_quarter_after_it_ended_and_not_after_300_days(
    session: Session, minutes: int, asked: bool
) -> None:
    _held(session)
    assert bool(_due(session, ENDS + timedelta(minutes=minutes))) == asked


@pytest.mark.parametrize(
    ("outcome", "hours_since_asked", "asked"),
    [
        (ReadingOutcome.none_yet, 0.9, False),
        (ReadingOutcome.none_yet, 1, True),
        (ReadingOutcome.not_configured, 23, False),
        (ReadingOutcome.not_configured, 24, True),
    ],
)
def test_where_there_was_no_list_it_is_asked_again_the_next_hour_or_where_we_may_not_the_next_day(
    session: Session, outcome: ReadingOutcome, hours_since_asked: float, asked: bool
) -> None:
    _held(session)
    _asked(session, outcome, ENDS + timedelta(hours=1))
    assert bool(_due(session, ENDS + timedelta(hours=1 + hours_since_asked))) == asked


def test_a_list_that_never_comes_is_given_up_after_three_days(session: Session) -> None:
    _held(session)
    _asked(session, ReadingOutcome.none_yet, ENDS + timedelta(days=2))
    assert _due(session, ENDS + timedelta(days=3)) == ["k/meeting:innsjekk"]
    assert _due(session, ENDS + timedelta(days=3, minutes=1)) == []


def test_a_list_that_was_read_is_read_once_more_the_day_after(session: Session) -> None:
    _held(session)
    _asked(session, ReadingOutcome.read, ENDS + timedelta(hours=1))
    assert _due(session, ENDS + timedelta(hours=23)) == []
    assert _due(session, ENDS + timedelta(hours=24)) == ["k/meeting:innsjekk"]
    session.get_one(AttendanceReading, "k/meeting:innsjekk").asked_at = ENDS + timedelta(hours=24)
    assert _due(session, ENDS + timedelta(hours=25)) == []


def test_a_meeting_where_people_met_or_that_we_have_not_sent_is_not_asked_about(session: Session) -> None:
    _held(session, online=False)
    session.add(unplaced("k/team:t1/meeting:innsjekk", "entry", DIGITAL, cohort_id=COHORT))
    session.flush()
    assert _due(session, ENDS + timedelta(hours=1)) == []
