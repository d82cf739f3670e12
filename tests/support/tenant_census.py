"""Counts what a tenant holds, from outside: by Graph GETs and mailboxes over a socket.

It imports neither app nor jobs, so it cannot agree with them by sharing their mistakes.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import httpx

SOMEBODY_ELSE = "c0ffee00-0000-4000-8000-000000000001"


@dataclass(frozen=True)
class TaskSeen:
    title: str
    bucket: str
    due: str | None
    checklist: int
    assignees: int
    description: str


@dataclass(frozen=True)
class TeamSeen:
    """One channel and what belongs to it. `folders` are paths below the channel's folder, `files` too."""

    channel: str
    description: str
    folders: list[str]
    files: list[str]
    tabs: list[str]
    plans: list[str]
    buckets: list[str]
    tasks: list[TaskSeen]


@dataclass(frozen=True)
class EventSeen:
    subject: str
    starts: str
    ends: str
    all_day: bool
    online: bool
    required: list[str]
    optional: list[str]
    hidden: bool


@dataclass
class Census:
    msteams: list[str] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    guests: list[str] = field(default_factory=list)
    teams: list[TeamSeen] = field(default_factory=list)
    shared_folders: list[str] = field(default_factory=list)
    events: list[EventSeen] = field(default_factory=list)
    mail: dict[str, list[str]] = field(default_factory=dict)
    """Each mailbox with the kinds of messages it got, in order."""


class Tenant:
    """A plain Graph client: a token, GETs, and nextLinks followed."""

    def __init__(self, address: str, http: httpx.Client | None = None) -> None:
        self.address = address.rstrip("/")
        self.http = http or httpx.Client(timeout=30)
        form = {
            "grant_type": "client_credentials",
            "client_id": SOMEBODY_ELSE,
            "client_secret": "-",
            "scope": "https://graph.microsoft.com/.default",
        }
        answer = self.http.post(f"{self.address}/kull/oauth2/v2.0/token", data=form)
        answer.raise_for_status()
        self.http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def close(self) -> None:
        self.http.close()

    def get(self, path: str, **headers: str) -> Any:
        answer = self.http.get(f"{self.address}/v1.0{path}", headers=headers)
        answer.raise_for_status()
        return answer.json()

    def all(self, path: str, **headers: str) -> list[Any]:
        page = self.get(path, **headers)
        found = list(page["value"])
        while link := page.get("@odata.nextLink"):
            answer = self.http.get(link, headers=headers)
            answer.raise_for_status()
            page = answer.json()
            found += page["value"]
        return found

    def control(self, path: str) -> Any:
        answer = self.http.get(f"{self.address}/_sandbox{path}")
        answer.raise_for_status()
        return answer.json()


def count(address: str, organiser: str, http: httpx.Client | None = None) -> Census:
    """Count everything that our groups, channels, plans and the organiser's calendar hold."""
    census = Census()
    with closing(Tenant(address, http)) as tenant:
        for group in tenant.all("/groups"):
            if group["mailNickname"].startswith("kull-"):
                _count_msteam(tenant, group, census)
        census.events = [_event(event) for event in _events(tenant, organiser)]
        census.mail = mail(tenant)
    return census


def _count_msteam(tenant: Tenant, group: dict[str, Any], census: Census) -> None:
    group_id = group["id"]
    census.msteams.append(group["displayName"])
    for member in tenant.all(f"/teams/{group_id}/members"):
        role = (
            "owners" if "owner" in member["roles"] else "guests" if "guest" in member["roles"] else "members"
        )
        getattr(census, role).append(member["email"])
    plans = tenant.all(f"/groups/{group_id}/planner/plans")
    for channel in tenant.all(f"/teams/{group_id}/channels"):
        if channel["displayName"] == "General":
            census.shared_folders += _tree(tenant, group_id, channel["id"])[0]
        else:
            census.teams.append(_team(tenant, group_id, channel, plans))


def _team(tenant: Tenant, group_id: str, channel: dict[str, Any], plans: list[Any]) -> TeamSeen:
    folders, files = _tree(tenant, group_id, channel["id"])
    tabs = tenant.all(f"/teams/{group_id}/channels/{channel['id']}/tabs")
    name = channel["displayName"]
    mine = [plan for plan in plans if plan["title"].endswith(f": {name}")]
    return TeamSeen(
        channel=name,
        description=channel["description"],
        folders=sorted(folders),
        files=sorted(files),
        tabs=sorted(tab["displayName"] for tab in tabs),
        plans=[plan["title"] for plan in mine],
        buckets=[bucket["name"] for plan in mine for bucket in _buckets(tenant, plan["id"])],
        tasks=[task for plan in mine for task in _tasks(tenant, plan["id"])],
    )


def _tree(tenant: Tenant, group_id: str, channel_id: str) -> tuple[list[str], list[str]]:
    root = tenant.get(f"/teams/{group_id}/channels/{channel_id}/filesFolder")
    folders: list[str] = []
    files: list[str] = []

    def walk(item_id: str, path: str) -> None:
        for item in tenant.all(f"/drives/{root['parentReference']['driveId']}/items/{item_id}/children"):
            here = f"{path}{item['name']}"
            if "folder" in item:
                folders.append(here)
                walk(item["id"], f"{here}/")
            else:
                files.append(here)

    walk(root["id"], "")
    return folders, files


def _buckets(tenant: Tenant, plan_id: str) -> list[Any]:
    return tenant.all(f"/planner/plans/{plan_id}/buckets")


def _tasks(tenant: Tenant, plan_id: str) -> list[TaskSeen]:
    buckets = {bucket["id"]: bucket["name"] for bucket in _buckets(tenant, plan_id)}
    return [
        _task(task, buckets, tenant.get(f"/planner/tasks/{task['id']}/details"))
        for task in tenant.all(f"/planner/plans/{plan_id}/tasks")
    ]


def _task(task: dict[str, Any], buckets: dict[str, str], details: dict[str, Any]) -> TaskSeen:
    return TaskSeen(
        title=task["title"],
        bucket=buckets[task["bucketId"]],
        due=task["dueDateTime"],
        checklist=len(details["checklist"]),
        assignees=len(task["assignments"]),
        description=details["description"],
    )


def _events(tenant: Tenant, organiser: str) -> list[Any]:
    zone = {"Prefer": 'outlook.timezone="W. Europe Standard Time"'}
    return sorted(
        tenant.all(f"/users/{organiser}/events", **zone), key=lambda event: event["start"]["dateTime"]
    )


def _event(event: dict[str, Any]) -> EventSeen:
    def invited(kind: str) -> list[str]:
        return sorted(a["emailAddress"]["address"] for a in event["attendees"] if a["type"] == kind)

    return EventSeen(
        subject=event["subject"],
        starts=event["start"]["dateTime"][:16],
        ends=event["end"]["dateTime"][:16],
        all_day=event["isAllDay"],
        online=event["isOnlineMeeting"],
        required=invited("required"),
        optional=invited("optional"),
        hidden=event["hideAttendees"],
    )


def mail(tenant: Tenant) -> dict[str, list[str]]:
    """Every mailbox that got something, with the kinds of messages in it."""
    boxes = tenant.control("/mailboxes")["value"]
    return {box["address"]: _kinds(tenant, box["address"]) for box in boxes}


def _kinds(tenant: Tenant, address: str) -> list[str]:
    return [message["kind"] for message in tenant.control(f"/mailboxes/{address}")["value"]]


def writes(address: str) -> int:
    """How many requests have changed the tenant since it was last forgotten."""
    with closing(Tenant(address)) as tenant:
        return int(tenant.control("/requests")["writes"])
