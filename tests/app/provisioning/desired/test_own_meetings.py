"""Meetings that each team has for itself are laid one after another, so that nobody must be at two at one hour."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.pictures import meeting, picture, somebody, team

from app.programmes.audiences import Attendance
from app.provisioning.desired.audience import attendees
from app.provisioning.desired.calendar import in_calendars
from app.provisioning.desired.clashes import clashes, occasions
from app.provisioning.desired.picture import TeamTimePicture

if TYPE_CHECKING:
    from app.provisioning.desired.picture import CohortPicture, MeetingPicture, Somebody, TeamPicture

MONDAY = date(2026, 11, 23)
WEEK = (MONDAY, MONDAY + timedelta(days=6))
DAY = (MONDAY, MONDAY)
THE_TEAM = Attendance(must=frozenset({"leader", "staff", "mentor"}))
WITH_FACULTY = Attendance(
    must=frozenset({"leader", "staff", "mentor", "faculty"}), named=frozenset({"faculty"})
)
MONA, FINN = somebody("Mona", "mentor"), somebody("Finn", "faculty")


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _own(arranged_by: str = "unit", **more: Any) -> MeetingPicture:
    usual: dict[str, Any] = {
        "per_team": True,
        "arranged_by": arranged_by,
        "who": THE_TEAM,
        "window": WEEK,
        "starts_at": _at("2026-11-23T13:00"),
        "ends_at": _at("2026-11-23T13:30"),
    }
    return meeting("samtale", "teams", **usual | more)


def _teams(count: int, *mentors: Somebody) -> tuple[TeamPicture, ...]:
    """Teams with a leader each; the mentors follow them by turns."""
    return tuple(
        team(number + 1, somebody(f"Leder{number + 1}", "leader"), mentors[number % len(mentors)])
        for number in range(count)
    )


def _starts(drawn: CohortPicture) -> dict[str, str]:
    return {thing.key.split("/")[1]: thing.value["starts_at"] for thing in in_calendars(drawn)}


def test_a_mentor_of_several_teams_has_them_one_after_another_and_others_meet_at_the_same_hour() -> None:
    drawn = picture(*_teams(3, MONA, somebody("Nora", "mentor")), meetings=(_own(),))
    assert _starts(drawn) == {
        "team:t1": "2026-11-23T13:00:00",
        "team:t2": "2026-11-23T13:00:00",
        "team:t3": "2026-11-23T13:30:00",
    }


def test_faculty_who_are_named_are_called_to_each_team_in_turn_and_else_to_none() -> None:
    mentors = [somebody(f"M{number}", "mentor") for number in range(3)]
    alone = picture(*_teams(3, *mentors), whole_cohort=(FINN,), meetings=(_own(),))
    assert {
        thing.key: [one["name"] for one in thing.value["attendees"]] for thing in in_calendars(alone)
    } == {f"k1/team:t{number}/meeting:samtale": [f"Leder{number}", f"M{number - 1}"] for number in (1, 2, 3)}
    named = picture(*_teams(3, *mentors), whole_cohort=(FINN,), meetings=(_own(who=WITH_FACULTY),))
    assert list(_starts(named).values()) == [
        "2026-11-23T13:00:00",
        "2026-11-23T13:30:00",
        "2026-11-23T14:00:00",
    ]


def test_a_common_meeting_in_the_way_is_gone_round() -> None:
    common = meeting(
        "samling", "teams", starts_at=_at("2026-11-23T12:30"), ends_at=_at("2026-11-23T15:30"), who=THE_TEAM
    )
    drawn = picture(*_teams(2, MONA), meetings=(common, _own()))
    own = {key: at for key, at in _starts(drawn).items() if key.startswith("team")}
    assert own == {"team:t1": "2026-11-23T15:30:00", "team:t2": "2026-11-23T08:00:00"}


def test_when_the_day_is_full_the_next_working_day_is_used_and_within_a_single_day_the_rest_waits() -> None:
    two_hours = {"starts_at": _at("2026-11-23T13:00"), "ends_at": _at("2026-11-23T16:00")}
    week = picture(*_teams(4, MONA), meetings=(_own(**two_hours),))
    assert list(_starts(week).values()) == [
        "2026-11-23T13:00:00",
        "2026-11-23T08:00:00",
        "2026-11-24T13:00:00",
        "2026-11-24T08:00:00",
    ]
    day = picture(*_teams(4, MONA), meetings=(_own(window=DAY, **two_hours),))
    assert list(_starts(day)) == ["team:t1", "team:t2"]
    assert {key: [one.name for one in left] for key, left in day.laid.left.items()} == {
        "samtale": ["Team 3", "Team 4"]
    }


def test_a_time_that_a_team_has_is_kept_and_the_others_are_laid_round_it() -> None:
    kept = TeamTimePicture(
        starts_at=_at("2026-11-23T13:00"),
        ends_at=_at("2026-11-23T13:30"),
        all_day=False,
        place=None,
        cancelled=False,
        ended=False,
    )
    drawn = picture(*_teams(2, MONA), meetings=(_own(own_times={2: kept}),))
    assert _starts(drawn) == {"team:t1": "2026-11-23T13:30:00", "team:t2": "2026-11-23T13:00:00"}


def test_a_meeting_the_teams_agree_on_is_in_no_calendar_and_has_a_proposal_each() -> None:
    drawn = picture(*_teams(2, MONA), to_agree=(_own("team"),))
    assert list(in_calendars(drawn)) == []
    assert {key: span.starts_at for key, span in drawn.laid.proposed.items()} == {
        ("samtale", 1): _at("2026-11-23T13:00"),
        ("samtale", 2): _at("2026-11-23T13:30"),
    }


def test_nothing_is_proposed_where_the_programme_says_no_time_and_none_on_a_holiday() -> None:
    assert picture(*_teams(1, MONA), to_agree=(_own("team", window=None),)).laid.proposed == {}
    constitution_day = date(2027, 5, 17)  # a Monday
    whit_week = _own(
        "team",
        window=(constitution_day, constitution_day + timedelta(days=6)),
        starts_at=_at("2027-05-17T13:00"),
        ends_at=_at("2027-05-17T13:30"),
    )
    (span,) = picture(*_teams(1, MONA), to_agree=(whit_week,)).laid.proposed.values()
    assert span.starts_at == _at("2027-05-18T13:00")


def test_a_cohort_begun_before_has_all_its_teams_at_one_hour_as_it_had() -> None:
    drawn = picture(*_teams(3, MONA), whole_cohort=(FINN,), meetings=(_own(arranged_by=None, who=None),))
    assert set(_starts(drawn).values()) == {"2026-11-23T13:00:00"}
    invited = [[one["name"] for one in thing.value["attendees"]] for thing in in_calendars(drawn)]
    assert invited == [["Finn", f"Leder{number}", "Mona"] for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("today", "starts"),
    [
        (date(2026, 11, 22), "2026-11-23T13:00:00"),
        (date(2026, 11, 23), "2026-11-23T13:00:00"),
        (date(2026, 11, 24), "2026-11-25T13:00:00"),
    ],
)
def test_no_team_is_called_to_a_time_that_is_past(today: date, starts: str) -> None:
    over = today > MONDAY
    drawn = picture(*_teams(1, MONA), meetings=(_own(ended=over),), today=today)
    assert [(one.value["starts_at"], one.late) for one in in_calendars(drawn) if one.kind == "entry"] == [
        (starts, False)
    ]


def test_a_team_that_comes_when_the_days_are_over_is_laid_nowhere_and_not_told_of_as_waiting() -> None:
    drawn = picture(*_teams(1, MONA), meetings=(_own(ended=True),), today=date(2026, 12, 1))
    assert (list(in_calendars(drawn)), dict(drawn.laid.left)) == ([], {})


PEOPLE = st.sampled_from([somebody(f"P{number}", "staff", "mentor") for number in range(5)])
HOURS = st.integers(min_value=0, max_value=47)


@st.composite
def _cohorts(draw: st.DrawFn) -> CohortPicture:
    """Small cohorts where people are in several teams, and meetings fall on each other."""
    teams = tuple(
        team(number, *draw(st.lists(PEOPLE, max_size=3, unique=True)))
        for number in range(1, draw(st.integers(1, 5)) + 1)
    )
    meetings = []
    for number in range(draw(st.integers(1, 5))):
        starts_at = _at("2026-11-23T08:00") + timedelta(minutes=30 * draw(HOURS))
        how = draw(st.sampled_from([{}, {"per_team": True}, {"per_team": True, "arranged_by": "unit"}]))
        lasts = timedelta(minutes=30 * draw(st.integers(1, 8)))
        day = starts_at.date()
        meetings.append(
            meeting(
                f"m{number}",
                "teams",
                starts_at=starts_at,
                ends_at=starts_at + lasts,
                window=(day, day),
                who=draw(st.sampled_from([None, THE_TEAM])),
                **how,
            )
        )
    return picture(*teams, meetings=tuple(meetings))


@given(_cohorts())
def test_nobody_must_be_at_two_meetings_at_one_hour_without_being_named(drawn: CohortPicture) -> None:
    named = {(one.one, one.other, name) for one in clashes(drawn) for name in one.people}
    for one, other in combinations(occasions(drawn), 2):
        both = _must(drawn, one) & _must(drawn, other) if one.span.meets(other.span) else set()
        assert {(one.title, other.title, name) for name in both} <= named
    assert not _clashes_of_slots(drawn)


def _must(drawn: CohortPicture, one: Any) -> set[str]:
    return {person.name for person in attendees(drawn, one.meeting, one.teams) if person.required}


def _clashes_of_slots(drawn: CohortPicture) -> list[str]:
    """What we have laid ourselves never clashes with anything."""
    laid = {(key, team_id) for key, team_id in drawn.laid.slots}
    slots = [
        one for one in occasions(drawn) if (one.meeting.key, one.teams[0].id if one.teams else 0) in laid
    ]
    return [
        other.title
        for one in slots
        for other in occasions(drawn)
        if other != one and one.span.meets(other.span) and _must(drawn, one) & _must(drawn, other)
    ]
