"""Meetings as a calendar one subscribes to, read by a library that is not the one that wrote it by hand."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from support.small_cohort import ANNE, BERIT, at, enrol, now, started

from app.audit import Deed
from app.db import unit_of_work
from app.errors import NotFound
from app.meetings import feeds
from app.meetings import service as meetings

if TYPE_CHECKING:
    from pathlib import Path

OSLO = ZoneInfo("Europe/Oslo")
MENTOR = "mona@example.no"
FOR_THE_TEAM = [
    ("Kullet: Samling 1", date(2026, 9, 16), date(2026, 9, 18)),
    (
        "Kullet: Digital innsjekk",
        datetime(2026, 10, 19, 13, tzinfo=OSLO),
        datetime(2026, 10, 19, 14, tzinfo=OSLO),
    ),
    ("Kullet: Samling 2", date(2026, 11, 4), date(2026, 11, 6)),
    (
        "Kullet: Digital innsjekk",
        datetime(2026, 11, 30, 13, tzinfo=OSLO),
        datetime(2026, 11, 30, 14, tzinfo=OSLO),
    ),
    ("Kullet: Samling 3", date(2027, 1, 28), date(2027, 1, 29)),
    (
        "Kullet: Digital innsjekk",
        datetime(2027, 3, 1, 13, tzinfo=OSLO),
        datetime(2027, 3, 1, 14, tzinfo=OSLO),
    ),
    ("Kullet: Samling 4", date(2027, 5, 12), date(2027, 5, 14)),
]


@pytest.fixture
def cohort_id(here: Path) -> int:
    made = started("torn-kull-3", 2026)
    enrol(made, [f"Nordlandssykehuset;1;Kirurgi;Mona Mo;{MENTOR};veileder"])
    return made


def read(token: str) -> list[tuple[str, object, object]]:
    with unit_of_work() as session:
        calendar = Calendar.from_ical(feeds.read(session, token, now=now()))
    return [(str(one["summary"]), one["dtstart"].dt, one["dtend"].dt) for one in calendar.walk("VEVENT")]


def test_a_team_subscribes_to_what_the_whole_team_comes_to(cohort_id: int) -> None:
    with unit_of_work() as session:
        token = feeds.open_team(session, cohort_id, team="Kirurgi", deed=Deed(actor="rhf", at=now()))
    assert read(token) == FOR_THE_TEAM


def test_a_mentor_has_the_mentors_meetings_besides(cohort_id: int) -> None:
    with unit_of_work() as session:
        token = feeds.open_person(session, cohort_id, email=MENTOR, deed=Deed(actor="rhf", at=now()))
    titles = [title for title, _, _ in read(token)]
    assert (len(titles), titles.count("Kullet: Digitalt veiledermøte")) == (10, 3)


def test_a_leader_has_the_leaders_meeting_once_it_has_its_day_and_others_have_not(cohort_id: int) -> None:
    with unit_of_work() as session:
        meeting = meetings.with_key(session, cohort_id=cohort_id, key="oppstart-prosjektledere")
        starts_at = at("2026-04-20T13:00")
        meetings.reschedule(session, meeting.id or 0, starts_at=starts_at, deed=Deed(actor="rhf", at=now()))
        tokens = [
            feeds.open_person(session, cohort_id, email=email, deed=Deed(actor="rhf", at=now()))
            for email in (ANNE, BERIT)
        ]
    firsts = [read(token)[0][0] for token in tokens]
    assert firsts == ["Kullet: Digitalt oppstartsmøte prosjektledere", "Kullet: Samling 1"]


def test_a_cancelled_meeting_is_shown_as_cancelled(cohort_id: int) -> None:
    with unit_of_work() as session:
        token = feeds.open_team(session, cohort_id, team="Kirurgi", deed=Deed(actor="rhf", at=now()))
        meeting = meetings.with_key(session, cohort_id=cohort_id, key="samling-2")
        meetings.cancel(
            session, meeting.id or 0, because="For få påmeldte.", deed=Deed(actor="rhf", at=now())
        )
        calendar = Calendar.from_ical(feeds.read(session, token, now=now()))
    statuses = [str(one["status"]) for one in calendar.walk("VEVENT")]
    assert statuses == ["CONFIRMED", "CONFIRMED", "CANCELLED", *["CONFIRMED"] * 4]


def test_an_address_that_is_taken_back_opens_nothing(cohort_id: int) -> None:
    with unit_of_work() as session:
        token = feeds.open_team(session, cohort_id, team="Kirurgi", deed=Deed(actor="rhf", at=now()))
        other = feeds.open_team(session, cohort_id, team="Medisin", deed=Deed(actor="rhf", at=now()))
        feeds.close(session, cohort_id, team="Kirurgi", email=None, deed=Deed(actor="rhf", at=now()))
    with pytest.raises(NotFound, match="Lenken gjelder ikke"):
        read(token)
    assert len(read(other)) == 7


def test_a_feed_says_whose_turn_it_is_to_be_host(cohort_id: int) -> None:
    with unit_of_work() as session:
        token = feeds.open_team(session, cohort_id, team="Kirurgi", deed=Deed(actor="rhf", at=now()))
        meeting = meetings.with_key(session, cohort_id=cohort_id, key="innsjekk-uke-43")
        meeting.theme, meeting.details = None, {**meeting.details, "host": "PHRK"}
        session.flush()
        calendar = Calendar.from_ical(feeds.read(session, token, now=now()))
    told = [str(one["description"]) for one in calendar.walk("VEVENT") if "Vertskap" in str(one)]
    assert told == ["Vertskap: PHRK"]
