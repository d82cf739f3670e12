"""Answers and attendance are counted for every meeting of a cohort at once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app.meetings.counts import meeting_counts, next_meeting
from app.meetings.models import Attendance, Invited, Presence, Response

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from app.cohorts.models import Cohort
    from app.meetings.models import Meeting

NOW = datetime(2026, 10, 1, 6, tzinfo=UTC)


@pytest.fixture
def three(session: Session, meeting: Callable[..., Meeting]) -> None:
    """One without a date, one in November, one held in September with three on its list."""
    meeting("uten-dato")
    meeting("november", "2026-11-04T09:00", "2026-11-04T15:00")
    held = meeting("september", "2026-09-16T09:00", "2026-09-16T15:00")
    for name, response, presence in (
        ("anne", Response.accepted, Presence.present),
        ("berit", Response.declined, Presence.apologised),
        ("carl", Response.none, Presence.absent),
    ):
        about = {"meeting_id": held.id, "email": f"{name}@example.no"}
        session.add(Invited(entry_key="e", name=name, required=True, response=response, **about))
        session.add(Attendance(presence=presence, noted_by="lista", noted_at=NOW, **about))
    session.flush()


@pytest.mark.usefixtures("three")
def test_meetings_are_counted_by_date_and_one_without_comes_last(session: Session, cohort: Cohort) -> None:
    assert [
        (one.meeting.key, one.invited, one.answered, one.attendance[Presence.present])
        for one in meeting_counts(session, cohort.id)
    ] == [("september", 3, 2, 1), ("november", 0, 0, 0), ("uten-dato", 0, 0, 0)]


@pytest.mark.usefixtures("three")
def test_the_next_meeting_is_the_first_that_is_not_over(session: Session, cohort: Cohort) -> None:
    found = meeting_counts(session, cohort.id)
    during, afterwards = datetime(2026, 9, 16, 12, 59, tzinfo=UTC), datetime(2026, 9, 16, 13, tzinfo=UTC)
    keys = [one and one.meeting.key for one in (next_meeting(found, now=at) for at in (during, afterwards))]
    assert keys == ["september", "november"]


@pytest.mark.usefixtures("three")
def test_a_cancelled_meeting_is_not_the_next(session: Session, cohort: Cohort) -> None:
    found = meeting_counts(session, cohort.id)
    found[1].meeting.cancelled_at = NOW
    assert next_meeting(found, now=NOW) is None
