"""A meeting is for all teams, for those of its tracks, or for those a person has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select

from app.audit import Act
from app.audit.models import AuditRecord
from app.cohorts.models import Team
from app.errors import Conflict, Invalid, NotFound
from app.meetings.audience import meetings_for
from app.meetings.reach import choose_teams, teams_at
from app.meetings.roster import roster
from app.meetings.rota import rotas
from app.meetings.service import is_sure
from app.meetings.stand_ins import name_stand_in
from app.meetings.time_checks import who_must_come

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from app.audit import Deed
    from app.cohorts.models import Cohort
    from app.meetings.models import Meeting

NINE, THREE = "2026-11-10T09:00", "2026-11-10T15:00"
WAITS = {"tracks": [], "choose_teams": True}


@pytest.fixture
def some(meeting: Callable[..., Meeting]) -> Meeting:
    return meeting("ekstra", NINE, THREE, audience="some_teams", details=WAITS)


@pytest.fixture
def akutt(session: Session, meeting: Callable[..., Meeting], team_ids: dict[str, int]) -> Meeting:
    """A meeting of the track that Kirurgi alone is in."""
    session.get_one(Team, team_ids["Kirurgi"]).tracks = ["akutt"]
    session.get_one(Team, team_ids["Medisin"]).tracks = ["elektiv"]
    return meeting("akutt-1", NINE, THREE, details={"tracks": ["akutt"], "choose_teams": False})


def coming(session: Session, cohort: Cohort, email: str) -> list[str]:
    places = roster(session, cohort.id)[email]
    return [one.meeting.key for one in meetings_for(session, cohort.id, places)]


def test_a_tracks_meeting_is_in_its_teams_feeds_rotas_and_questions_alone(
    session: Session, cohort: Cohort, akutt: Meeting
) -> None:
    assert coming(session, cohort, "berit@example.no") == ["akutt-1"]
    assert coming(session, cohort, "mona@example.no") == ["akutt-1"]
    assert coming(session, cohort, "dina@example.no") == []
    assert {rota.team: [line.title for line in rota.lines] for rota in rotas(session, cohort.id)} == {
        "Kirurgi": ["Akutt-1"],
        "Medisin": [],
    }
    assert who_must_come(session, akutt) == ["anne@example.no", "berit@example.no", "mona@example.no"]


def test_a_meeting_for_some_teams_waits_until_they_are_chosen(
    session: Session, cohort: Cohort, some: Meeting, team_ids: dict[str, int], deed: Deed
) -> None:
    assert (is_sure(some), coming(session, cohort, "dina@example.no")) == (False, [])
    choose_teams(session, some.id, team_ids=[team_ids["Medisin"]], deed=deed)
    assert (is_sure(some), coming(session, cohort, "dina@example.no")) == (True, ["ekstra"])
    assert coming(session, cohort, "berit@example.no") == []
    session.commit()
    (record,) = session.exec(select(AuditRecord).where(AuditRecord.act == Act.meeting_teams_chosen))
    assert (record.about, record.details) == ("ekstra", {"from": [], "to": [team_ids["Medisin"]]})


def test_a_choice_said_twice_is_recorded_once(
    session: Session, some: Meeting, team_ids: dict[str, int], deed: Deed
) -> None:
    for _ in range(2):
        choose_teams(session, some.id, team_ids=list(team_ids.values()), deed=deed)
    session.commit()
    acts = [row.act for row in session.exec(select(AuditRecord))]
    assert acts.count(Act.meeting_teams_chosen) == 1


def test_a_row_from_before_is_for_all_and_may_have_its_teams_chosen(
    session: Session, meeting: Callable[..., Meeting], team_ids: dict[str, int], deed: Deed
) -> None:
    row = meeting("samling-5", NINE, THREE, audience="some_teams", details={"also": [], "per": "cohort"})
    teams = session.exec(select(Team)).all()
    assert (is_sure(row), teams_at(row, teams)) == (True, None)
    choose_teams(session, row.id, team_ids=[team_ids["Kirurgi"]], deed=deed)
    assert (is_sure(row), teams_at(row, teams)) == (True, frozenset({team_ids["Kirurgi"]}))


@pytest.mark.parametrize(
    ("more", "teams", "error"),
    [
        ({"audience": "teams"}, ["Kirurgi"], Conflict),
        ({"audience": "some_teams", "details": {"tracks": ["akutt"]}}, ["Kirurgi"], Conflict),
        ({"audience": "some_teams", "details": WAITS}, [], Invalid),
        ({"audience": "some_teams", "details": WAITS}, ["Ukjent"], NotFound),
        ({"audience": "some_teams", "details": WAITS, "cancelled_because": "Is"}, ["Kirurgi"], Conflict),
    ],
)
def test_a_choice_that_cannot_be_made_is_refused(
    session: Session,
    meeting: Callable[..., Meeting],
    team_ids: dict[str, int],
    deed: Deed,
    more: dict[str, Any],
    teams: list[str],
    error: type[Exception],
) -> None:
    row = meeting("ekstra", NINE, THREE, **more)
    if row.cancelled_because:
        row.cancelled_at = deed.at
    with pytest.raises(error):
        choose_teams(session, row.id, team_ids=[team_ids.get(name, 99) for name in teams], deed=deed)


def test_nobody_stands_in_at_another_tracks_meeting(
    session: Session, akutt: Meeting, team_ids: dict[str, int], deed: Deed
) -> None:
    who = {"instead_of": "dina@example.no", "name": "Vikar", "email": "vikar@example.no"}
    with pytest.raises(NotFound):
        name_stand_in(session, akutt.id, team_id=team_ids["Medisin"], deed=deed, **who)
