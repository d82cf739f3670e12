from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from app.applications.deadline import day_received, deadline_of, is_late
from app.errors import Invalid

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts import Cohort

THE_FIRST = date(2026, 3, 1)


def test_the_deadline_is_the_programmes_day_in_the_cohorts_year(session: Session, cohort: Cohort) -> None:
    assert deadline_of(session, cohort) == THE_FIRST


@pytest.mark.parametrize(
    ("received", "late"),
    [
        (datetime(2026, 3, 1, 22, 59, 59, tzinfo=UTC), False),  # a second before midnight in Oslo
        (datetime(2026, 3, 1, 23, 0, tzinfo=UTC), True),
    ],
)
def test_the_day_is_over_at_midnight_in_oslo(received: datetime, *, late: bool) -> None:
    assert is_late(received, THE_FIRST) is late


def test_in_summer_time_too() -> None:
    assert is_late(datetime(2026, 6, 1, 21, 59, 59, tzinfo=UTC), date(2026, 6, 1)) is False
    assert is_late(datetime(2026, 6, 1, 22, 0, tzinfo=UTC), date(2026, 6, 1)) is True


def test_nobody_is_late_where_no_day_is_named() -> None:
    assert is_late(datetime(2030, 1, 1, tzinfo=UTC), None) is False


def test_a_typed_day_is_within_that_day() -> None:
    received = day_received("2026-03-01")
    assert received is not None
    assert received.isoformat() == "2026-03-01T12:00:00+01:00"
    assert is_late(received, THE_FIRST) is False
    assert day_received("  ") is None
    with pytest.raises(Invalid, match=r"«1\. mars» er ingen dato"):
        day_received("1. mars")
