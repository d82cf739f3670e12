"""The chain: each record carries a digest of itself and of the one before, so that nothing is changed unseen."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from app.audit.models import AuditHead, AuditRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ERASED = "erased"
AT_A_TIME = 1000


def seal(session: Session, unwritten: Sequence[AuditRecord] = ()) -> None:
    """Bind every record of this transaction to the chain, in the order they were made; `unwritten` come last.

    Those are written here, once and whole; the others had to be written before something was read.

    The head is locked first, so two transactions never bind to the same record: on PostgreSQL its row, on SQLite, which
    has one writer, everything.
    """
    the_head = col(AuditHead.id) == 1
    session.execute(update(AuditHead).where(the_head).values(records=AuditHead.records))
    head = session.exec(select(AuditHead).where(the_head).execution_options(populate_existing=True)).one()
    unsealed = select(AuditRecord).where(col(AuditRecord.position).is_(None)).order_by(col(AuditRecord.id))
    for row in [*session.exec(unsealed), *unwritten]:
        row.position, row.previous = head.records + 1, head.digest
        row.content = content_of(row)
        row.digest = digest_of(row)
        head.records, head.digest = row.position, row.digest
    session.flush()
    if unwritten:
        session.execute(insert(AuditRecord), [_values(row) for row in unwritten])


def _values(row: AuditRecord) -> dict[str, Any]:
    return {name: getattr(row, name) for name in AuditRecord.model_fields if name != "id"}


def content_of(row: AuditRecord) -> str:
    """Digest what may be about people; salted, so that it tells nothing once it is erased."""
    return _digest([row.salt, row.actor, row.actor_id, row.about, row.details, row.origin])


def digest_of(row: AuditRecord) -> str:
    at = row.at.astimezone(UTC).isoformat()
    return _digest([row.position, row.previous, at, row.act, row.cohort_id, row.request_id, row.content])


def _digest(values: list[object]) -> str:
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def broken_links(session: Session) -> Iterator[str]:
    """Walk the whole chain, and say in words each place where it does not hold."""
    expected, before, erased = 0, "", {}
    for row in in_order(session):
        expected += 1
        if row.position != expected:
            yield f"Post {expected} mangler."
            return
        if row.previous != before or row.digest != digest_of(row):
            yield f"Post {expected} er ikke slik den ble skrevet."
        if row.erased_at is not None:
            erased[str(expected)] = content_of(row)
        elif row.content != content_of(row):
            yield f"Innholdet i post {expected} er ikke slik det ble skrevet."
        before = row.digest or ""
    yield from _wrongly_erased(session, erased)
    yield from _wrong_end(session, expected, before)


def in_order(session: Session) -> Iterator[AuditRecord]:
    """Read the chain from its beginning, a thousand records at a time."""
    place, after = col(AuditRecord.position), 0
    while rows := session.exec(
        select(AuditRecord).where(place > after).order_by(place).limit(AT_A_TIME)
    ).all():
        yield from rows
        after = rows[-1].position or 0
        session.expunge_all()


def _wrongly_erased(session: Session, erased: dict[str, str]) -> Iterator[str]:
    """Hold what was left of each erased record against what the latest erasure says it left."""
    said: dict[str, str] = {}
    acts = select(AuditRecord).where(AuditRecord.act == ERASED).order_by(col(AuditRecord.position))
    for row in session.exec(acts):
        said |= row.details.get("left", {})
    for position, content in erased.items():
        if said.get(position) != content:
            yield f"Post {position} er endret uten at en sletting sier det."


def _wrong_end(session: Session, records: int, digest: str) -> Iterator[str]:
    head = session.get(AuditHead, 1)
    if head is None or (head.records, head.digest) != (records, digest):
        yield f"Loggen slutter ved post {records}, men skulle ikke ha gjort det."
    unsealed = session.exec(select(AuditRecord.id).where(col(AuditRecord.position).is_(None))).first()
    if unsealed is not None:
        yield "Noen har lagt til en post utenom tjenesten."
