"""The permissions Microsoft 365 was last seen to give us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.provisioning.ledger.models import GrantedPermissions

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlmodel import Session

ONLY_ROW_ID = 1


def note_granted(session: Session, names: Collection[str], *, now: datetime) -> bool:
    """Keep the permissions of our token; return whether they are others than last time. The first time they are not."""
    known = session.get(GrantedPermissions, ONLY_ROW_ID)
    if known is None:
        session.add(GrantedPermissions(id=ONLY_ROW_ID, names=sorted(names), seen_at=now))
        return False
    if known.names == sorted(names):
        return False
    known.names, known.seen_at = sorted(names), now
    return True
