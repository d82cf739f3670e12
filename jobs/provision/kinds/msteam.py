"""Kinds in a Microsoft Team: its members, channels and tabs, and its archiving. The Team itself: `directory.py`."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from app import provisioning
from app.tenant import Above, Archive, Channel, ChannelArchive, Files, General, Member, Placed, Tab
from graph_adapters import channels, msteams
from graph_adapters.errors import Gone, TenantError
from jobs.provision.kinds.kind import Kind, Price, is_the_only_one

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.provisioning import Errand
    from app.tenant import Seen
    from jobs.provision.kinds.kind import Known
    from jobs.tenant import Tenant


def above(errand: Errand[Tab]) -> Above:
    return Above(ids=dict(errand.above), target_id=errand.target_id, target_url=errand.target_url)


async def add_members(tenant: Tenant, errands: Sequence[Errand[Member]]) -> Sequence[Placed | TenantError]:
    members = [errand.thing for errand in errands]
    return await msteams.add_members(tenant.connection, errands[0].above["msteam"], members)


async def change_member(tenant: Tenant, errand: Errand[Member]) -> Placed:
    """Change a member's role; a person whose account is another now is let in by it, and the old one is taken out."""
    connection, msteam_id = tenant.connection, errand.above["msteam"]
    if errand.before.get("user_id") in {None, errand.thing.user_id}:
        return await msteams.change_member(connection, msteam_id, errand.thing)
    with suppress(Gone):
        await msteams.remove_member(connection, msteam_id, errand.before["user_id"])
    (outcome,) = await msteams.add_members(connection, msteam_id, [errand.thing])
    if isinstance(outcome, TenantError):
        raise outcome
    return outcome


async def look_for_general(tenant: Tenant, errand: Errand[General], _known: Known) -> Sequence[Seen]:
    return [await channels.general(tenant.connection, errand.above["msteam"])]


async def look_for_files(tenant: Tenant, errand: Errand[Files], _known: Known) -> Sequence[Seen]:
    return [await channels.files(tenant.connection, errand.above["msteam"], errand.above["channel"])]


async def change_tab(tenant: Tenant, errand: Errand[Tab]) -> Placed:
    same = errand.before.get("target_key") == errand.thing.target_key
    change = channels.change_tab if same else channels.repin_tab
    return await change(tenant.connection, above(errand), errand.placed_id, errand.thing)


KINDS: Mapping[str, Kind[Any]] = {
    "member": Kind[Member](
        service="msteam",
        scope="msteam",
        born_empty=False,  # its owners
        look=lambda tenant, errand, _known: msteams.members(tenant.connection, errand.above["msteam"]),
        is_it=lambda errand, seen: seen.external_id == errand.thing.user_id,
        create_many=add_members,
        change=change_member,
        withdraw=lambda tenant, errand: msteams.remove_member(
            tenant.connection, errand.above["msteam"], errand.placed_id
        ),
        is_anothers=provisioning.is_member_for_another,
        takes_someone_out=provisioning.takes_someone_out,
        owned=frozenset({"user_id", "role"}),
        price_to_create=Price(writes_a_batch=1),
        price_to_change=Price(reads=1, writes=1),
        price_to_withdraw=Price(reads=1, writes=1),
    ),
    "general": Kind[General](
        service="msteam",
        look=look_for_general,
        is_it=is_the_only_one,
        price_to_create=Price(reads=1),
    ),
    "channel": Kind[Channel](
        service="msteam",
        scope="msteam",
        look=lambda tenant, errand, _known: channels.listed(tenant.connection, errand.above["msteam"]),
        create=lambda tenant, errand: channels.create(
            tenant.connection, errand.above["msteam"], errand.thing
        ),
        change=lambda tenant, errand: channels.change(
            tenant.connection, errand.above["msteam"], errand.placed_id, errand.thing
        ),
        owned=frozenset({"name", "description", "key"}),
        price_to_create=Price(writes=1),
        price_to_change=Price(writes=1),
    ),
    "files": Kind[Files](
        service="msteam",
        in_a_library=True,
        look=look_for_files,
        is_it=is_the_only_one,
        while_late=("Microsoft er ikke ferdig med å lage filområdet.", "Vent. Det kan ta noen minutter."),
        price_to_create=Price(reads=1),
    ),
    "tab": Kind[Tab](
        service="msteam",
        scope="channel",
        look=lambda tenant, errand, _known: channels.tabs(
            tenant.connection, errand.above["msteam"], errand.above["channel"]
        ),
        create=lambda tenant, errand: channels.create_tab(tenant.connection, above(errand), errand.thing),
        change=change_tab,
        withdraw=lambda tenant, errand: channels.remove_tab(
            tenant.connection, above(errand), errand.placed_id
        ),
        owned=frozenset({"name"}),
        price_to_create=Price(writes=1),
        price_to_change=Price(writes=1),
        price_to_withdraw=Price(writes=1),
    ),
    "archive": Kind[Archive](
        service="msteam",
        look=lambda tenant, errand, _known: msteams.archived(tenant.connection, errand.above["msteam"]),
        is_it=is_the_only_one,
        create=lambda tenant, errand: msteams.archive(tenant.connection, errand.above["msteam"]),
        price_to_create=Price(reads=1, writes=1),
    ),
    "channel_archive": Kind[ChannelArchive](
        service="msteam",
        look=lambda tenant, errand, _known: channels.archived(
            tenant.connection, errand.above["msteam"], errand.above["channel"]
        ),
        is_it=is_the_only_one,
        create=lambda tenant, errand: channels.archive(
            tenant.connection, errand.above["msteam"], errand.above["channel"]
        ),
        withdraw=lambda tenant, errand: channels.unarchive(
            tenant.connection, errand.above["msteam"], errand.above["channel"]
        ),
        price_to_create=Price(reads=1, writes=1),
        price_to_withdraw=Price(writes=1),
    ),
}
