"""A meeting moved, cancelled or answered in Outlook is followed here, and nothing is sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select
from support import outlook
from support.small_cohort import INVITED, at, begin, mail_in, seen_in, work

from app.audit import AuditRecord, Deed
from app.config import settings
from app.db import unit_of_work
from app.meetings import service as meetings
from app.meetings.models import CalendarCursor, Invited, Meeting

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from support.sandbox_on_a_socket import SandboxOnASocket

CHECK_IN = "Digital innsjekk"


def the_meeting(cohort_id: int, key: str) -> Meeting:
    with unit_of_work() as session:
        meeting = meetings.with_key(session, cohort_id=cohort_id, key=key)
        session.expunge(meeting)
        return meeting


def latest(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Let time pass, so that the calendar is due to be read."""
    monkeypatch.setenv("KULL_NOW", moment)
    settings.cache_clear()


def more_mail(address: str, before: dict[str, list[str]]) -> dict[str, list[str]]:
    return {who: kinds[len(before.get(who, [])) :] for who, kinds in mail_in(address).items()}


def test_a_meeting_moved_in_outlook_is_where_outlook_says_and_nothing_is_sent_back(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    work(cohort_id)
    event, before = outlook.the_event(sandbox.address, CHECK_IN), mail_in(sandbox.address)
    outlook.move(sandbox.address, event, "2026-10-20T09:00", "2026-10-20T10:30")
    writes = sandbox.writes()

    latest(monkeypatch, "2026-04-01T09:00:00+02:00")
    work(cohort_id)
    work(cohort_id)

    meeting = the_meeting(cohort_id, "innsjekk-uke-43")
    assert (meeting.starts_at, meeting.ends_at) == (at("2026-10-20T09:00"), at("2026-10-20T10:30"))
    assert (meeting.moved_by, meeting.confirmed_by) == ("Outlook", "Outlook")
    assert sandbox.writes() == writes
    assert {who: kinds for who, kinds in more_mail(sandbox.address, before).items() if kinds} == {
        who: ["update"] for who in INVITED
    }
    after = outlook.the_event(sandbox.address, CHECK_IN)
    assert after["onlineMeeting"]["joinUrl"] == event["onlineMeeting"]["joinUrl"]
    with unit_of_work() as session:
        acts = [
            row.actor for row in session.exec(select(AuditRecord)) if row.act == "meeting moved in Outlook"
        ]
    assert acts == ["Outlook"]


def test_a_meeting_cancelled_in_outlook_is_off_here_and_is_not_made_again(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    work(cohort_id)
    count = len(seen_in(sandbox.address).events)
    outlook.cancel(sandbox.address, outlook.the_event(sandbox.address, CHECK_IN))
    mail, writes = mail_in(sandbox.address), sandbox.writes()

    latest(monkeypatch, "2026-04-01T09:00:00+02:00")
    work(cohort_id)
    work(cohort_id)

    meeting = the_meeting(cohort_id, "innsjekk-uke-43")
    assert (meeting.cancelled_by, meeting.cancelled_at is not None) == ("Outlook", True)
    assert (len(seen_in(sandbox.address).events), mail_in(sandbox.address)) == (count - 1, mail)
    assert sandbox.writes() == writes


def _moved_in_both(
    sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch, *, outlook_first: bool
) -> tuple[int, dict[str, list[str]]]:
    """Outlook says nine on Tuesday, we say ten on Wednesday, twenty seconds apart."""
    cohort_id = begin("torn-kull-3", 2026)
    work(cohort_id)
    before = mail_in(sandbox.address)
    latest(monkeypatch, "2026-04-01T10:00:20+02:00")
    outlook.set_clock(sandbox.address, f"2026-04-01T08:00:{'00' if outlook_first else '40'}Z")
    event = outlook.the_event(sandbox.address, CHECK_IN)
    outlook.move(sandbox.address, event, "2026-10-20T09:00", "2026-10-20T10:00")
    with unit_of_work() as session:
        meeting = meetings.with_key(session, cohort_id=cohort_id, key="innsjekk-uke-43")
        starts_at, said_at = at("2026-10-21T10:00"), at("2026-04-01T10:00:20")
        meetings.reschedule(session, meeting.id or 0, starts_at=starts_at, deed=Deed(actor="rhf", at=said_at))
    latest(monkeypatch, "2026-04-01T10:01:00+02:00")
    for _ in range(3):
        work(cohort_id)
    return cohort_id, more_mail(sandbox.address, before)


def _ends_in(sandbox: SandboxOnASocket, cohort_id: int, starts: str) -> None:
    assert the_meeting(cohort_id, "innsjekk-uke-43").starts_at == at(starts)
    assert outlook.the_event(sandbox.address, CHECK_IN)["start"]["dateTime"][:16] == starts


def test_moved_here_and_later_in_outlook_it_ends_as_outlook_says(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id, mail = _moved_in_both(sandbox, monkeypatch, outlook_first=False)
    _ends_in(sandbox, cohort_id, "2026-10-20T09:00")
    assert {who: mail[who] for who in INVITED} == {who: ["update"] for who in INVITED}


def test_moved_in_outlook_and_later_here_it_ends_as_we_say(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id, mail = _moved_in_both(sandbox, monkeypatch, outlook_first=True)
    _ends_in(sandbox, cohort_id, "2026-10-21T10:00")
    assert {who: mail[who] for who in INVITED} == {who: ["update", "update"] for who in INVITED}


def test_what_happened_while_our_place_in_the_calendar_was_lost_is_found_anyway(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    work(cohort_id)
    outlook.control(sandbox.address, "/settings", {"calendarDeltaSeconds": 0}, "PATCH")
    outlook.cancel(sandbox.address, outlook.the_event(sandbox.address, CHECK_IN))
    outlook.move(
        sandbox.address,
        outlook.the_event(sandbox.address, "veiledermøte"),
        "2026-10-27T09:00",
        "2026-10-27T10:00",
    )
    latest(monkeypatch, "2026-04-01T09:00:00+02:00")
    work(cohort_id)
    assert the_meeting(cohort_id, "innsjekk-uke-43").cancelled_by == "Outlook"
    assert the_meeting(cohort_id, "veiledermote-uke-44").starts_at == at("2026-10-27T09:00")


def test_a_meeting_moved_to_a_year_we_do_not_read_is_moved_and_not_cancelled(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    work(cohort_id)
    event = outlook.the_event(sandbox.address, CHECK_IN)
    outlook.move(sandbox.address, event, "2031-10-20T09:00", "2031-10-20T10:00")
    latest(monkeypatch, "2026-04-01T09:00:00+02:00")
    work(cohort_id)
    meeting = the_meeting(cohort_id, "innsjekk-uke-43")
    assert (meeting.starts_at, meeting.cancelled_at) == (at("2031-10-20T09:00"), None)


def test_who_answered_what_is_kept_as_outlook_has_it(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    event = outlook.the_event(sandbox.address, CHECK_IN)
    for who, said in zip(INVITED, ["accepted", "declined", "tentativelyAccepted"], strict=False):
        outlook.answer(sandbox.address, event, who, said)
    latest(monkeypatch, "2026-04-01T09:00:00+02:00")
    work(cohort_id)
    meeting = the_meeting(cohort_id, "innsjekk-uke-43")
    with unit_of_work() as session:
        rows = session.exec(select(Invited).where(Invited.meeting_id == meeting.id)).all()
        said_by = {row.email: row.response.value for row in rows}
        assert session.exec(select(CalendarCursor.mailbox)).all() == [outlook.ORGANISER]
    assert said_by == dict(zip(INVITED, ["accepted", "declined", "tentative", "none"], strict=True))
