"""Versions for forms that two people edit: the audit knows a thing's changes since a page was shown."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlalchemy import select as select_values
from sqlmodel import Session, col, select

from app.audit.models import AuditHead, AuditRecord
from app.errors import Code, Conflict

if TYPE_CHECKING:
    from collections.abc import Collection

OSLO = ZoneInfo("Europe/Oslo")
NOTHING = "ingenting"


def read_so_far(session: Session) -> int:
    """Return the number of records: a page's forms carry it, as the version that their reader was shown."""
    head = session.get(AuditHead, 1)
    return head.records if head else 0


def refuse_if_changed(
    session: Session, *, about: Collection[str], since: int, cohort_id: int | None = None
) -> None:
    """Raise Conflict if one of these things has changed since; it names the latest actor, time and value.

    Of two in the same moment one waits for the other: on SQLite by the writing that has begun, on PostgreSQL here.
    """
    if session.get_bind().dialect.name == "postgresql":
        for thing in sorted(about):
            session.execute(select_values(func.pg_advisory_xact_lock(func.hashtext(thing))))
    latest = _latest(session, about, since, cohort_id)
    if latest is not None:
        raise Conflict(
            Code.edited_meanwhile,
            f"Endret av {latest.actor} {_clock(latest.at)}{_what(latest)}. "
            "Se over, og lagre på nytt om det fortsatt gjelder.",
        )


def _latest(
    session: Session, about: Collection[str], since: int, cohort_id: int | None
) -> AuditRecord | None:
    position = col(AuditRecord.position)
    found = select(AuditRecord).where(
        col(AuditRecord.about).in_(about),
        col(AuditRecord.cohort_id).is_not_distinct_from(cohort_id),
        position > since,
    )
    return session.exec(found.order_by(position.desc()).limit(1)).first()


def _what(record: AuditRecord) -> str:
    """Say the value before and after, where the record holds both."""
    if "to" not in record.details:
        return ""
    before, after = (_in_words(record.details.get(name)) for name in ("from", "to"))
    return f", fra {before} til {after}"


def _in_words(value: object) -> str:
    try:
        return _clock(datetime.fromisoformat(str(value)))
    except ValueError:
        return NOTHING if value is None else f"«{value}»"


def _clock(at: datetime) -> str:
    return f"{at.astimezone(OSLO):%d.%m.%Y kl. %H.%M}"
