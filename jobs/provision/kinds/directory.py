"""Kinds in the directory: the Microsoft Team's group, and guests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.tenant import AdoptedMsTeam, Guest, MsTeam, Placed
from graph_adapters import directory, msteams, removal
from graph_adapters.errors import Gone, NeedsPerson
from jobs.provision.directory import record_guest
from jobs.provision.kinds.kind import Kind, Price, is_the_only_one

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.provisioning import Errand
    from app.tenant import Seen
    from jobs.provision.kinds.kind import Known
    from jobs.tenant import Tenant

AnyMsTeam = MsTeam | AdoptedMsTeam


async def look_for_msteam(tenant: Tenant, errand: Errand[AnyMsTeam], _known: Known) -> Sequence[Seen]:
    if isinstance(errand.thing, AdoptedMsTeam):
        return [await msteams.get(tenant.connection, errand.thing.msteam_id)]
    seen = await msteams.find(tenant.connection, errand.thing.unique_name)
    return [seen] if seen else []


async def create_msteam(tenant: Tenant, errand: Errand[AnyMsTeam]) -> Placed:
    if isinstance(errand.thing, AdoptedMsTeam):
        raise Gone("The Team we were given is not there.")
    if not errand.thing.owners:
        raise NeedsPerson("No owner of the Team was found in the directory (KULL_OWNERS).")
    return await msteams.create(tenant.connection, errand.thing)


async def change_msteam(tenant: Tenant, errand: Errand[AnyMsTeam]) -> Placed:
    if isinstance(errand.thing, AdoptedMsTeam):
        return Placed(external_id=errand.thing.msteam_id)
    return await msteams.change(tenant.connection, errand.placed_id, errand.thing)


KINDS: Mapping[str, Kind[Any]] = {
    "msteam": Kind[AnyMsTeam](
        service="directory",
        look=look_for_msteam,
        is_it=is_the_only_one,
        see=lambda tenant, errand: msteams.look_over(tenant.connection, errand.placed_id),
        create=create_msteam,
        change=change_msteam,
        remove=lambda tenant, errand: removal.msteam(tenant.connection, errand.placed_id),
        owned=frozenset({"name", "description"}),
        price_to_create=Price(reads=1, writes=1, elsewhere={("msteam", "write"): 1}),
        price_to_change=Price(writes=1),
    ),
    "guest": Kind[Guest](
        service="directory",
        look=lambda tenant, errand, _known: directory.guests(tenant.connection, errand.thing.email),
        is_it=is_the_only_one,
        create=lambda tenant, errand: directory.invite(tenant.connection, errand.thing, tenant.landing),
        record=lambda session, errand, placed, now: record_guest(
            session, email=errand.thing.email, user_id=placed.external_id, now=now
        ),
        price_to_create=Price(reads=1, writes=1),
    ),
}
