"""Mailboxes that invite: which a cohort has, and how far each calendar is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from app.audit import AuditRecord, Deed
from app.errors import Code, Invalid
from app.meetings import mailboxes

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts.models import Cohort

NOW = datetime(2026, 4, 1, 6, tzinfo=UTC)
BOX = "nettverk@example.no"


def test_a_cohort_gets_a_mailbox_and_gives_it_up_again(session: Session, cohort: Cohort, deed: Deed) -> None:
    chosen = []
    for organiser in (" Nettverk@Example.no ", None):
        mailboxes.choose_mailbox(session, cohort.id, organiser=organiser, deed=deed)
        chosen.append(cohort.organiser)
    assert chosen == [BOX, None]
    session.commit()
    recorded = select(AuditRecord).where(AuditRecord.act == "organiser chosen")
    assert [row.details for row in session.exec(recorded)] == [
        {"from": None, "to": BOX},
        {"from": BOX, "to": None},
    ]


def test_what_is_no_address_is_refused_and_the_mailbox_stays(
    session: Session, cohort: Cohort, deed: Deed
) -> None:
    with pytest.raises(Invalid) as refused:
        mailboxes.choose_mailbox(session, cohort.id, organiser="nettverk", deed=deed)
    assert (refused.value.code, cohort.organiser) == (Code.address_malformed, None)


def test_what_microsoft_granted_once_is_not_lost_by_an_answer_that_does_not_know(session: Session) -> None:
    for user_id, may in (("7", True), (None, None)):
        mailboxes.note_mailbox(session, mailbox=BOX, user_id=user_id, may_open_doors=may, now=NOW)
        session.flush()
    kept = mailboxes.known_mailboxes(session, BOX)
    assert kept is not None
    assert (kept.user_id, kept.may_open_doors, kept.asked_at) == ("7", True, NOW)


def test_a_calendar_is_read_on_from_the_last_link(session: Session) -> None:
    assert mailboxes.calendar_cursor(session, BOX) is None
    window = (NOW, NOW + timedelta(days=400))
    for link in ("first", "second"):
        mailboxes.note_calendar_read_to(session, mailbox=BOX, link=link, window=window, now=NOW)
        session.flush()
    kept = mailboxes.calendar_cursor(session, BOX)
    assert kept is not None
    assert (kept.link, kept.window_starts, kept.window_ends) == ("second", *window)
