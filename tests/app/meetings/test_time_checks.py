"""A time is asked about before it is booked: who is free, and what the days are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from app.audit import Deed
from app.errors import Invalid
from app.meetings import time_checks
from app.meetings.models import Invited
from app.meetings.service import OSLO
from app.tenant import BusyTime

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from app.meetings.models import Meeting

STARTS, ENDS = datetime(2026, 10, 20, 9, tzinfo=OSLO), datetime(2026, 10, 20, 10, tzinfo=OSLO)
NOBODY_KNOWS = time_checks.SCHOOL_HOLIDAYS_NOT_KNOWN


@pytest.fixture
def gathering(meeting: Callable[..., Meeting]) -> Meeting:
    return meeting("samling-1", "2026-09-16T09:00", "2026-09-16T15:00")


def days(starts: str, ends: str) -> list[str]:
    times = (datetime.fromisoformat(one).replace(tzinfo=OSLO) for one in (starts, ends))
    return list(time_checks.about_the_days(*times))


def test_a_question_waits_with_those_who_must_come_and_the_clock_on_the_wall(
    session: Session, gathering: Meeting, deed: Deed
) -> None:
    asked = time_checks.ask_time_check(session, gathering.id, starts_at=STARTS, ends_at=ENDS, deed=deed)
    (waiting,) = time_checks.time_checks_waiting(session)
    assert (waiting.id, waiting.organiser, waiting.starts_at) == (asked.id, None, datetime(2026, 10, 20, 9))  # noqa: DTZ001 - the clock on the wall
    assert waiting.people == (
        "anne@example.no",
        "berit@example.no",
        "carl@example.no",
        "dina@example.no",
        "mona@example.no",
    )


def test_once_people_are_invited_the_list_says_who_must_come(session: Session, gathering: Meeting) -> None:
    for name, required in (("vilde", True), ("anne", False)):
        session.add(
            Invited(
                entry_key="e",
                meeting_id=gathering.id,
                email=f"{name}@example.no",
                name=name,
                required=required,
            )
        )
    session.flush()
    assert time_checks.who_must_come(session, gathering) == ["vilde@example.no"]


def test_an_answer_counts_the_free_and_names_the_busy_and_the_unknown(
    session: Session, gathering: Meeting, deed: Deed
) -> None:
    asked = time_checks.ask_time_check(session, gathering.id, starts_at=STARTS, ends_at=ENDS, deed=deed)
    said = {"anne": "free", "berit": "busy", "carl": "tentative", "dina": "unknown", "mona": "elsewhere"}
    calendars = [BusyTime(email=name, status=status) for name, status in said.items()]
    time_checks.answer_time_check(session, asked.id, calendars=calendars, now=deed.at)
    assert asked.answer == {
        "free": 1,
        "not_free": [{"email": "berit", "status": "busy"}, {"email": "carl", "status": "tentative"}],
        "unknown": ["dina"],
        "days": [NOBODY_KNOWS],
    }
    assert time_checks.time_checks_waiting(session) == []


def test_only_the_newest_question_is_about_a_time_and_old_ones_are_thrown_away(
    session: Session, gathering: Meeting, deed: Deed
) -> None:
    asked = [
        time_checks.ask_time_check(
            session, gathering.id, starts_at=STARTS + later, ends_at=ENDS + later, deed=deed
        ).id
        for later in (timedelta(0), timedelta(hours=2))
    ]
    assert time_checks.time_check_of(session, gathering.id, starts_at=STARTS) is None
    newest = time_checks.time_check_of(session, gathering.id, starts_at=STARTS + timedelta(hours=2))
    assert newest is not None
    assert newest.id == asked[1]
    later = Deed(actor="rhf", at=deed.at + timedelta(days=7, seconds=1))
    again = time_checks.ask_time_check(session, gathering.id, starts_at=STARTS, ends_at=ENDS, deed=later)
    time_checks.answer_time_check(session, again.id, calendars=[], now=later.at)
    assert [one.id for one in time_checks.time_checks_waiting(session)] == []


@pytest.mark.parametrize("lasts", [timedelta(0), timedelta(hours=-1), timedelta(days=14, seconds=1)])
def test_a_time_must_end_after_it_begins_and_within_a_fortnight(
    session: Session, gathering: Meeting, deed: Deed, lasts: timedelta
) -> None:
    with pytest.raises(Invalid, match="vare i høyst fjorten dager"):
        time_checks.ask_time_check(session, gathering.id, starts_at=STARTS, ends_at=STARTS + lasts, deed=deed)


def test_a_red_day_is_named_with_its_source_and_a_weekend_is_a_weekend() -> None:
    source = f"(kilde: holidays {version('holidays')}, 2027)"
    assert days("2027-05-15T09:00", "2027-05-18T09:00") == [
        "lørdag 15.05.2027 er i en helg.",
        f"søndag 16.05.2027 er første pinsedag {source}.",
        f"mandag 17.05.2027 er andre pinsedag og grunnlovsdag {source}.",
        NOBODY_KNOWS,
    ]


def test_christmas_eve_and_easter_week_are_said() -> None:
    assert days("2026-12-24T09:00", "2026-12-24T10:00") == ["torsdag 24.12.2026 er julaften.", NOBODY_KNOWS]
    assert days("2026-03-30T09:00", "2026-03-30T10:00") == [
        "mandag 30.03.2026 er i påskeuken.",
        NOBODY_KNOWS,
    ]


def test_a_time_that_ends_at_midnight_is_not_on_the_next_day() -> None:
    assert days("2026-12-23T00:00", "2026-12-24T00:00") == [NOBODY_KNOWS]
    in_utc = (datetime(2026, 12, 23, 22, tzinfo=UTC), datetime(2026, 12, 23, 23, 30, tzinfo=UTC))
    assert list(time_checks.about_the_days(*in_utc)) == ["torsdag 24.12.2026 er julaften.", NOBODY_KNOWS]
