"""Erase a person from the audit: their name goes, the acts stay, and the chain holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from app.audit.acts import Act
from app.audit.chain import content_of
from app.audit.models import AuditRecord
from app.audit.records import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.audit.deed import Deed


def erase(session: Session, *, words: Mapping[str, str], deed: Deed) -> int:
    """Replace each of these words wherever it stands; return in how many records.

    `words` are what is to go (a name, an address, an Entra id) and what stands there afterwards. A record of the
    erasure says which records it touched and what it left, so that nothing else can pass for an erasure.
    """
    left: dict[str, str] = {}
    sealed = select(AuditRecord).where(col(AuditRecord.position).is_not(None))
    for row in session.exec(sealed.order_by(col(AuditRecord.position))):
        if _replace(row, words):
            row.erased_at, row.salt = deed.at, ""
            left[str(row.position)] = content_of(row)
    if left:
        pseudonym = next(iter(words.values()))
        record(session, Act.erased, deed, about=pseudonym, details={"left": left})
    return len(left)


def _replace(row: AuditRecord, words: Mapping[str, str]) -> bool:
    before = [row.actor, row.actor_id, row.about, row.details, row.origin]
    after = _without(before, words)
    if after == before:
        return False
    row.actor, row.actor_id, row.about, row.details, row.origin = after
    return True


def _without(value: Any, words: Mapping[str, str]) -> Any:  # noqa: ANN401 - any JSON
    text = json.dumps(value, ensure_ascii=False)
    for word, instead in words.items():
        text = text.replace(json.dumps(word, ensure_ascii=False)[1:-1], json.dumps(instead)[1:-1])
    return json.loads(text)
