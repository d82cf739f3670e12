"""Copy the database to another place every few minutes, where the settings name one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from app import backups

if TYPE_CHECKING:
    from app.config import Settings
    from jobs.tenant import Tenant

log = structlog.get_logger()


async def take_backup(_tenant: Tenant, settings: Settings) -> None:
    """Take a backup if one is due, beside the loop. One that fails is shown by the doctor until the next goes well."""
    if settings.backup_folder:
        made = await asyncio.to_thread(backups.back_up_if_due, settings)
        if made is not None:
            log.info("backed up", file=made.name)
