"""Queries of the audit: a page of matching records, or the whole in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from app.audit.chain import in_order
from app.audit.models import AuditRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement

_SHOWN = (
    "position",
    "at",
    "actor",
    "actor_id",
    "act",
    "about",
    "cohort_id",
    "details",
    "origin",
    "request_id",
)


@dataclass(frozen=True, kw_only=True)
class AuditQuery:
    """A filter of records; None leaves a field open. `act` and `about` are matched by their beginning."""

    actor: str | None = None
    act: str | None = None
    about: str | None = None
    cohort_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


def page_of_records(
    session: Session, wanted: AuditQuery, *, before: int | None, limit: int
) -> Sequence[AuditRecord]:
    """Return records, the newest first, that stand before a position."""
    found = select(AuditRecord).where(col(AuditRecord.position).is_not(None))
    for condition in _conditions(wanted):
        found = found.where(condition)
    if before is not None:
        found = found.where(col(AuditRecord.position) < before)
    return session.exec(found.order_by(col(AuditRecord.position).desc()).limit(limit)).all()


def _conditions(wanted: AuditQuery) -> list[ColumnElement[bool]]:
    conditions: dict[str, Callable[[Any], ColumnElement[bool]]] = {
        "actor": lambda actor: col(AuditRecord.actor) == actor,
        "act": lambda begins: col(AuditRecord.act).startswith(begins, autoescape=True),
        "about": lambda begins: col(AuditRecord.about).startswith(begins, autoescape=True),
        "cohort_id": lambda cohort_id: col(AuditRecord.cohort_id) == cohort_id,
        "since": lambda since: col(AuditRecord.at) >= since,
        "until": lambda until: col(AuditRecord.at) < until,
    }
    told = {name: getattr(wanted, name) for name in conditions}
    return [conditions[name](value) for name, value in told.items() if value is not None]


def all_records(session: Session) -> Iterator[AuditRecord]:
    """Walk the audit from its beginning."""
    return in_order(session)


def record_in_full(row: AuditRecord) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _SHOWN}
