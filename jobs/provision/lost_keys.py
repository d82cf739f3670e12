"""Look for the keys of teams enrolled anew after a restore, before anything of theirs is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import provisioning
from app.db import unit_of_work
from graph_adapters import channels, msteams
from graph_adapters.errors import Rejected, TenantError
from jobs.provision.setbacks import setback_from

if TYPE_CHECKING:
    from app.provisioning import NewTeams
    from app.tenant import Seen
    from jobs.clock import Clock
    from jobs.tenant import Tenant


async def find_keys_again(tenant: Tenant, cohort_id: int, clock: Clock) -> frozenset[str]:
    """Give new teams the keys their channels carry; return the keys of rows that have to wait for the answer.

    Nothing is asked but where something of a team is due of which nothing stands. Raises Rejected when our
    credentials are refused.
    """
    with unit_of_work() as session:
        new = provisioning.new_teams(session, cohort_id, now=clock.now())
    if new is None:
        return frozenset()
    try:
        seen = await _channels(tenant, new)
    except Rejected:
        raise
    except TenantError as error:
        _put_off(new, error, clock)
        return new.keys
    if seen:
        with unit_of_work() as session:
            found = provisioning.take_up_keys(session, cohort_id, seen, now=clock.now())
            provisioning.drop_announcements(session, cohort_id, found)
    return frozenset()


async def _channels(tenant: Tenant, new: NewTeams) -> list[Seen]:
    msteam = new.msteam
    if msteam is None and new.unique_name:
        there = await msteams.find(tenant.connection, new.unique_name)
        msteam = there.external_id if there else None
    return await channels.listed(tenant.connection, msteam) if msteam else []


def _put_off(new: NewTeams, error: TenantError, clock: Clock) -> None:
    with unit_of_work() as session:
        for errand in new.channels:
            provisioning.record_setback(session, errand, setback_from(errand, error, clock.now()))
