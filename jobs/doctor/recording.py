"""A recording of how the tenant answers what we ask of it, with nothing of the tenant in it.

Only the names of properties are kept, and where they stand; never a value. What an address names is a placeholder, and
a property that is named by an id or an address is a star. The sandbox's tests read the same rows.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from app.config import settings
from graph_adapters.errors import Stopped, TenantError
from graph_adapters.transport import Request
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from graph_adapters.transport import Connection

NAMED = re.compile(r"\{(\w+)\}")
WORD = re.compile(
    r"^@?[A-Za-z]\w{0,63}(?:[@.](?:odata|microsoft)\.[A-Za-z.]+)?$|^@(?:odata|microsoft\.graph)\.[A-Za-z.]+$"
)
TELLING = re.compile(
    r"[0-9]{4}|^ext\w*_"
)  # ids, dates, and properties that the organisation has named itself
NAMED_BY_IDS = frozenset(
    {
        "assignments",
        "references",
        "checklist",
        "sharedWith",
        "categoryDescriptions",
        "appliedCategories",
    }
)
SOURCE = "our own recording"


@dataclass(frozen=True)
class Look:
    """A request that changes nothing, and what its answer tells us the id of."""

    operation: str
    url: str
    keep: Mapping[str, str] = field(default_factory=dict)  # a placeholder, and where its id stands


WINDOW = "startDateTime=2027-01-01T00:00:00Z&endDateTime=2027-02-01T00:00:00Z"
LOOKS = (
    Look("organization.list", "/organization"),
    Look("user.list", "/users?$top=5&$select=id,displayName,mail"),
    Look("user.get", "/users/{organiser_mail}", {"organiser": "id"}),
    Look("group.list", "/groups?$top=5"),
    Look("team.list", "/teams?$top=1", {"team": "value.0.id"}),
    Look("team.get", "/teams/{team}"),
    Look("group.get", "/groups/{team}"),
    Look("group.members.list", "/groups/{team}/members"),
    Look("team.members.list", "/teams/{team}/members"),
    Look("channel.list", "/teams/{team}/channels", {"channel": "value.0.id"}),
    Look("channel.get", "/teams/{team}/channels/{channel}"),
    Look("tabs.list", "/teams/{team}/channels/{channel}/tabs?$expand=teamsApp"),
    Look("installedApps.list", "/teams/{team}/installedApps?$expand=teamsApp"),
    Look("channel.filesFolder.get", "/teams/{team}/channels/{channel}/filesFolder"),
    Look("group.drive.get", "/groups/{team}/drive", {"drive": "id"}),
    Look("group.sites.root", "/groups/{team}/sites/root"),
    Look("drive.root.get", "/drives/{drive}/root"),
    Look("driveItem.delta", "/drives/{drive}/root/delta?token=latest"),
    Look("group.planner.plans.list", "/groups/{team}/planner/plans", {"plan": "value.0.id"}),
    Look("plan.get", "/planner/plans/{plan}"),
    Look("plan.buckets.list", "/planner/plans/{plan}/buckets"),
    Look("plan.tasks.list", "/planner/plans/{plan}/tasks", {"task": "value.0.id"}),
    Look("task.get", "/planner/tasks/{task}"),
    Look("task.details.get", "/planner/tasks/{task}/details"),
    Look("calendar.get", "/users/{organiser}/calendar"),
    Look("calendarView.list", f"/users/{{organiser}}/calendarView?{WINDOW}"),
    Look("messages.list", "/users/{organiser}/messages?$top=1"),
)


def record_tenant(file: Path) -> int:
    """Ask the tenant all there is to ask without changing it, write how it answers, and return how many rows it is."""
    rows = asyncio.run(_rows())
    file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return len(rows)


async def _rows() -> list[dict[str, Any]]:
    known = {"organiser_mail": settings().organiser}
    async with open_tenant(settings()) as tenant:
        asked = [await _row(tenant.connection, look, known) for look in LOOKS]
    return [row for row in asked if row]


async def _row(connection: Connection, look: Look, known: dict[str, str]) -> dict[str, Any] | None:
    """Make a look, or pass it over when the tenant has shown nothing to look at."""
    if not set(NAMED.findall(look.url)) <= known.keys():
        return None
    path = NAMED.sub(lambda name: quote(known[name[1]], safe=""), look.url)
    row = {"operation": look.operation, "evidence": "A", "date": f"{settings().clock():%Y}", "source": SOURCE}
    row |= {"method": "GET", "url": look.url.replace("{organiser_mail}", "{organiser}")}
    try:
        answer = await connection.send(Request(method="GET", path=path.replace(" ", "%20")))
    except Stopped:
        raise
    except TenantError as error:
        return row | {"status": error.status, "code": _word(error.code), "keys": ""}
    known.update({name: found for name, way in look.keep.items() if (found := _at(answer.body, way))})
    return row | {"status": answer.status, "keys": " ".join(sorted(names_in(answer.body)))}


def _at(body: Any, way: str) -> str | None:  # noqa: ANN401 - any JSON
    for step in way.split("."):
        try:
            body = body[int(step)] if step.isdigit() else body[step]
        except (LookupError, TypeError):
            return None
    return body if isinstance(body, str) else None


def names_in(value: Any, place: str = "", name: str = "") -> set[str]:  # noqa: ANN401 - any JSON
    """Return the names of properties that hold something, nested by dots, and nothing of what they hold."""
    if isinstance(value, list):
        return {found for one in value for found in names_in(one, place, name)}
    if not isinstance(value, dict):
        return {place} if place and value not in (None, "") else set()
    found: set[str] = set()
    for key, below in value.items():
        shown = "*" if name in NAMED_BY_IDS and not key.startswith("@") else _word(key)
        found |= names_in(below, f"{place}.{shown}" if place else shown, key)
    return found


def _word(name: str) -> str:
    """Return a name as it is when it is a word of Graph's, else a star."""
    return name if WORD.match(name) and not TELLING.search(name) else "*"
