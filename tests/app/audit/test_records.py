"""A record tells actor, moment and origin, and is sealed when its transaction is committed."""

from __future__ import annotations

from contextvars import copy_context
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import col, select

from app.audit.acts import Act
from app.audit.deed import Deed, by_system
from app.audit.models import AuditRecord
from app.audit.origin import Origin, set_origin
from app.audit.records import record
from app.audit.thing_acts import ThingAct, Verb

if TYPE_CHECKING:
    from sqlmodel import Session

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)


def written(session: Session) -> list[AuditRecord]:
    return list(session.exec(select(AuditRecord).order_by(col(AuditRecord.position))))


def test_a_record_tells_who_did_what_when_from_where(session: Session) -> None:
    def asked() -> None:
        set_origin(Origin(address="192.0.2.1", person="entra-1"))
        deed = Deed(actor="Ada", at=NOON)
        record(session, Act.meeting_moved, deed, about="m-1", cohort_id=3, request_id="r-1")

    copy_context().run(asked)
    session.commit()
    (row,) = written(session)
    assert (row.at, row.actor, row.actor_id, row.act) == (NOON, "Ada", "entra-1", "meeting moved")
    assert (row.about, row.cohort_id, row.details) == ("m-1", 3, {})
    assert (row.origin, row.request_id, row.position) == ("192.0.2.1", "r-1", 1)


def test_an_act_on_a_thing_is_stored_as_its_kind_and_verb(session: Session) -> None:
    record(session, ThingAct("channel", Verb.created), by_system(NOON), about="k1:channel:1")
    session.commit()
    assert [(row.actor, row.act) for row in written(session)] == [("system", "channel created")]


def test_what_is_undone_is_not_recorded_and_leaves_no_place_open(session: Session) -> None:
    record(session, Act.meeting_moved, by_system(NOON), about="m-1")
    session.rollback()
    record(session, Act.meeting_moved, by_system(NOON), about="m-2")
    assert written(session) == []
    session.commit()
    assert [(row.position, row.about) for row in written(session)] == [(1, "m-2")]
