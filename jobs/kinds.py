"""One row per kind of thing: how to look for it, make it, change it and take it away.

The ledger speaks JSON, the adapters speak the tenant's dataclasses; here the two meet.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.db import unit_of_work
from app.deliverables import forms
from app.meetings import service as meetings
from app.provisioning.ledger import Errand
from app.tenant import (
    Above,
    AdoptedMsTeam,
    Bucket,
    CalendarEntry,
    Channel,
    Folder,
    Guest,
    MeetingDoor,
    Member,
    MsTeam,
    Placed,
    Seen,
    Tab,
    Task,
    TaskPlan,
    TemplateFile,
    from_json,
)
from graph_adapters import calendar, channels, files, msteams, online_meetings, people, planner
from graph_adapters.errors import NeedsPerson, TenantError

if TYPE_CHECKING:
    import httpx

    from graph_adapters.connection import Connection


@dataclass(frozen=True, kw_only=True)
class Tenant:
    """The line to the tenant and what every errand needs of it.

    `outside` reaches the addresses Microsoft gives for a file's bytes: it carries no token and follows no redirect.
    """

    connection: Connection
    outside: httpx.AsyncClient
    organiser: str
    landing: str
    sandbox: httpx.AsyncClient | None = None
    sandbox_address: str = ""


Known = frozenset[str]
Look = Callable[[Tenant, Errand, Known], Awaitable[Sequence[Seen]]]
Make = Callable[[Tenant, Errand], Awaitable[Placed]]
MakeMany = Callable[[Tenant, Sequence[Errand]], Awaitable[Sequence[Placed | TenantError]]]
Withdraw = Callable[[Tenant, Errand], Awaitable[str | None]]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`scope` is the kind of thing one list is read from; `withdraw` None means let go, never deleted.

    `owned` are the fields that are ours to compare; the others are set when the thing is made and then left alone.
    `born_empty` says that none of them stand in a place that is new.
    """

    service: str
    scope: str | None = None
    born_empty: bool = True
    look: Look | None = None
    is_it: Callable[[Errand, Seen], bool] = lambda errand, seen: seen.key == errand.key
    create: Make | None = None
    create_many: MakeMany | None = None
    change: Make | None = None
    withdraw: Withdraw | None = None
    owned: frozenset[str] = frozenset()


def _above(errand: Errand) -> Above:
    return Above(
        ids=dict(errand.above),
        target_id=errand.target_id,
        target_url=errand.target_url,
    )


def _wanted(kind: type[Any], errand: Errand) -> Any:  # noqa: ANN401 - the dataclass asked for
    return from_json(kind, errand.wanted or {})


def _named(field: str) -> Callable[[Errand, Seen], bool]:
    return lambda errand, seen: seen.name.casefold() == str((errand.wanted or {})[field]).casefold()


async def _look_msteam(tenant: Tenant, errand: Errand, _known: Known) -> Sequence[Seen]:
    wanted = errand.wanted or {}
    if "msteam_id" in wanted:
        return [await msteams.get(tenant.connection, wanted["msteam_id"])]
    seen = await msteams.find(tenant.connection, wanted["unique_name"])
    return [seen] if seen else []


async def _create_msteam(tenant: Tenant, errand: Errand) -> Placed:
    wanted = _wanted(MsTeam, errand)
    if not wanted.owners:
        raise NeedsPerson("No owner of the Team was found in the directory (KULL_OWNERS).")
    return await msteams.create(tenant.connection, wanted)


async def _change_msteam(tenant: Tenant, errand: Errand) -> Placed:
    if "msteam_id" in (errand.wanted or {}):
        adopted = _wanted(AdoptedMsTeam, errand)
        return Placed(external_id=adopted.msteam_id)
    return await msteams.change(tenant.connection, errand.external_id or "", _wanted(MsTeam, errand))


async def _invite(tenant: Tenant, errand: Errand) -> Placed:
    return await people.invite(tenant.connection, _wanted(Guest, errand), tenant.landing)


async def _add_members(tenant: Tenant, errands: Sequence[Errand]) -> Sequence[Placed | TenantError]:
    wanted = [_wanted(Member, errand) for errand in errands]
    return await msteams.add_members(tenant.connection, errands[0].above["msteam"], wanted)


