"""Look whether the tenant still is as the ledger says; differences are written down for a person to decide."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import structlog

from app import provisioning
from app.db import unit_of_work
from app.errors import Paused
from app.provisioning import GONE, Sight
from graph_adapters import files
from graph_adapters.errors import Rejected, TenantError
from jobs.clock import WallClock
from jobs.isolation import isolated
from jobs.pause import paused_when_rejected
from jobs.provision.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from app.config import Settings
    from app.provisioning import AnyErrand
    from app.tenant import Seen
    from jobs.clock import Clock
    from jobs.provision.kinds import Kind
    from jobs.tenant import Tenant

    Lists = dict[tuple[str, str], asyncio.Future[Sequence[Seen]]]

log = structlog.get_logger()


async def refresh_cohort(tenant: Tenant, cohort_id: int, clock: Clock) -> None:
    """Look at every placed thing of a cohort, and write the sights down. Raises Paused."""
    began = clock.now()
    with unit_of_work() as session:
        errands = [
            errand for errand in provisioning.placed_errands(session, cohort_id) if _can_be_seen(errand)
        ]
    with paused_when_rejected(clock):
        seen = await _look_at(tenant, errands)
    sights = {errand.key: sight for errand, sight in zip(errands, seen, strict=True) if sight is not None}
    with unit_of_work() as session:
        provisioning.note_sight(
            session,
            cohort_id,
            sights=[(errand, sights[errand.key]) for errand in errands if errand.key in sights],
            unseen=len(errands) - len(sights),
            began=began,
            now=clock.now(),
        )


async def refresh_everything(tenant: Tenant, settings: Settings) -> None:
    """Look over every cohort that is open, once a night."""
    with unit_of_work() as session:
        every = provisioning.cohorts_to_look_over(session)
    await _refresh_each(tenant, settings, every)


async def refresh_what_was_asked(tenant: Tenant, settings: Settings) -> None:
    """Look over the cohorts that a person has asked for."""
    with unit_of_work() as session:
        asked = provisioning.looks_asked_for(session)
    await _refresh_each(tenant, settings, asked)


async def _refresh_each(tenant: Tenant, settings: Settings, cohort_ids: Iterable[int]) -> None:
    for cohort_id in cohort_ids:
        try:
            await refresh_cohort(tenant, cohort_id, WallClock(settings.clock))
        except Paused:
            raise
        except Exception:
            log.exception("a cohort could not be looked over", cohort_id=cohort_id)


def _can_be_seen(errand: AnyErrand) -> bool:
    kind = KINDS[errand.kind]
    return kind.see is not None or kind.look is not None


async def _look_at(tenant: Tenant, errands: Sequence[AnyErrand]) -> list[Sight | None]:
    known = frozenset(errand.placed_id for errand in errands)
    lists: Lists = {}
    sights = await asyncio.gather(*(_sight(tenant, errand, known, lists) for errand in errands))
    return [
        _with_strangers(errand, sight, known, lists) for errand, sight in zip(errands, sights, strict=True)
    ]


def _with_strangers(
    errand: AnyErrand, sight: Sight | None, known: frozenset[str], lists: Lists
) -> Sight | None:
    """Count the people in a Team whom we did not let in, by the list its members were looked for in."""
    members = lists.get(("msteammember", errand.placed_id)) if errand.kind == "msteam" else None
    if sight is None or not sight.there or members is None or members.exception() is not None:
        return sight
    ours = known | set(errand.before.get("owners", ()))
    strangers = sum(one.external_id not in ours for one in members.result())
    return replace(sight, facts=sight.facts | ({"strangers": strangers} if strangers else {}))


async def _sight(tenant: Tenant, errand: AnyErrand, known: frozenset[str], lists: Lists) -> Sight | None:
    """See a thing; None when we could not look, which tells nothing about it."""
    kind = KINDS[errand.kind]
    with isolated("a thing could not be looked at", key=errand.key):
        try:
            seen = await _seen(tenant, kind, errand, known, lists)
        except Rejected:
            raise
        except TenantError as error:
            return GONE if error.status == httpx.codes.NOT_FOUND else None
        return _as_seen(kind, errand, seen) if seen is not None else GONE
    return None


def _as_seen(kind: Kind[Any], errand: AnyErrand, seen: Seen) -> Sight:
    applied = errand.before
    owned = {name: seen.value[name] for name in sorted(kind.owned) if name in seen.value and name in applied}
    is_as_made = all(value == applied[name] for name, value in owned.items())
    value = {} if is_as_made else owned
    return Sight(there=True, value=value, touched=seen.touched, holds=seen.holds, facts=seen.facts)


async def _seen(
    tenant: Tenant, kind: Kind[Any], errand: AnyErrand, known: frozenset[str], lists: Lists
) -> Seen | None:
    if kind.see is not None:
        return await kind.see(tenant, errand)
    place, look = _list_of(tenant, kind, errand, known)
    if place not in lists:
        lists[place] = asyncio.ensure_future(look())
    listed = await lists[place]
    return next((seen for seen in listed if seen.external_id == errand.external_id), None)


def _list_of(
    tenant: Tenant, kind: Kind[Any], errand: AnyErrand, known: frozenset[str]
) -> tuple[tuple[str, str], Callable[[], Awaitable[Sequence[Seen]]]]:
    """Say which list a thing stands in, and how it is read; folders and files stand in their library's."""
    if kind.in_a_library:
        library, _, _ = errand.placed_id.rpartition("/")
        return ("library", library), lambda: files.list_whole_library(tenant.connection, errand.placed_id)
    assert kind.look is not None  # noqa: S101 - the caller has looked
    place = (kind.service + errand.kind, errand.above.get(kind.scope or "", errand.key))
    return place, partial(kind.look, tenant, errand, known)
