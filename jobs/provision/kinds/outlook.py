"""Kinds in a mailbox: meetings in the calendar, and the hosts and lobby of a digital meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app import meetings, provisioning
from app.db import unit_of_work
from app.tenant import CalendarEntry, MeetingDoor, Placed
from graph_adapters import calendar, directory, online_meetings
from graph_adapters.errors import NeedsPerson
from jobs.provision.kinds.kind import Kind, Price

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.provisioning import AnyErrand, Errand
    from app.tenant import Seen
    from jobs.tenant import Tenant


def mailbox_of(tenant: Tenant, errand: AnyErrand) -> str:
    """Return the mailbox a meeting stands in; a sent invitation stays in the mailbox it was sent from."""
    return str((errand.before or errand.after).get("organiser") or tenant.organiser)


async def see_meeting(tenant: Tenant, errand: Errand[CalendarEntry]) -> Seen | None:
    return await calendar.get(tenant.connection, mailbox_of(tenant, errand), errand.placed_id)


async def invite(tenant: Tenant, errand: Errand[CalendarEntry]) -> Placed:
    organiser = mailbox_of(tenant, errand)
    return await calendar.create(tenant.connection, organiser, errand.key, errand.generation, errand.thing)


async def change_meeting(tenant: Tenant, errand: Errand[CalendarEntry]) -> Placed:
    organiser = mailbox_of(tenant, errand)
    return await calendar.change(tenant.connection, organiser, errand.placed_id, errand.thing, errand.before)


async def cancel_meeting(tenant: Tenant, errand: Errand[CalendarEntry]) -> str | None:
    with unit_of_work() as session:
        sentence = meetings.cancellation_sentence(session, cohort_id=errand.cohort_id, entry_key=errand.key)
    organiser = mailbox_of(tenant, errand)
    return await calendar.cancel(tenant.connection, organiser, errand.placed_id, sentence)


async def open_door(tenant: Tenant, errand: Errand[MeetingDoor]) -> Placed:
    organiser = mailbox_of(tenant, errand)
    organiser_id = (await directory.look_up(tenant.connection, organiser)).user_id
    if organiser_id is None:
        raise NeedsPerson(f"The organiser {organiser} was not found in the directory.")
    return await online_meetings.open_door(
        tenant.connection, organiser, organiser_id, errand.above["entry"], errand.thing
    )


PRICE_TO_OPEN_DOOR = Price(reads=2, writes=1, elsewhere={("directory", "read"): 1})

KINDS: Mapping[str, Kind[Any]] = {
    "entry": Kind[CalendarEntry](
        service="mailbox",
        see=see_meeting,
        create=invite,
        change=change_meeting,
        withdraw=cancel_meeting,
        takes_someone_out=provisioning.takes_someone_out,
        owned=frozenset({"subject", "starts_at", "ends_at", "all_day", "place"}),
        price_to_create=Price(writes=1),
        price_to_change=Price(reads=1, writes=1),
        price_to_withdraw=Price(writes=1),
    ),
    "door": Kind[MeetingDoor](
        service="mailbox",
        create=open_door,
        change=open_door,
        price_to_create=PRICE_TO_OPEN_DOOR,  # the link in the event, the meeting behind it
        price_to_change=PRICE_TO_OPEN_DOOR,
    ),
}