async def _create_tasks(tenant: Tenant, errands: Sequence[Errand]) -> Sequence[Placed | TenantError]:
    wanted = [(errand.above["bucket"], _wanted(Task, errand)) for errand in errands]
    return await planner.create_tasks(tenant.connection, errands[0].above["taskplan"], wanted)


async def _put_template(tenant: Tenant, errand: Errand) -> Placed:
    template = _wanted(TemplateFile, errand)
    content = forms.render(template.source, template.name)
    return await files.put_file(tenant.connection, errand.above["parent"], template.name, content)


async def _change_tab(tenant: Tenant, errand: Errand) -> Placed:
    wanted = _wanted(Tab, errand)
    same = (errand.applied or {}).get("target_key") == wanted.target_key
    change = channels.change_tab if same else channels.repin_tab
    return await change(tenant.connection, _above(errand), errand.external_id or "", wanted)


def _is_task(errand: Errand, seen: Seen) -> bool:
    """Know a task by its key; one whose details were never written, by our app, its bucket and its title."""
    half_made = seen.ours and seen.key is None and seen.value["bucket_id"] == errand.above["bucket"]
    return seen.key == errand.key or (half_made and seen.name == (errand.wanted or {})["title"])


def mailbox_of(tenant: Tenant, errand: Errand) -> str:
    """Return the mailbox a meeting stands in; what was sent stays where it was sent from."""
    return str((errand.applied or errand.wanted or {}).get("organiser") or tenant.organiser)


async def _cancel_meeting(tenant: Tenant, errand: Errand) -> str | None:
    with unit_of_work() as session:
        sentence = meetings.farewell(session, cohort_id=errand.cohort_id, entry_key=errand.key)
    organiser = mailbox_of(tenant, errand)
    return await calendar.cancel(tenant.connection, organiser, errand.external_id or "", sentence)


async def _open_door(tenant: Tenant, errand: Errand) -> Placed:
    organiser = mailbox_of(tenant, errand)
    organiser_id = (await people.look_up(tenant.connection, organiser)).user_id
    if organiser_id is None:
        raise NeedsPerson(f"The organiser {organiser} was not found in the directory.")
    return await online_meetings.open_door(
        tenant.connection, organiser, organiser_id, errand.above["entry"], _wanted(MeetingDoor, errand)
    )


