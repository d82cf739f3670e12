"""Our rows follow what happened in Outlook, and whoever moved a meeting last decides."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support.ledger import COHORT, NOW, placed, unplaced, write
from support.small_cohort import at

from app.meetings.models import CalendarCursor, Meeting
from app.provisioning.ledger import outlook
from app.provisioning.ledger.models import TenantObject
from app.tenant.told import CalendarNews, EntrySeen

if TYPE_CHECKING:
    from sqlmodel import Session

OWN, UNA = "nett@example.no", "una@example.no"
KEY, ID = "k/meeting:samling", "id of k/meeting:samling"
AT_ONE = {
    "starts_at": "2026-09-16T13:00:00",
    "ends_at": "2026-09-16T14:00:00",
    "all_day": False,
    "place": None,
}
AN_HOUR = timedelta(hours=1)


def _entry(key: str = KEY, **more: Any) -> TenantObject:
    return placed(key, "entry", {"subject": "Samling", "organiser": None, **AT_ONE}, **more)


def _seen(hour: int, *, changed_at: datetime = NOW) -> EntrySeen:
    day = datetime.fromisoformat("2026-09-16T00:00")
    return EntrySeen(
        external_id=ID,
        starts_at=day.replace(hour=hour),
        ends_at=day.replace(hour=hour + 1),
        all_day=False,
        place=None,
        changed_at=changed_at,
        answers=(),
        join_link=None,
    )


def _meeting(session: Session, hour: int = 13, *, moved_at: datetime | None = None) -> Meeting:
    usual: dict[str, Any] = {"kind": "gathering", "title": "Samling", "audience": "teams", "mode": "physical"}
    row = Meeting(
        cohort_id=COHORT,
        key="samling",
        precision="exact",
        basis="source",
        starts_at=at(f"2026-09-16T{hour}:00"),
        ends_at=at(f"2026-09-16T{hour + 1}:00"),
        moved_at=moved_at,
        **usual,
    )
    session.add(row)
    session.flush()
    return row


def _take_in(session: Session, seen: EntrySeen) -> int:
    standing = outlook.calendar_entries(session, mailbox=OWN, own=OWN)
    return outlook.take_in_entries(session, standing, [seen], now=NOW + AN_HOUR)


def test_a_meeting_moved_in_outlook_moves_here_and_nothing_is_to_be_sent(session: Session) -> None:
    write(session, _entry())
    meeting = _meeting(session)
    assert _take_in(session, _seen(9)) == 1
    row = session.get_one(TenantObject, KEY)
    assert (meeting.starts_at, meeting.moved_by) == (at("2026-09-16T09:00"), "Outlook")
    assert (row.settled, row.applied["starts_at"] if row.applied else "") == (True, "2026-09-16T09:00:00")


def test_a_meeting_that_stands_where_we_put_it_is_not_moved(session: Session) -> None:
    write(session, _entry())
    _meeting(session)
    assert _take_in(session, _seen(13)) == 0
    assert session.get_one(TenantObject, KEY).version == 0


@pytest.mark.parametrize(("minutes", "hour", "settled"), [(-1, 9, True), (1, 11, False)])
def test_moved_in_both_it_is_where_it_was_moved_last(
    session: Session, minutes: int, hour: int, *, settled: bool
) -> None:
    write(session, _entry(wanted={"subject": "Samling", "organiser": None, **AT_ONE, "place": "Bodø"}))
    meeting = _meeting(session, 11, moved_at=NOW + timedelta(minutes=minutes))
    assert _take_in(session, _seen(9, changed_at=NOW)) == 1
    assert meeting.starts_at == at(f"2026-09-16T{hour:02}:00")
    row = session.get_one(TenantObject, KEY)
    assert (row.applied or {})["starts_at"] == "2026-09-16T09:00:00"
    assert ((row.wanted or {})["starts_at"] == "2026-09-16T09:00:00") == settled


def test_a_meeting_cancelled_in_outlook_is_off_here_with_its_door(session: Session) -> None:
    write(session, _entry(), placed(f"{KEY}/door", "door", parent_key=KEY))
    meeting = _meeting(session)
    outlook.take_in_cancellation(session, session.get_one(TenantObject, KEY), now=NOW)
    assert (meeting.cancelled_at, meeting.cancelled_by) == (NOW, "Outlook")
    rows = [session.get_one(TenantObject, key) for key in (KEY, f"{KEY}/door")]
    assert [(row.settled, row.external_id, row.generation) for row in rows] == [(True, None, 1)] * 2


def test_a_calendar_holds_the_meetings_we_look_after_in_it(session: Session) -> None:
    theirs = {"subject": "Samling", "organiser": UNA, **AT_ONE}
    write(
        session,
        _entry(),
        placed("k/meeting:una", "entry", theirs),
        _entry("k/meeting:over", wanted=None),
        _entry("k/meeting:let go", decision="let_go"),
        unplaced("k/meeting:ny", "entry", {"subject": "Ny"}),
    )
    assert list(outlook.calendar_entries(session, mailbox=OWN, own=OWN)) == [ID]
    assert list(outlook.calendar_entries(session, mailbox=UNA, own=OWN)) == ["id of k/meeting:una"]


def test_a_mailbox_is_read_when_it_is_stale_or_a_change_waits_to_be_sent_to_it(session: Session) -> None:
    theirs = {"subject": "Samling", "organiser": UNA, **AT_ONE}
    write(session, _entry(), placed("k/meeting:una", "entry", theirs))
    window = {"window_starts": NOW, "window_ends": NOW}
    for mailbox in (OWN, UNA):
        session.add(CalendarCursor(mailbox=mailbox, link="l", read_at=NOW, **window))
    session.flush()

    def due(read_before: datetime) -> list[str]:
        return outlook.mailboxes_to_follow(session, COHORT, own=OWN, now=NOW, read_before=read_before)

    assert (due(NOW - AN_HOUR), due(NOW)) == ([], [OWN, UNA])
    row = session.get_one(TenantObject, KEY)
    row.wanted = {**(row.wanted or {}), "place": "Bodø"}
    session.flush()
    assert due(NOW - AN_HOUR) == [OWN]
    row.next_try_at = NOW + AN_HOUR
    session.flush()
    assert due(NOW - AN_HOUR) == []


def _news(*, removed: tuple[str, ...] = (), whole: bool) -> CalendarNews:
    return CalendarNews(seen=(), removed=removed, cursor="c", whole=whole)


def test_a_meeting_is_missed_when_it_is_removed_or_not_among_all_that_was_read_in_its_time() -> None:
    standing = {ID: _entry()}
    around, before = (at("2026-09-01T00:00"), at("2026-10-01T00:00")), (at("2026-08-01T00:00"),) * 2

    def missed(news: CalendarNews, window: tuple[datetime, datetime] = around) -> list[str]:
        return outlook.entries_not_there(news, standing, window=window)

    assert missed(_news(removed=(ID, "a stranger's"), whole=False)) == [ID]
    assert missed(_news(whole=False)) == []
    assert missed(_news(whole=True)) == [ID]
    assert missed(_news(whole=True), before) == []
