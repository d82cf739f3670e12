"""Before a meeting is moved it is said who Outlook will tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.ledger import COHORT, placed, unplaced, write

from app.meetings.models import Meeting
from app.provisioning.preview.move_recipients import told_of_a_move

if TYPE_CHECKING:
    from sqlmodel import Session


def _entry(*names: str) -> dict[str, Any]:
    invited = [{"email": f"{name}@example.no"} for name in names]
    return {"subject": "Samling", "starts_at": "2026-09-16T13:00:00", "attendees": invited}


def _meeting(key: str) -> Meeting:
    usual: dict[str, Any] = {"kind": "gathering", "title": "Samling", "audience": "teams", "mode": "physical"}
    return Meeting(cohort_id=COHORT, key=key, precision="exact", basis="source", **usual)


def test_all_on_its_lists_are_told_once_by_address(session: Session) -> None:
    write(
        session,
        placed("k/team:t1/meeting:samling", "entry", _entry("siri", "lea")),
        placed("k/team:t2/meeting:samling", "entry", _entry("lea", "arne")),
        placed("k/meeting:annet", "entry", _entry("vera")),
    )
    assert told_of_a_move(session, _meeting("samling")) == [
        "arne@example.no",
        "lea@example.no",
        "siri@example.no",
    ]


def test_nobody_is_told_of_a_meeting_that_is_in_no_calendar(session: Session) -> None:
    write(session, unplaced("k/meeting:samling", "entry", _entry("lea")))
    assert told_of_a_move(session, _meeting("samling")) == []


def test_a_percent_sign_in_a_key_stands_for_itself(session: Session) -> None:
    write(session, placed("k/meeting:uke 50", "entry", _entry("lea")))
    assert told_of_a_move(session, _meeting("uke%50")) == []