KINDS: dict[str, Kind] = {
    "msteam": Kind(
        service="directory",
        look=_look_msteam,
        is_it=lambda _errand, _seen: True,
        create=_create_msteam,
        change=_change_msteam,
        owned=frozenset({"name", "description"}),
    ),
    "guest": Kind(
        service="directory",
        look=lambda tenant, errand, _known: people.guests(tenant.connection, (errand.wanted or {})["email"]),
        is_it=lambda _errand, _seen: True,
        create=_invite,
    ),
    "member": Kind(
        service="msteam",
        scope="msteam",
        born_empty=False,  # its owners
        look=lambda tenant, errand, _known: msteams.members(tenant.connection, errand.above["msteam"]),
        is_it=lambda errand, seen: seen.external_id == (errand.wanted or {})["user_id"],
        create_many=_add_members,
        change=lambda tenant, errand: msteams.change_member(
            tenant.connection, errand.above["msteam"], _wanted(Member, errand)
        ),
        withdraw=lambda tenant, errand: msteams.remove_member(
            tenant.connection, errand.above["msteam"], errand.external_id or ""
        ),
        owned=frozenset({"user_id", "role"}),
    ),
    "general": Kind(
        service="msteam",
        look=lambda tenant, errand, _known: _one(channels.general(tenant.connection, errand.above["msteam"])),
        is_it=lambda _errand, _seen: True,
    ),
    "channel": Kind(
        service="msteam",
        scope="msteam",
        look=lambda tenant, errand, _known: channels.listed(tenant.connection, errand.above["msteam"]),
        create=lambda tenant, errand: channels.create(
            tenant.connection, errand.above["msteam"], _wanted(Channel, errand)
        ),
        change=lambda tenant, errand: channels.change(
            tenant.connection, errand.above["msteam"], errand.external_id or "", _wanted(Channel, errand)
        ),
        owned=frozenset({"name", "description", "key"}),
    ),
    "files": Kind(
        service="msteam",
        look=lambda tenant, errand, _known: _one(
            channels.files(tenant.connection, errand.above["msteam"], errand.above["channel"])
        ),
        is_it=lambda _errand, _seen: True,
    ),
    "folder": Kind(
        service="sharepoint",
        scope="parent",
        look=lambda tenant, errand, _known: files.listed(tenant.connection, errand.above["parent"]),
        is_it=_named("name"),
        create=lambda tenant, errand: files.create_folder(
            tenant.connection, errand.above["parent"], _wanted(Folder, errand).name
        ),
        change=lambda tenant, errand: files.rename(
            tenant.connection, errand.external_id or "", _wanted(Folder, errand).name
        ),
        owned=frozenset({"name"}),
    ),
    "file": Kind(
        service="sharepoint",
        scope="parent",
        look=lambda tenant, errand, _known: files.listed(tenant.connection, errand.above["parent"]),
        is_it=_named("name"),
        create=_put_template,
        change=lambda tenant, errand: files.rename(
            tenant.connection, errand.external_id or "", _wanted(TemplateFile, errand).name
        ),
        owned=frozenset({"name"}),
    ),
    "taskplan": Kind(
        service="planner",
        scope="msteam",
        look=lambda tenant, errand, _known: planner.plans(tenant.connection, errand.above["msteam"]),
        is_it=lambda errand, seen: seen.ours and seen.name == (errand.wanted or {})["title"],
        create=lambda tenant, errand: planner.create_plan(
            tenant.connection, errand.above["msteam"], _wanted(TaskPlan, errand).title
        ),
        change=lambda tenant, errand: planner.rename_plan(
            tenant.connection, errand.external_id or "", _wanted(TaskPlan, errand).title
        ),
        owned=frozenset({"title"}),
    ),
    "bucket": Kind(
        service="planner",
        scope="taskplan",
        look=lambda tenant, errand, _known: planner.buckets(tenant.connection, errand.above["taskplan"]),
        is_it=_named("name"),
        create=lambda tenant, errand: planner.create_bucket(
            tenant.connection, errand.above["taskplan"], _wanted(Bucket, errand).name
        ),
        change=lambda tenant, errand: planner.rename_bucket(
            tenant.connection, errand.external_id or "", _wanted(Bucket, errand).name
        ),
        owned=frozenset({"name"}),
    ),
    "task": Kind(
        service="planner",
        scope="taskplan",
        look=lambda tenant, errand, known: planner.tasks(tenant.connection, errand.above["taskplan"], known),
        is_it=_is_task,
        create_many=_create_tasks,
        change=lambda tenant, errand: planner.change_task(
            tenant.connection, errand.external_id or "", _wanted(Task, errand)
        ),
        owned=frozenset({"title", "due", "key"}),
    ),
    "tab": Kind(
        service="msteam",
        scope="channel",
        look=lambda tenant, errand, _known: channels.tabs(
            tenant.connection, errand.above["msteam"], errand.above["channel"]
        ),
        create=lambda tenant, errand: channels.create_tab(
            tenant.connection, _above(errand), _wanted(Tab, errand)
        ),
        change=_change_tab,
        withdraw=lambda tenant, errand: channels.remove_tab(
            tenant.connection, _above(errand), errand.external_id or ""
        ),
        owned=frozenset({"name"}),
    ),
    "entry": Kind(
        service="mailbox",
        create=lambda tenant, errand: calendar.create(
            tenant.connection,
            mailbox_of(tenant, errand),
            errand.key,
            errand.generation,
            _wanted(CalendarEntry, errand),
        ),
        change=lambda tenant, errand: calendar.change(
            tenant.connection,
            mailbox_of(tenant, errand),
            errand.external_id or "",
            _wanted(CalendarEntry, errand),
            errand.applied or {},
        ),
        withdraw=_cancel_meeting,
        owned=frozenset({"subject", "starts_at", "ends_at", "all_day", "place"}),
    ),
    "door": Kind(service="mailbox", create=_open_door, change=_open_door),
}


async def _one(found: Awaitable[Seen]) -> Sequence[Seen]:
    return [await found]
