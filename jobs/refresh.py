"""Does the tenant still look as we think? Reads only; what differs waits for a person."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from app.db import unit_of_work
from app.provisioning import ledger
from graph_adapters import calendar
from graph_adapters.errors import Rejected, TenantError
from jobs.kinds import KINDS, mailbox_of
from jobs.pause import paused_when_rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.provisioning.ledger import Errand
    from app.tenant import Seen
    from jobs.clock import Clock
    from jobs.kinds import Kind, Tenant


@dataclass(frozen=True, kw_only=True)
class Drifted:
    """A thing that no longer is as we made it. `seen` None means that it is gone."""

    key: str
    kind: str
    what: str
    seen: dict[str, Any] | None
    wanted: dict[str, Any] | None


async def drifted(tenant: Tenant, cohort_id: int, clock: Clock) -> list[Drifted]:
    """Compare everything that was placed with what stands in the tenant. Raises Paused when nobody lets us in."""
    with paused_when_rejected(clock):
        return await _drifted_now(tenant, cohort_id)


async def _drifted_now(tenant: Tenant, cohort_id: int) -> list[Drifted]:
    with unit_of_work() as session:
        errands = [errand for errand in ledger.placed(session, cohort_id) if _can_be_seen(errand)]
    known = frozenset(errand.external_id or "" for errand in errands)
    lists: dict[tuple[str, str], asyncio.Future[Sequence[Seen]]] = {}
    found = await asyncio.gather(*(_compare(tenant, errand, known, lists) for errand in errands))
    return [difference for difference in found if difference is not None]


def _can_be_seen(errand: Errand) -> bool:
    return errand.kind == "entry" or KINDS[errand.kind].look is not None


async def _compare(
    tenant: Tenant,
    errand: Errand,
    known: frozenset[str],
    lists: dict[tuple[str, str], asyncio.Future[Sequence[Seen]]],
) -> Drifted | None:
    kind = KINDS[errand.kind]
    try:
        seen = await _seen(tenant, kind, errand, known, lists)
    except Rejected:
        raise
    except TenantError as error:
        if error.status != httpx.codes.NOT_FOUND:
            return None  # we could not look, which is no news about the thing
        seen = None
    if seen is None:
        return _drifted(errand, "borte", None)
    applied = errand.applied or {}
    ours = sorted(name for name in kind.owned if name in applied)
    owned = {name: seen.value[name] for name in ours if name in seen.value}
    changed = [name for name, value in owned.items() if value != applied[name]]
    return _drifted(errand, f"endret: {', '.join(changed)}", owned) if changed else None


def _drifted(errand: Errand, what: str, seen: dict[str, Any] | None) -> Drifted:
    return Drifted(key=errand.key, kind=errand.kind, what=what, seen=seen, wanted=errand.applied)


async def _seen(
    tenant: Tenant,
    kind: Kind,
    errand: Errand,
    known: frozenset[str],
    lists: dict[tuple[str, str], asyncio.Future[Sequence[Seen]]],
) -> Seen | None:
    if kind.look is None:
        return await calendar.get(tenant.connection, mailbox_of(tenant, errand), errand.external_id or "")
    place = (kind.service + errand.kind, errand.above.get(kind.scope or "", errand.key))
    if kind.service == "sharepoint":
        place = ("sharepoint", errand.above["parent"])
    if place not in lists:
        lists[place] = asyncio.ensure_future(kind.look(tenant, errand, known))
    listed = await lists[place]
    return next((seen for seen in listed if seen.external_id == errand.external_id), None)
