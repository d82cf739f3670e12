"""One row per kind of thing: how to look for it, make it, change it and take it away.

The ledger speaks JSON, the adapters speak the tenant's dataclasses; here the two meet.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.provisioning.ledger import Errand
from app.tenant.things import (
    Bucket,
    CalendarEntry,
    Channel,
    Folder,
    Library,
    Member,
    Placed,
    Seen,
    Tab,
    TaskPlan,
    TemplateFile,
)
from graph_adapters import calendar, channels, files, msteams, people, planner, removing
from graph_adapters.errors import TenantError
from jobs import acts

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
    `remove` is for undoing what nobody has touched; it looks first, and leaves what somebody has.
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
    remove: Withdraw | None = None
    owned: frozenset[str] = frozenset()


KINDS: dict[str, Kind] = {
    "msteam": Kind(
        service="directory",
        look=acts.look_msteam,
        is_it=lambda _errand, _seen: True,
        create=acts.create_msteam,
        change=acts.change_msteam,
        remove=lambda tenant, errand: removing.msteam(tenant.connection, errand.external_id or ""),
        owned=frozenset({"name", "description"}),
    ),
    "guest": Kind(
        service="directory",
        look=lambda tenant, errand, _known: people.guests(tenant.connection, (errand.wanted or {})["email"]),
        is_it=lambda _errand, _seen: True,
        create=acts.invite,
    ),
    "member": Kind(
        service="msteam",
        scope="msteam",
        born_empty=False,  # its owners
        look=lambda tenant, errand, _known: msteams.members(tenant.connection, errand.above["msteam"]),
        is_it=lambda errand, seen: seen.external_id == (errand.wanted or {})["user_id"],
        create_many=acts.add_members,
        change=lambda tenant, errand: msteams.change_member(
            tenant.connection, errand.above["msteam"], acts.as_wanted(Member, errand)
        ),
        withdraw=lambda tenant, errand: msteams.remove_member(
            tenant.connection, errand.above["msteam"], errand.external_id or ""
        ),
        owned=frozenset({"user_id", "role"}),
    ),
    "general": Kind(
        service="msteam",
        look=lambda tenant, errand, _known: acts.one(
            channels.general(tenant.connection, errand.above["msteam"])
        ),
        is_it=lambda _errand, _seen: True,
    ),
    "channel": Kind(
        service="msteam",
        scope="msteam",
        look=lambda tenant, errand, _known: channels.listed(tenant.connection, errand.above["msteam"]),
        create=lambda tenant, errand: channels.create(
            tenant.connection, errand.above["msteam"], acts.as_wanted(Channel, errand)
        ),
        change=lambda tenant, errand: channels.change(
            tenant.connection,
            errand.above["msteam"],
            errand.external_id or "",
            acts.as_wanted(Channel, errand),
        ),
        owned=frozenset({"name", "description", "key"}),
    ),
    "files": Kind(
        service="msteam",
        look=lambda tenant, errand, _known: acts.one(
            channels.files(tenant.connection, errand.above["msteam"], errand.above["channel"])
        ),
        is_it=lambda _errand, _seen: True,
    ),
    "folder": Kind(
        service="sharepoint",
        scope="parent",
        look=lambda tenant, errand, _known: files.listed(tenant.connection, errand.above["parent"]),
        is_it=acts.named("name"),
        create=lambda tenant, errand: files.create_folder(
            tenant.connection, errand.above["parent"], acts.as_wanted(Folder, errand).name
        ),
        change=lambda tenant, errand: files.rename(
            tenant.connection, errand.external_id or "", acts.as_wanted(Folder, errand).name
        ),
        remove=lambda tenant, errand: removing.item(tenant.connection, errand.external_id or ""),
        owned=frozenset({"name"}),
    ),
    "file": Kind(
        service="sharepoint",
        scope="parent",
        look=lambda tenant, errand, _known: files.listed(tenant.connection, errand.above["parent"]),
        is_it=acts.named("name"),
        create=acts.put_template,
        change=lambda tenant, errand: files.rename(
            tenant.connection, errand.external_id or "", acts.as_wanted(TemplateFile, errand).name
        ),
        remove=lambda tenant, errand: removing.item(tenant.connection, errand.external_id or ""),
        owned=frozenset({"name"}),
    ),
    "library": Kind(
        service="sharepoint",
        look=lambda tenant, errand, _known: files.libraries(
            tenant.connection, errand.above["parent"], (errand.wanted or errand.applied or {})["name"]
        ),
        is_it=acts.named("name"),
        create=lambda tenant, errand: files.create_library(
            tenant.connection,
            errand.above["parent"],
            acts.as_wanted(Library, errand).name,
            errand.above["msteam"],
        ),
        change=acts.change_library,
        remove=lambda tenant, errand: removing.item(tenant.connection, errand.external_id or ""),
        owned=frozenset({"name", "read_only"}),
    ),
    "archive": Kind(
        service="msteam",
        look=lambda tenant, errand, _known: msteams.archived(tenant.connection, errand.above["msteam"]),
        is_it=lambda _errand, _seen: True,
        create=lambda tenant, errand: msteams.archive(tenant.connection, errand.above["msteam"]),
    ),
    "taskplan": Kind(
        service="planner",
        scope="msteam",
        look=lambda tenant, errand, _known: planner.plans(tenant.connection, errand.above["msteam"]),
        is_it=lambda errand, seen: seen.ours and seen.name == (errand.wanted or {})["title"],
        create=lambda tenant, errand: planner.create_plan(
            tenant.connection, errand.above["msteam"], acts.as_wanted(TaskPlan, errand).title
        ),
        change=lambda tenant, errand: planner.rename_plan(
            tenant.connection, errand.external_id or "", acts.as_wanted(TaskPlan, errand).title
        ),
        remove=lambda tenant, errand: removing.plan(tenant.connection, errand.external_id or ""),
        owned=frozenset({"title"}),
    ),
    "bucket": Kind(
        service="planner",
        scope="taskplan",
        look=lambda tenant, errand, _known: planner.buckets(tenant.connection, errand.above["taskplan"]),
        is_it=acts.named("name"),
        create=lambda tenant, errand: planner.create_bucket(
            tenant.connection, errand.above["taskplan"], acts.as_wanted(Bucket, errand).name
        ),
        change=lambda tenant, errand: planner.rename_bucket(
            tenant.connection, errand.external_id or "", acts.as_wanted(Bucket, errand).name
        ),
        remove=lambda tenant, errand: removing.bucket(tenant.connection, errand.external_id or ""),
        owned=frozenset({"name"}),
    ),
    "task": Kind(
        service="planner",
        scope="taskplan",
        look=lambda tenant, errand, known: planner.tasks(tenant.connection, errand.above["taskplan"], known),
        is_it=acts.is_task,
        create_many=acts.create_tasks,
        change=acts.change_task,
        remove=lambda tenant, errand: removing.task(tenant.connection, errand.external_id or ""),
        owned=frozenset({"title", "due", "key"}),
    ),
    "tab": Kind(
        service="msteam",
        scope="channel",
        look=lambda tenant, errand, _known: channels.tabs(
            tenant.connection, errand.above["msteam"], errand.above["channel"]
        ),
        create=lambda tenant, errand: channels.create_tab(
            tenant.connection, acts.above(errand), acts.as_wanted(Tab, errand)
        ),
        change=acts.change_tab,
        withdraw=lambda tenant, errand: channels.remove_tab(
            tenant.connection, acts.above(errand), errand.external_id or ""
        ),
        owned=frozenset({"name"}),
    ),
    "entry": Kind(
        service="mailbox",
        create=lambda tenant, errand: calendar.create(
            tenant.connection,
            acts.mailbox_of(tenant, errand),
            errand.key,
            errand.generation,
            acts.as_wanted(CalendarEntry, errand),
        ),
        change=lambda tenant, errand: calendar.change(
            tenant.connection,
            acts.mailbox_of(tenant, errand),
            errand.external_id or "",
            acts.as_wanted(CalendarEntry, errand),
            errand.applied or {},
        ),
        withdraw=acts.cancel_meeting,
        owned=frozenset({"subject", "starts_at", "ends_at", "all_day", "place"}),
    ),
    "door": Kind(service="mailbox", create=acts.open_door, change=acts.open_door),
}
