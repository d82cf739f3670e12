"""While our credentials are refused everything stands still, five minutes at a time, and one sentence says so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import select
from support.ledger import NOW

from app.audit import AuditRecord
from app.provisioning.ledger.pause import pause, pause_reason, resume, stands_still

if TYPE_CHECKING:
    from sqlmodel import Session

FIVE_MINUTES = timedelta(minutes=5)
SENTENCE = (
    "Microsoft 365 avviser innloggingen vår (siden 01.04.2026 kl. 10.00), så alt arbeid der står stille. "
    "Be IT fornye appregistreringens hemmelighet eller sertifikat. Vi prøver igjen hvert femte minutt."
)


def test_nothing_is_tried_for_five_minutes_after_each_refusal(session: Session) -> None:
    assert not stands_still(session, now=NOW)
    pause(session, now=NOW, request_id="r-1")
    assert stands_still(session, now=NOW + FIVE_MINUTES - timedelta(seconds=1))
    assert not stands_still(session, now=NOW + FIVE_MINUTES)
    pause(session, now=NOW + FIVE_MINUTES, request_id="r-2")
    assert stands_still(session, now=NOW + FIVE_MINUTES + timedelta(minutes=4))


def test_the_sentence_tells_since_when_also_after_the_next_refusal(session: Session) -> None:
    assert pause_reason(session) is None
    assert str(pause(session, now=NOW, request_id=None)) == SENTENCE
    assert str(pause(session, now=NOW + FIVE_MINUTES, request_id=None)) == SENTENCE
    assert pause_reason(session) == SENTENCE


def test_the_audit_says_once_that_it_stopped_and_once_that_it_went_on(session: Session) -> None:
    pause(session, now=NOW, request_id="r-1")
    pause(session, now=NOW + FIVE_MINUTES, request_id="r-2")
    resume(session, now=NOW + 2 * FIVE_MINUTES)
    session.commit()
    resume(session, now=NOW + 3 * FIVE_MINUTES)
    session.commit()
    assert pause_reason(session) is None
    said = session.exec(select(AuditRecord.at, AuditRecord.request_id)).all()
    assert said == [(NOW, "r-1"), (NOW + 2 * FIVE_MINUTES, None)]
