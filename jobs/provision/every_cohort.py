"""Every cohort that has something due, one after the other; one that fails does not hold the others up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from app import cohorts, provisioning
from app.db import unit_of_work
from app.errors import Paused
from app.provisioning import stands_still
from jobs.provision.settle import ask_directory, settle_cohort

if TYPE_CHECKING:
    from app.config import Settings
    from jobs.tenant import Tenant

log = structlog.get_logger()


async def settle_everything(tenant: Tenant, settings: Settings) -> None:
    """Look people up, and bring what was approved to rest. Raises Paused when nobody lets us in."""
    with unit_of_work() as session:
        still = stands_still(session, now=settings.clock())
        open_ones = (
            []
            if still
            else [*cohorts.open_cohorts(session), *provisioning.closed_and_unsettled_cohorts(session)]
        )
        approved = provisioning.cohorts_to_work(session)
    for cohort_id in open_ones:
        try:
            await ask_directory(tenant, settings, cohort_id)
            if cohort_id in approved:
                await settle_cohort(tenant, settings, cohort_id, patience=0.0)
        except Paused:
            raise
        except Exception:
            log.exception("a cohort could not be worked", cohort_id=cohort_id)
