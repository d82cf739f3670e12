"""A person's words go from every record, the acts stay, and the chain tells what was erased."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select
from support.erasing import without_words

from app.audit.acts import Act
from app.audit.chain import broken_links
from app.audit.deed import Deed
from app.audit.erasure import erase
from app.audit.models import AuditRecord
from app.audit.records import record

if TYPE_CHECKING:
    from sqlmodel import Session

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
ADA = Deed(actor="Ada", at=NOON)
KARI = without_words("slettet-1", "kari@example.no", 'Kari "Æ" Nes')


@pytest.fixture(autouse=True)
def _three_records(session: Session) -> None:
    moved = Act.meeting_moved
    record(session, moved, Deed(actor='Kari "Æ" Nes', at=NOON), about="m-1")
    record(session, moved, ADA, about="m-2", details={"to": ["ola@example.no", "kari@example.no"]})
    record(session, moved, ADA, about="m-3")
    session.commit()


def told(session: Session) -> list[tuple[str, str, object]]:
    rows = session.exec(select(AuditRecord).order_by(col(AuditRecord.position)))
    return [(row.actor, row.about, row.details) for row in rows]


def test_the_words_are_replaced_wherever_they_stand_and_a_record_says_where(session: Session) -> None:
    assert erase(session, without=KARI, pseudonym="slettet-1", deed=ADA) == 2
    session.commit()
    *records, (actor, about, details) = told(session)
    assert records == [
        ("slettet-1", "m-1", {}),
        ("Ada", "m-2", {"to": ["ola@example.no", "slettet-1"]}),
        ("Ada", "m-3", {}),
    ]
    assert (actor, about, list(details["left"])) == ("Ada", "slettet-1", ["1", "2"])  # type: ignore[index]


def test_the_chain_holds_after_an_erasure(session: Session) -> None:
    erase(session, without=KARI, pseudonym="slettet-1", deed=ADA)
    session.commit()
    assert list(broken_links(session)) == []


def test_where_no_record_names_a_person_nothing_is_written(session: Session) -> None:
    eli = without_words("slettet-2", "eli@example.no")
    assert erase(session, without=eli, pseudonym="slettet-2", deed=ADA) == 0
    session.commit()
    assert len(told(session)) == 3
