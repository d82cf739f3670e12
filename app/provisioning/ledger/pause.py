"""Pause all work while Microsoft 365 refuses our credentials, and say so in a sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app import audit
from app.audit import Act, by_system
from app.errors import Code, Paused
from app.provisioning.ledger.models import EnginePause

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

OSLO = ZoneInfo("Europe/Oslo")
RETRY_AFTER = timedelta(minutes=5)
ONLY_ROW_ID = 1


def pause(session: Session, *, now: datetime, request_id: str | None) -> Paused:
    """Stand still, and return the sentence to raise. Refused again, we still stand still since the first time."""
    standing = session.get(EnginePause, ONLY_ROW_ID)
    if standing is None:
        standing = EnginePause(id=ONLY_ROW_ID, since=now, next_try_at=now)
        session.add(standing)
        audit.record(session, Act.paused, by_system(now), about="Microsoft 365", request_id=request_id)
    standing.next_try_at, standing.request_id = now + RETRY_AFTER, request_id
    return Paused(Code.paused, in_words(standing))


def resume(session: Session, *, now: datetime) -> None:
    """End the pause: Microsoft 365 has let us in again."""
    standing = session.get(EnginePause, ONLY_ROW_ID)
    if standing is not None:
        session.delete(standing)
        audit.record(session, Act.resumed, by_system(now), about="Microsoft 365")


def stands_still(session: Session, *, now: datetime) -> bool:
    standing = session.get(EnginePause, ONLY_ROW_ID)
    return standing is not None and now < standing.next_try_at


def pause_reason(session: Session) -> str | None:
    """Say why nothing moves; None when nothing holds us."""
    standing = session.get(EnginePause, ONLY_ROW_ID)
    return in_words(standing) if standing else None


def in_words(standing: EnginePause) -> str:
    since = standing.since.astimezone(OSLO)
    return (
        f"Microsoft 365 avviser innloggingen vår (siden {since:%d.%m.%Y kl. %H.%M}), så alt arbeid der står stille. "
        "Be IT fornye appregistreringens hemmelighet eller sertifikat. Vi prøver igjen hvert femte minutt."
    )
