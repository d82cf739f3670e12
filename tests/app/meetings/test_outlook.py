"""What people do with our meetings in Outlook is written into our rows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support.teams import a_team, join

from app.audit import AuditRecord
from app.cohorts.models import Cohort
from app.meetings import outlook
from app.meetings.models import Invited, JoinLink, TeamTime
from app.meetings.outlook import WhenAndWhere
from app.meetings.service import OSLO
from app.people.models import Role
from app.tenant import Answered, EntrySeen

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from app.meetings.models import Meeting

NOW = datetime(2026, 4, 1, 6, tzinfo=UTC)


def wall(text: str) -> datetime:
    """A time as a calendar shows it, without a zone."""
    return datetime.fromisoformat(text)


@pytest.fixture
def check_in(meeting: Callable[..., Meeting]) -> Meeting:
    return meeting("innsjekk", "2026-10-19T13:00", "2026-10-19T14:00", basis="assumed", place="Rom 1")


def seen(**otherwise: Any) -> EntrySeen:
    """The check-in as Outlook has it after it was moved to nine on Tuesday."""
    usual = {
        "external_id": "e1",
        "starts_at": wall("2026-10-20T09:00"),
        "ends_at": wall("2026-10-20T10:30"),
        "all_day": False,
        "place": "Rom 4",
        "changed_at": NOW,
        "answers": (),
        "join_link": None,
    }
    return EntrySeen(**{**usual, **otherwise})


def by_our_rows(session: Session, meeting: Meeting, team_id: int | None) -> WhenAndWhere | None:
    return outlook.our_meeting(session, meeting, team_id)[0]


def test_a_meeting_is_where_outlook_says_and_that_is_a_persons_word(
    session: Session, check_in: Meeting
) -> None:
    outlook.note_moved(session, check_in, None, seen=seen(), now=NOW)
    assert by_our_rows(session, check_in, None) == outlook.time_seen(seen())
    assert (check_in.moved_by, check_in.confirmed_by, check_in.confirmed_at) == ("Outlook", "Outlook", NOW)
    session.commit()
    moved = session.exec(select(AuditRecord).where(AuditRecord.actor == "Outlook")).one()
    assert (moved.act, moved.about, moved.details) == (
        "meeting moved in Outlook",
        "innsjekk",
        {"from": "2026-10-19T13:00:00+02:00", "to": "2026-10-20T09:00:00+02:00", "place": "Rom 4"},
    )


def test_a_time_in_winter_is_kept_by_the_clock_on_the_wall(session: Session, check_in: Meeting) -> None:
    winter = seen(starts_at=wall("2026-11-30T13:00"), ends_at=wall("2026-11-30T14:00"))
    outlook.note_moved(session, check_in, None, seen=winter, now=NOW)
    session.flush()
    session.expire(check_in)
    assert check_in.starts_at == datetime(2026, 11, 30, 12, tzinfo=UTC)
    assert by_our_rows(session, check_in, None) == outlook.time_seen(winter)


def test_a_team_that_moves_its_own_moves_nobody_elses(
    session: Session, check_in: Meeting, team_ids: dict[str, int]
) -> None:
    outlook.note_moved(session, check_in, team_ids["Kirurgi"], seen=seen(), now=NOW)
    session.flush()
    assert by_our_rows(session, check_in, team_ids["Kirurgi"]) == outlook.time_seen(seen())
    assert by_our_rows(session, check_in, team_ids["Medisin"]) == WhenAndWhere(
        starts_at=wall("2026-10-19T13:00"),
        ends_at=wall("2026-10-19T14:00"),
        all_day=False,
        place="Rom 1",
    )
    assert (check_in.starts_at, check_in.moved_by) == (datetime(2026, 10, 19, 13, tzinfo=OSLO), None)


def test_a_team_that_cancels_its_own_cancels_nobody_elses(
    session: Session, check_in: Meeting, team_ids: dict[str, int]
) -> None:
    outlook.note_cancelled(session, check_in, team_ids["Kirurgi"], now=NOW)
    session.flush()
    assert check_in.cancelled_at is None
    assert [(one.team_id, one.cancelled_at) for one in session.exec(select(TeamTime))] == [
        (team_ids["Kirurgi"], NOW)
    ]
    outlook.note_cancelled(session, check_in, None, now=NOW)
    assert (check_in.cancelled_at, check_in.cancelled_by) == (NOW, "Outlook")


def test_a_meeting_without_a_date_is_nowhere(session: Session, meeting: Callable[..., Meeting]) -> None:
    assert outlook.our_meeting(session, meeting("uten-dato"), None) == (None, None)


def answered(name: str, response: Any, *, required: bool = True) -> Answered:
    return Answered(email=f"{name}@example.no", name=name, required=required, response=response, at=NOW)


def test_the_list_is_kept_as_outlook_has_it_and_who_was_taken_off_is_forgotten(
    session: Session, check_in: Meeting
) -> None:
    for answers in (
        (answered("anne", "none"), answered("berit", "accepted")),
        (answered("anne", "declined", required=False), answered("carl", "tentative")),
    ):
        outlook.note_answers(session, check_in, entry_key="e1", team_id=None, answers=answers)
        session.flush()
    assert [
        (row.name, row.response, row.required) for row in session.exec(select(Invited).order_by(Invited.name))
    ] == [("anne", "declined", False), ("carl", "tentative", True)]


def test_an_answer_at_another_address_of_the_account_is_the_persons(
    session: Session, check_in: Meeting
) -> None:
    team = a_team(session, session.get_one(Cohort, check_in.cohort_id))
    anne = join(session, team, "anne", Role.staff)
    anne.entra_id, anne.directory_addresses = "entra-1", ["anne.berg@example.no", "anne@example.no"]
    session.flush()
    both = (answered("anne", "none"), answered("anne.berg", "accepted"))
    for answers in (both[1:], both, both[::-1]):
        outlook.note_answers(session, check_in, entry_key="e1", team_id=None, answers=answers)
        session.flush()
        assert [(row.email, row.response) for row in session.exec(select(Invited))] == [
            ("anne@example.no", "accepted")
        ]


def test_a_link_that_is_not_told_leaves_the_one_we_have(session: Session, check_in: Meeting) -> None:
    for url in ("https://teams/1", None, "https://teams/2", None):
        outlook.note_link(session, check_in, entry_key="e1", team_id=None, url=url)
        session.flush()
    assert [one.url for one in session.exec(select(JoinLink))] == ["https://teams/2"]
