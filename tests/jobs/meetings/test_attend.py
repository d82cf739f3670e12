"""Who was at a digital meeting is read from Microsoft's reports; what cannot be told apart is listed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from sqlmodel import select
from support import outlook
from support.small_cohort import ANNE, BERIT, CARL, DINA, ORGANISER, begin, now, work

from app.audit import Deed
from app.config import settings
from app.db import unit_of_work
from app.meetings import service as meetings
from app.meetings.attendance import service, visible
from app.meetings.models import Attendance, Meeting, Presence
from app.outbox.models import OwedMessage
from jobs.meetings.attend import read_attendance
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from support.sandbox_on_a_socket import SandboxOnASocket

KEY = "innsjekk-uke-43"


Joins = list[tuple[str, str]]


def hold(address: str, event: dict[str, Any], day: str, *people: tuple[str, Joins]) -> None:
    """Fill the meeting: each by address, or by the name they wrote; when they came and left on the clock in UTC."""
    attendees = [
        {
            "mail" if "@" in who else "name": who,
            "joins": [[f"{day}T{a}:00Z", f"{day}T{b}:00Z"] for a, b in joins],
        }
        for who, joins in people
    ]
    outlook.control(address, "/held", {"event": event["id"], "attendees": attendees})


def read() -> None:
    async def asked() -> None:
        async with open_tenant(settings()) as tenant:
            await read_attendance(tenant, settings())

    asyncio.run(asked())


def until(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setenv("KULL_NOW", moment)
    settings.cache_clear()


def noted(meeting_id: int) -> dict[str, str]:
    with unit_of_work() as session:
        rows = session.exec(select(Attendance).where(Attendance.meeting_id == meeting_id)).all()
        return {row.email: row.presence.value for row in rows}


def the_meeting(cohort_id: int, key: str = KEY) -> Meeting:
    with unit_of_work() as session:
        meeting = meetings.with_key(session, cohort_id=cohort_id, key=key)
        session.expunge(meeting)
        return meeting


def let_us_look(address: str) -> None:
    outlook.control(address, "/settings", {"applicationAccessPolicy": [ORGANISER]}, "PATCH")


def held(sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch) -> tuple[int, dict[str, Any]]:
    """A cohort on the day of its check-in at one o'clock, which is eleven in UTC; its answers are read."""
    cohort_id = begin("torn-kull-3", 2026)
    event = outlook.the_event(sandbox.address, "Digital innsjekk")
    outlook.answer(sandbox.address, event, DINA, "declined")
    until(monkeypatch, "2026-10-19T12:00:00+02:00")
    work(cohort_id)
    return cohort_id, event


