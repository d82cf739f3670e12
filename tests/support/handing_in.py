"""What people do with files in their channel, as the sandbox's page lets one do it."""

from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING, Any

import httpx

from app.cohorts import service as cohorts
from app.config import settings
from app.db import unit_of_work
from app.provisioning.ledger.due import ledger_rows
from app.submissions.api import json_views
from jobs.intake.collect import Collected, collect_files
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from collections.abc import Sequence


def channel_of(cohort_id: int, team: str) -> str:
    """The channel's id in the tenant, as the ledger has it."""
    with unit_of_work() as session:
        team_id = cohorts.team_called(session, cohort_id=cohort_id, name=team).id
        found = [
            row for row in ledger_rows(session, cohort_id) if row.kind == "channel" and row.team_id == team_id
        ]
        return found[0].external_id or ""


def do(address: str, action: str, **more: Any) -> Any:
    """Do something with a file as a person; gives the file as Graph shows it."""
    answer = httpx.post(f"{address}/_sandbox/files", json={"action": action, **more}, timeout=30)
    answer.raise_for_status()
    return answer.json() if answer.content else None


def drop(
    address: str, channel: str, path: str, content: bytes = b"innhold", by: str = "anne@example.no"
) -> Any:
    folder, _, name = path.rpartition("/")
    encoded = base64.b64encode(content).decode()
    return do(address, "drop", channel=channel, path=folder, name=name, content=encoded, person=by)


def replace(address: str, channel: str, path: str, content: bytes, by: str = "anne@example.no") -> Any:
    encoded = base64.b64encode(content).decode()
    return do(address, "replace", channel=channel, path=path, content=encoded, person=by)


def look(cohort_id: int) -> Collected:
    """Let the job look through the libraries now."""

    async def looked() -> Collected:
        async with open_tenant(settings()) as tenant:
            return await collect_files(tenant, settings(), [cohort_id], at_once=True)

    return asyncio.run(looked())


def standing(cohort_id: int, team: str) -> Sequence[tuple[str, str, int | None]]:
    """What a team has handed in: (deliverable, state, version), what is missing left out."""
    with unit_of_work() as session:
        listed = json_views.submissions_in_full(session, cohort_id, now=settings().clock())
    return [
        (one["deliverable"], one["state"], one["version"])
        for one in listed
        if one["team"] == team and one["state"] != "missing"
    ]
