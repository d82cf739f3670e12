"""Every row is asked of a tenant of its own; what it answers is held against what is published."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

import httpx

from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.state import State
from support.parity.rows import Row, keys_of, published_rows
from support.parity.world import CONTROL, MANY_MARKS, MARK, World, settled
from support.sandbox.tenant import GRAPH, Client, echo

T = TypeVar("T")

# What must be there before the request, beyond what its address names: for an operation, or for a single row.
PREPARED = {
    "bucket.tasks.list": ["task"],
    "calendar.events.list": ["event"],
    "calendar.getSchedule": ["event"],
    "calendarView.delta": ["event"],
    "calendarView.list": ["event"],
    "calendarView.list.primary": ["event"],
    "channel.filesFolder.get": ["folder"],
    "channel.members.list": ["channel_member"],
    "directory.deletedGroups.list": ["deleted_group"],
    "drive.root.get": ["folder"],
    "driveItem.children.list": ["file", "picture"],
    "driveItem.children.listByPath": ["file", "inner_folder"],
    "driveItem.delta": ["file"],
    "driveItem.permissions.list": ["shared_file"],
    "event.list": ["event"],
    "event.list.primary": ["event"],
    "group.delta": ["group", "group_member"],
    "group.list": ["group"],
    "group.members.list": ["group_member"],
    "group.members.remove": ["group_member"],
    "group.owners.list": ["group_owner"],
    "group.owners.remove": ["group_owner"],
    "group.planner.plans.list": ["plan"],
    "attendanceReports.list": ["report"],
    "installedApps.list": ["installation"],
    "message.delta": ["message"],
    "message.list": ["message"],
    "plan.buckets.list": ["bucket"],
    "plan.details.get": ["plan_with_details"],
    "plan.tasks.list": ["task"],
    "recordings.list": ["recording"],
    "site.getAllSites": ["site"],
    "subscription.list": ["subscription"],
    "tabs.list": ["tab"],
    "task.details.get": ["task_with_details"],
    "team.list": ["team"],
    "team.members.list": ["member"],
    "team.sendActivityNotification": ["installation"],
    "user.sendActivityNotification": ["installation"],
    "GET /teams/{team}/channels?$filter=membershipType eq 'private'": ["private_channel"],
    "GET /teams/{team}/channels/{channel}/tabs?$expand=teamsApp&$filter=teamsApp/id eq "
    "'com.microsoft.teamspace.tab.planner'": ["planner_tab"],
    "GET /teams?$filter=displayName eq 'Tørn ''27'": ["quoted_team"],
    "onlineMeeting.createOrGet": ["meeting_known_by_key"],
    "GET /drives/{drive}/items/{file}": ["shared_file"],
    "GET /drives/{drive}/items/{folder}?expand=children": ["file"],
    "GET /groups?$filter=resourceProvisioningOptions/Any(x:x eq 'Team')": ["team"],
    "GET /users/{organiser}/events/{event}?$select=subject,allowNewTimeProposals,start,end,attendees,organizer": [
        "proposal"
    ],
    f"GET /users/{{organiser}}/events/{{event}}?$expand=multiValueExtendedProperties($filter=id eq '{MANY_MARKS}')": [
        "marked_event"
    ],
    f"GET /users/{{organiser}}/messages/{{message}}?$expand=singleValueExtendedProperties($filter=id eq '{MARK}')": [
        "marked_message"
    ],
}


@dataclass(frozen=True)
class Outcome:
    row: Row
    status: int
    said: str  # the error's code and message, when it was refused
    missing: frozenset[str]

    @property
    def is_as_published(self) -> bool:
        return self.status in {self.row.status, self.row.described}

    @property
    def is_not_built(self) -> bool:
        return self.status == 501 and self.said.startswith("NotImplemented")


@cache
def replayed() -> tuple[Outcome, ...]:
    return replay(published_rows())


def replay(rows: list[Row]) -> tuple[Outcome, ...]:
    async def run() -> tuple[Outcome, ...]:
        return tuple([await _outcome(row) for row in rows])

    return asyncio.run(run())


async def _outcome(row: Row) -> Outcome:
    return _held_against(row, await in_a_tenant(lambda world: _asked(world, row)))


async def in_a_tenant(work: Callable[[World], Awaitable[T]]) -> T:
    """Do something in a tenant of its own, signed in with every permission."""
    state = State()
    app = create_sandbox(state, outside=httpx.ASGITransport(echo))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as http:
        client = Client(http)
        await client.sign_in()
        world = World(client)
        await settled(world)
        done = await work(world)
    state.close()
    return done


async def _asked(world: World, row: Row) -> httpx.Response:
    for name in PREPARED.get(row.operation, []) + PREPARED.get(row.name, []):
        await world.value(name)
    asked = replace(row, url=await world.filled(row.url), body=await world.filled(row.body))
    headers = dict(row.headers)
    if headers.get("If-Match") == "{etag}":
        headers["If-Match"] = (await world.get(asked.url))["@odata.etag"]
    if row.person:
        wish = {"method": row.method, "url": asked.url, "headers": headers, "body": asked.body}
        return await world.ask.http.post(f"{CONTROL}/as/{row.person}", json=wish)
    if asked.body == "bytes":
        sent: dict[str, Any] = {"content": b"Hei", "headers": headers | {"Content-Type": "text/plain"}}
    else:
        sent = {"json": asked.body, "headers": headers}
    return await world.ask.http.request(row.method, GRAPH + asked.url, **sent)


def _held_against(row: Row, answer: httpx.Response) -> Outcome:
    body = answer.json() if "json" in answer.headers.get("content-type", "") else {}
    error = body.get("error") if answer.status_code >= 400 else None
    said = f"{error['code']}: {error['message']}" if error else ""
    missing = row.keys - keys_of(body) if answer.status_code in {row.status, row.described} else frozenset()
    return Outcome(row, answer.status_code, said, frozenset(missing))
