"""What it takes to look for, make and change a kind of thing, where one request of an adapter is not enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.db import unit_of_work
from app.meetings import service as meetings
from app.provisioning import by_file
from app.tenant.things import (
    Above,
    AdoptedMsTeam,
    Guest,
    Library,
    MeetingDoor,
    Member,
    MsTeam,
    Placed,
    Tab,
    Task,
    TemplateFile,
    from_json,
)
from graph_adapters import calendar, channels, files, msteams, online_meetings, people, planner
from graph_adapters.errors import NeedsPerson, TenantError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from app.provisioning.ledger import Errand
    from app.tenant.things import Seen
    from jobs.kinds import Known, Tenant


def above(errand: Errand) -> Above:
    return Above(
        ids=dict(errand.above),
        target_id=errand.target_id,
        target_url=errand.target_url,
    )


def as_wanted(kind: type[Any], errand: Errand) -> Any:  # noqa: ANN401 - the dataclass asked for
    """Read what is wanted as the tenant's word for it."""
    return from_json(kind, errand.wanted or {})


def named(field: str) -> Callable[[Errand, Seen], bool]:
    return lambda errand, seen: seen.name.casefold() == str((errand.wanted or {})[field]).casefold()


async def look_msteam(tenant: Tenant, errand: Errand, _known: Known) -> Sequence[Seen]:
    wanted = errand.wanted or {}
    if "msteam_id" in wanted:
        return [await msteams.get(tenant.connection, wanted["msteam_id"])]
    seen = await msteams.find(tenant.connection, wanted["unique_name"])
    return [seen] if seen else []


async def create_msteam(tenant: Tenant, errand: Errand) -> Placed:
    wanted = as_wanted(MsTeam, errand)
    if not wanted.owners:
        raise NeedsPerson("No owner of the Team was found in the directory (KULL_OWNERS).")
    return await msteams.create(tenant.connection, wanted)


async def change_msteam(tenant: Tenant, errand: Errand) -> Placed:
    if "msteam_id" in (errand.wanted or {}):
        adopted = as_wanted(AdoptedMsTeam, errand)
        return Placed(external_id=adopted.msteam_id)
    return await msteams.change(tenant.connection, errand.external_id or "", as_wanted(MsTeam, errand))


async def invite(tenant: Tenant, errand: Errand) -> Placed:
    return await people.invite(tenant.connection, as_wanted(Guest, errand), tenant.landing)


async def add_members(tenant: Tenant, errands: Sequence[Errand]) -> Sequence[Placed | TenantError]:
    wanted = [as_wanted(Member, errand) for errand in errands]
    return await msteams.add_members(tenant.connection, errands[0].above["msteam"], wanted)


async def create_tasks(tenant: Tenant, errands: Sequence[Errand]) -> Sequence[Placed | TenantError]:
    wanted = [(errand.above["bucket"], as_wanted(Task, errand)) for errand in errands]
    return await planner.create_tasks(tenant.connection, errands[0].above["taskplan"], wanted)


async def change_task(tenant: Tenant, errand: Errand) -> Placed:
    """Whom a task is given to is theirs to change, once we have given it to somebody."""
    wanted = as_wanted(Task, errand)
    assign = bool(wanted.assignees) and not (errand.applied or {}).get("assignees")
    return await planner.change_task(tenant.connection, errand.external_id or "", wanted, assign=assign)


async def put_template(tenant: Tenant, errand: Errand) -> Placed:
    template = as_wanted(TemplateFile, errand)
    content = content_of(errand, template)
    return await files.put_file(tenant.connection, errand.above["parent"], template.name, content)


async def change_tab(tenant: Tenant, errand: Errand) -> Placed:
    wanted = as_wanted(Tab, errand)
    same = (errand.applied or {}).get("target_key") == wanted.target_key
    change = channels.change_tab if same else channels.repin_tab
    return await change(tenant.connection, above(errand), errand.external_id or "", wanted)


def content_of(errand: Errand, template: TemplateFile) -> bytes:
    with unit_of_work() as session:
        return by_file.content(
            session, errand.cohort_id, team_id=errand.team_id, source=template.source, name=template.name
        )


async def change_library(tenant: Tenant, errand: Errand) -> Placed:
    wanted, applied = as_wanted(Library, errand), errand.applied or {}
    if applied.get("name") != wanted.name:
        await files.rename(tenant.connection, errand.external_id or "", wanted.name)
    return await files.close(tenant.connection, errand.external_id or "", errand.above["msteam"])


def is_task(errand: Errand, seen: Seen) -> bool:
    """Know a task by its key; one whose details were never written, by our app, its bucket and its title."""
    half_made = seen.ours and seen.key is None and seen.value["bucket_id"] == errand.above["bucket"]
    return seen.key == errand.key or (half_made and seen.name == (errand.wanted or {})["title"])


async def one(found: Awaitable[Seen]) -> Sequence[Seen]:
    return [await found]


def mailbox_of(tenant: Tenant, errand: Errand) -> str:
    """Return the mailbox a meeting stands in; what was sent stays where it was sent from."""
    return str((errand.applied or errand.wanted or {}).get("organiser") or tenant.organiser)


async def cancel_meeting(tenant: Tenant, errand: Errand) -> str | None:
    with unit_of_work() as session:
        sentence = meetings.farewell(session, cohort_id=errand.cohort_id, entry_key=errand.key)
    organiser = mailbox_of(tenant, errand)
    return await calendar.cancel(tenant.connection, organiser, errand.external_id or "", sentence)


async def open_door(tenant: Tenant, errand: Errand) -> Placed:
    organiser = mailbox_of(tenant, errand)
    organiser_id = (await people.look_up(tenant.connection, organiser)).user_id
    if organiser_id is None:
        raise NeedsPerson(f"The organiser {organiser} was not found in the directory.")
    return await online_meetings.open_door(
        tenant.connection, organiser, organiser_id, errand.above["entry"], as_wanted(MeetingDoor, errand)
    )
