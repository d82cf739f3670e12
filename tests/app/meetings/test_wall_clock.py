"""Mondays at one stay Mondays at one, as Outlook keeps time: by the rules of W. Europe Standard Time, to 2035."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.pictures import meeting, picture, somebody, team

from app.meetings.models import Meeting
from app.meetings.service import OSLO
from app.provisioning.desired.wanted import wanted
from app.provisioning.preview.picture_of import _meeting
from app.tenant.things import CalendarEntry, from_json
from graph_adapters.calendar import ZONE, _mailed_to_all
from graph_adapters.sandbox.outlook.zones import instant_of

# The last Sundays of March and October, by hand from a calendar: summer time begins and ends on them at 01:00 UTC.
SUMMER = {
    2024: ("03-31", "10-27"),
    2025: ("03-30", "10-26"),
    2026: ("03-29", "10-25"),
    2027: ("03-28", "10-31"),
    2028: ("03-26", "10-29"),
    2029: ("03-25", "10-28"),
    2030: ("03-31", "10-27"),
    2031: ("03-30", "10-26"),
    2032: ("03-28", "10-31"),
    2033: ("03-27", "10-30"),
    2034: ("03-26", "10-29"),
    2035: ("03-25", "10-28"),
}
FIRST, LAST = date(2024, 1, 1), date(2035, 12, 31)


def hours_from_utc(day: date) -> int:
    """In the middle of a day: one hour in winter, two in summer."""
    begins, ends = (date.fromisoformat(f"{day.year}-{text}") for text in SUMMER[day.year])
    return 2 if begins <= day < ends else 1


def sent(day: date, clock: str = "13:00") -> dict[str, dict[str, str]]:
    """What goes to Outlook for a meeting whose row says this time on the clock on the wall."""
    starts_at = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=OSLO).astimezone(UTC)
    row = Meeting(
        cohort_id=1,
        key="m",
        kind="check_in",
        title="Innsjekk",
        audience="teams",
        mode="digital",
        precision="exact",
        basis="source",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
    )
    drawn = _meeting(row, (), (), datetime(2024, 1, 1, tzinfo=UTC))
    (entry,) = (
        thing
        for thing in wanted(
            picture(
                team(1, somebody("Lea", "leader")),
                meetings=(meeting("m", "teams", starts_at=drawn.starts_at, ends_at=drawn.ends_at),),
            )
        )
        if thing.kind == "entry"
    )
    return _mailed_to_all(from_json(CalendarEntry, entry.value))


def in_utc(day: date, clock: str = "13:00") -> datetime:
    """When Outlook takes it to be."""
    return instant_of(sent(day, clock)["start"]).astimezone(UTC).replace(tzinfo=None)


@pytest.mark.parametrize("year", SUMMER)
def test_every_monday_of_the_year_is_at_one_on_the_wall(year: int) -> None:
    first = date(year, 1, 1) + timedelta(days=(7 - date(year, 1, 1).weekday()) % 7)
    mondays = [first + timedelta(weeks=week) for week in range(52)]
    assert {sent(day)["start"]["timeZone"] for day in mondays[:1]} == {ZONE}
    assert [in_utc(day).hour for day in mondays] == [13 - hours_from_utc(day) for day in mondays]


@pytest.mark.parametrize("year", SUMMER)
def test_the_mondays_on_both_sides_of_each_change_are_an_hour_apart(year: int) -> None:
    for text, before, after in zip(SUMMER[year], (12, 11), (11, 12), strict=True):
        sunday = date.fromisoformat(f"{year}-{text}")
        sides = [in_utc(sunday - timedelta(days=6)).hour, in_utc(sunday + timedelta(days=1)).hour]
        assert sides == [before, after]


@given(st.dates(FIRST, LAST), st.times().map(lambda time: f"{time.hour:02d}:{time.minute // 5 * 5:02d}"))
def test_what_is_sent_is_what_the_clock_on_the_wall_says(day: date, clock: str) -> None:
    """An hour that comes twice, or never, is nobody's meeting."""
    change = f"{day:%m-%d}" in SUMMER[day.year]
    if change and clock < "04":
        return
    assert sent(day, clock)["start"]["dateTime"] == f"{day}T{clock}:00"
    if not change:
        assert in_utc(day, clock) == datetime.fromisoformat(f"{day}T{clock}") - timedelta(
            hours=hours_from_utc(day)
        )
