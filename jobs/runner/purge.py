"""Purge rows whose time is over, and copies of the database that still hold them, every night."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from app import (
    privacy,
    tables,  # noqa: F401 - every table is searched
)
from app.db import forget_deleted, unit_of_work
from app.schema import database_file, remove_old_copies

if TYPE_CHECKING:
    from app.config import Settings
    from jobs.tenant import Tenant

log = structlog.get_logger()


async def purge_what_is_past(_tenant: Tenant, settings: Settings) -> None:
    with unit_of_work() as session:
        gone = privacy.purge_rows(session, now=settings.clock())
    forget_deleted()
    copies = remove_old_copies(database_file(settings.database_url), settings.clock())
    log.info("purged", **gone, database_copies=copies)
