"""Sign the head of the audit, and say it in the platform's log too: at start, at stop, and once a day."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app import audit
from app.db import unit_of_work
from app.errors import AppError

if TYPE_CHECKING:
    from datetime import datetime

    from app.config import Settings
    from jobs.tenant import Tenant

log = structlog.get_logger()


async def anchor_daily(_tenant: Tenant, settings: Settings) -> None:
    await asyncio.to_thread(anchor_audit, settings)


def anchor_audit(settings: Settings, *, known_until: datetime | None = None) -> None:
    """Anchor the audit. Raises Conflict when the key is away, and OSError when the file cannot be written."""
    with unit_of_work() as session:
        written = audit.anchor_head(
            session,
            file=settings.audit_anchors,
            key_file=settings.audit_key_file,
            now=settings.clock(),
            known_until=known_until,
        )
    if written is not None:
        log.info("audit anchored", anchor=written.as_json())


def try_to_anchor(settings: Settings, *, known_until: datetime | None = None) -> bool:
    """Anchor the audit where the work must go on whether it can be or not; the doctor tells of what is missing."""
    try:
        anchor_audit(settings, known_until=known_until)
    except (AppError, OSError, SQLAlchemyError) as error:
        log.exception("the audit was not anchored", why=type(error).__name__)
        return False
    return True
