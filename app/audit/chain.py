"""The chain: each record carries a digest of itself and of the one before, so that nothing is changed unseen."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from app.audit.acts import Act
from app.audit.models import AuditHead, AuditRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

RECORDS_AT_A_TIME = 1000


@dataclass(kw_only=True)
class Unsealed:
    """A record that is not bound yet: the columns of AuditRecord, as plain values, for hundreds are written at once."""

    at: datetime
    actor: str
    actor_id: str | None
    act: str
    about: str
    cohort_id: int | None
    details: dict[str, Any]
    origin: str
    request_id: str | None
    salt: str = field(default_factory=lambda: secrets.token_hex(16))
    position: int | None = None
    previous: str | None = None
    content: str | None = None
    digest: str | None = None


def seal(session: Session, records: Sequence[Unsealed]) -> None:
    """Bind the records of a transaction to the chain, in the order they were made, and write them."""
    bind(session, records)
    session.execute(insert(AuditRecord), [vars(record) for record in records])


def bind(session: Session, records: Iterable[AuditRecord | Unsealed]) -> None:
    """Bind records to the end of the chain.

    The head is locked first, so two transactions never bind to the same record: on PostgreSQL its row, on SQLite, which
    has one writer, everything.
    """
    the_head = col(AuditHead.id) == 1
    session.execute(update(AuditHead).where(the_head).values(records=AuditHead.records))
    head = session.exec(select(AuditHead).where(the_head).execution_options(populate_existing=True)).one()
    for record in records:
        record.position, record.previous = head.records + 1, head.digest
        record.content = content_of(record)
        record.digest = digest_of(record)
        head.records, head.digest = record.position, record.digest
    session.flush()


def content_of(row: AuditRecord | Unsealed) -> str:
    """Digest the columns that may be about people; salted, so that the digest tells nothing after an erasure."""
    return _digest([row.salt, row.actor, row.actor_id, row.about, row.details, row.origin])


def digest_of(row: AuditRecord | Unsealed) -> str:
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
        select(AuditRecord).where(place > after).order_by(place).limit(RECORDS_AT_A_TIME)
    ).all():
        yield from rows
        after = rows[-1].position or 0
        session.expunge_all()


def _wrongly_erased(session: Session, erased: dict[str, str]) -> Iterator[str]:
    """Compare each erased record with the content that the latest erasure says it left."""
    said: dict[str, str] = {}
    acts = select(AuditRecord).where(AuditRecord.act == Act.erased).order_by(col(AuditRecord.position))
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
