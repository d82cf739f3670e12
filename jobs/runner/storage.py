"""Read the whole of the database's file through, every night."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from app import health

if TYPE_CHECKING:
    from app.config import Settings
    from jobs.tenant import Tenant


async def check_storage(_tenant: Tenant, _settings: Settings) -> None:
    """Look for broken pages in a thread of its own. Raises StorageDamaged."""
    if flaws := await asyncio.to_thread(health.damage):
        raise health.StorageDamaged(flaws[0])
