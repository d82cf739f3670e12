"""Who was at a digital meeting is read from Microsoft's reports; what cannot be told apart is listed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import outlook
from small_cohort import ANNE, BERIT, CARL, DINA, ORGANISER, begin, work
from sqlmodel import select

from app.config import settings
from app.db import unit_of_work
from app.meetings import attendance, seen_attendance
from app.meetings import service as meetings
from app.meetings.models import Attendance, Meeting
from jobs.attend import read_attendance
from jobs.tenants import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from conftest import SandboxOnASocket

KEY = "innsjekk-uke-43"
NAME_THE_RHF = "rhf"


def hold(address: str, event: dict[str, Any], day: str, **attendees: list[tuple[str, str]]) -> None:
    """Fill the meeting: each person by name or address, with when they came and left on the clock in UTC."""
    people = []
    for who, joins in attendees.items():
        name = who.replace("_at_", "@")
        known = {"mail": name} if "@" in name else {"name": name.replace("_", " ")}
        people.append(known | {"joins": [[f"{day}T{a}:00Z", f"{day}T{b}:00Z"] for a, b in joins]})
    outlook.control(address, "/held", {"event": event["id"], "attendees": people})


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


def test_late_comers_and_those_who_came_again_are_there_once_and_strangers_are_listed(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    let_us_look(sandbox.address)
    event = outlook.the_event(sandbox.address, "Digital innsjekk")
    outlook.answer(sandbox.address, event, DINA, "declined")
    until(monkeypatch, "2026-10-19T12:00:00+02:00")
    work(cohort_id)
    hold(
        sandbox.address,
        event,
        "2026-10-19",
        anne_at_example_no=[],
        **{
            ANNE.replace("@", "_at_"): [("11:00", "11:20"), ("11:30", "12:00")],
            BERIT.replace("@", "_at_"): [("11:55", "12:00")],
            "+47_900_00_000": [("11:05", "11:40")],
            "carl_at_example.no": [],
        },
    )
    hold(sandbox.address, event, "2026-10-19", **{ANNE.replace("@", "_at_"): [("12:30", "12:40")]})
    hold(sandbox.address, event, "2026-10-12", **{CARL.replace("@", "_at_"): [("08:00", "08:05")]})
    until(monkeypatch, "2026-10-19T14:30:00+02:00")
    read()

    meeting = the_meeting(cohort_id)
    assert noted(meeting.id or 0) == {ANNE: "present", BERIT: "present", CARL: "absent", DINA: "apologised"}
    with unit_of_work() as session:
        assert [one.name for one in attendance.unknown(session, meeting.id or 0)] == ["+47 900 00 000"]
        numbers = [(one.team, one.text) for one in seen_attendance.in_numbers(session, meeting.id or 0)]
    assert numbers == [("Kirurgi", "2 av 2"), ("Medisin", "0 av 2")]
