"""Taking a person out of every table.

What we have made of them in Microsoft 365 (a membership, an invitation) goes by the ordinary way: their roles go, the
ledger wants it withdrawn, a person approves, and the next pass does it. Until then the ledger must know whom it is
about, so an erasure may wait; the nightly purge finishes it.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import delete, update
from sqlmodel import Session, SQLModel, col, select

from app import audit
from app.audit import Act, Deed
from app.privacy.lookup import as_json, marks, mentioning, own_rows, table_of
from app.privacy.models import Erasure
from app.privacy.register import BY_TABLE, REGISTER
from app.provisioning import TenantObject

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.people import Person
    from app.privacy.lookup import Marks
    from app.privacy.register import Kept

THE_AUDIT, THE_LEDGER = "auditrecord", "tenantobject"


@dataclass(frozen=True)
class Erased:
    """Rows that went or were rewritten, by table; `waits` are ledger keys that Microsoft 365 must let go first."""

    pseudonym: str
    rows: dict[str, int] = field(default_factory=dict)
    waits: list[str] = field(default_factory=list)


def erase(session: Session, *, person: Person, deed: Deed) -> Erased:
    """Take a person out. A second call finishes the waiting part."""
    of = marks(person)
    row = Erasure(pseudonym=f"slettet-{secrets.token_hex(4)}", words=of.words, uid=of.uid, at=deed.at)
    session.add(row)
    pointing_first = reversed(SQLModel.metadata.sorted_tables)
    rows = {table.name: _take_out(session, BY_TABLE[table.name], of) for table in pointing_first}
    audit.record(session, Act.person_erased, deed, about=row.pseudonym)
    session.flush()
    done = finish(session, row, deed=deed)
    return Erased(
        row.pseudonym, {table: count for table, count in rows.items() if count} | done.rows, done.waits
    )


def _take_out(session: Session, kept: Kept, of: Marks) -> int:
    own = own_rows(kept, of)
    return 0 if own is None else session.execute(delete(table_of(kept)).where(own)).rowcount  # type: ignore[attr-defined]


def finish(session: Session, row: Erasure, *, deed: Deed) -> Erased:
    """Replace the person's words wherever they stand; once the ledger holds none, forget the words too."""
    waits = _drop_what_is_over(session, row)
    rows: dict[str, int] = {}
    for kept in REGISTER:
        if kept.opaque:
            rows[kept.table] = session.execute(delete(table_of(kept))).rowcount  # type: ignore[attr-defined]
        elif kept.mentions and kept.table != THE_AUDIT and not (waits and kept.table == THE_LEDGER):
            rows[kept.table] = _replace(session, kept, row)
    instead = dict.fromkeys(row.words, row.pseudonym)
    rows[THE_AUDIT] = audit.erase(session, words=instead, deed=deed)
    if not waits:
        row.words, row.finished_at = [], deed.at
    session.flush()
    return Erased(row.pseudonym, {table: count for table, count in rows.items() if count}, waits)


def unfinished(session: Session) -> Sequence[Erasure]:
    return session.exec(select(Erasure).where(col(Erasure.finished_at).is_(None))).all()


def _drop_what_is_over(session: Session, row: Erasure) -> list[str]:
    """Drop the person's own ledger rows that are over; return the keys that still stand or still name them."""
    named = {found["key"] for found, _ in mentioning(session, BY_TABLE[THE_LEDGER], row.words)}
    own = session.exec(select(TenantObject).where(col(TenantObject.key).endswith(f":{row.uid}"))).all()
    for thing in own:
        if not thing.stands_or_shall:
            named.discard(thing.key)
            session.delete(thing)
    session.flush()
    standing = {thing.key for thing in own if thing.stands_or_shall}
    return sorted(standing | _still_in_microsoft_365(session, named))


def _still_in_microsoft_365(session: Session, keys: Collection[str]) -> set[str]:
    things = session.exec(select(TenantObject).where(col(TenantObject.key).in_(keys))).all()
    return {thing.key for thing in things if thing.stands_or_shall}


def _replace(session: Session, kept: Kept, row: Erasure) -> int:
    """Put the pseudonym in the place of the person's words."""
    table, count = table_of(kept), 0
    for found, naming in mentioning(session, kept, row.words):
        values = {column: _without(found[column], row) for column in naming}
        here = [column == found[column.name] for column in table.primary_key]
        session.execute(update(table).where(*here).values(values))
        count += 1
    return count


def _without(value: object, row: Erasure) -> object:
    text = json.dumps(value, ensure_ascii=False)
    for word in row.words:
        text = text.replace(as_json(word), row.pseudonym)
    return json.loads(text)
