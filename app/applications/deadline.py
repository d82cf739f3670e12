"""The deadline of applications: the end of the programme's day in Oslo."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from app import meetings, programmes
from app.cohorts import deviations_of, programme_as_run
from app.errors import Code, Invalid

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from app.cohorts import Cohort


def deadline_of(session: Session, cohort: Cohort) -> date | None:
    """Return the last day applications are in time; None where the programme names none."""
    asked = programmes.how_to_apply(
        programme_as_run(cohort, deviations_of(session, cohort.id)), cohort.start_year
    )
    return asked.deadline if asked else None


def is_late(received_at: datetime, deadline: date | None) -> bool:
    """Tell whether an application came after the day was over in Oslo. It is listed apart, never refused."""
    if deadline is None:
        return False
    over = datetime.combine(deadline + timedelta(days=1), time(), meetings.OSLO)
    return received_at >= over


def day_received(typed: str) -> datetime | None:
    """Return noon of a day typed as 2027-02-26, or a moment; None for nothing. Raises Invalid."""
    if not typed.strip():
        return None
    try:
        moment = datetime.fromisoformat(typed.strip())
    except ValueError:
        raise Invalid(Code.date_malformed, f"«{typed}» er ingen dato. Skriv den som 2027-02-26.") from None
    if moment.tzinfo is None:
        is_day = moment.time() == time()
        moment = moment.replace(hour=12 if is_day else moment.hour, tzinfo=meetings.OSLO)
    return moment