def test_late_comers_and_those_who_came_again_are_there_once_and_strangers_are_listed(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id, event = held(sandbox, monkeypatch)
    let_us_look(sandbox.address)
    hold(
        sandbox.address,
        event,
        "2026-10-19",
        (ANNE, [("11:00", "11:20"), ("11:30", "12:00")]),
        (BERIT, [("11:55", "12:00")]),
        ("+47 900 00 000", [("11:05", "11:40")]),
        ("Anne Aas", [("11:10", "11:15")]),
    )
    hold(sandbox.address, event, "2026-10-19", (ANNE, [("12:30", "12:40")]))
    hold(sandbox.address, event, "2026-10-12", (CARL, [("08:00", "08:05")]))
    until(monkeypatch, "2026-10-19T14:30:00+02:00")
    read()

    meeting = the_meeting(cohort_id)
    assert noted(meeting.id or 0) == {ANNE: "present", BERIT: "present", CARL: "absent", DINA: "apologised"}
    with unit_of_work() as session:
        listed = [one.name for one in service.unknown_attendees(session, meeting.id or 0)]
        numbers = [(one.team, one.text) for one in visible.in_numbers(session, meeting.id or 0)]
    assert listed == ["+47 900 00 000", "Anne Aas"]
    assert numbers == [("Kirurgi", "2 av 2"), ("Medisin", "0 av 2")]


def test_a_guest_is_known_by_the_account_they_were_given(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id, event = held(sandbox, monkeypatch)
    let_us_look(sandbox.address)
    account = "carl_example.no#EXT#@sykehus.example.no"
    hold(sandbox.address, event, "2026-10-19", (account, [("11:00", "12:00")]))
    until(monkeypatch, "2026-10-19T14:30:00+02:00")
    read()
    assert noted(the_meeting(cohort_id).id or 0)[CARL] == "present"


def test_without_the_access_policy_it_says_so_and_the_list_can_be_ticked_by_hand(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id, event = held(sandbox, monkeypatch)
    hold(sandbox.address, event, "2026-10-19", (ANNE, [("11:00", "12:00")]), (BERIT, [("11:00", "12:00")]))
    until(monkeypatch, "2026-10-19T14:30:00+02:00")
    read()
    meeting_id = the_meeting(cohort_id).id or 0
    with unit_of_work() as session:
        assert visible.why_not_read(session, meeting_id) == visible.NOT_CONFIGURED
        service.tick(
            session, meeting_id, email=BERIT, presence=Presence.absent, deed=Deed(actor="rhf", at=now())
        )
    let_us_look(sandbox.address)
    until(monkeypatch, "2026-10-20T14:30:00+02:00")
    read()
    assert noted(meeting_id) == {ANNE: "present", BERIT: "absent", CARL: "absent", DINA: "apologised"}
    with unit_of_work() as session:
        assert visible.why_not_read(session, meeting_id) is None


def test_somebody_who_came_back_next_morning_is_read_the_day_after(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id, event = held(sandbox, monkeypatch)
    let_us_look(sandbox.address)
    hold(sandbox.address, event, "2026-10-19", (ANNE, [("11:00", "12:00")]))
    until(monkeypatch, "2026-10-19T14:30:00+02:00")
    read()
    hold(sandbox.address, event, "2026-10-19", (CARL, [("13:00", "13:30")]))
    read()
    assert noted(the_meeting(cohort_id).id or 0)[CARL] == "absent"
    until(monkeypatch, "2026-10-20T14:30:00+02:00")
    read()
    assert noted(the_meeting(cohort_id).id or 0)[CARL] == "present"


def test_a_stranger_is_told_apart_by_hand(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id, event = held(sandbox, monkeypatch)
    let_us_look(sandbox.address)
    hold(sandbox.address, event, "2026-10-19", ("+47 900 00 000", [("11:00", "12:00")]))
    until(monkeypatch, "2026-10-19T14:30:00+02:00")
    read()
    meeting_id = the_meeting(cohort_id).id or 0
    with unit_of_work() as session:
        (stranger,) = service.unknown_attendees(session, meeting_id)
        service.settle_unknown(
            session, meeting_id, name=stranger.name, email=CARL, deed=Deed(actor="rhf", at=now())
        )
    with unit_of_work() as session:
        assert list(service.unknown_attendees(session, meeting_id)) == []
    assert noted(meeting_id)[CARL] == "present"


def test_missing_twice_in_a_row_is_said_to_those_who_lead_and_guide_the_team(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id, event = held(sandbox, monkeypatch)
    let_us_look(sandbox.address)
    everybody_but_berit = [(who, [("11:00", "12:00")]) for who in (ANNE, CARL, DINA)]
    hold(sandbox.address, event, "2026-10-19", *everybody_but_berit)
    until(monkeypatch, "2026-10-19T14:30:00+02:00")
    read()
    assert warned(cohort_id) == []
    again = next(one for one in outlook.events(sandbox.address) if one["start"]["dateTime"] > "2026-11-29")
    everybody_but_berit = [(who, [("12:00", "13:00")]) for who in (ANNE, CARL, DINA)]
    hold(sandbox.address, again, "2026-11-30", *everybody_but_berit)
    until(monkeypatch, "2026-11-30T14:30:00+01:00")
    read()
    assert warned(cohort_id) == [
        (ANNE, "Oppmøtet i Kirurgi", "Berit Bø har ikke vært med på de to siste møtene."),
    ]


def warned(cohort_id: int) -> list[tuple[str, str, str]]:
    with unit_of_work() as session:
        owed = select(OwedMessage).where(
            OwedMessage.cohort_id == cohort_id, OwedMessage.step == "twice_missing"
        )
        return [(one.recipient, one.subject, one.text.split("\n")[0]) for one in session.exec(owed)]
