"""One tenant's whole story: every operation is asked for once, and what was asked and answered is kept."""

import json
from collections.abc import Awaitable, Callable

from support.sandbox.chapters_directory import directory, registrations
from support.sandbox.chapters_files import (
    changes,
    large_files,
    libraries,
    sharing,
    subscriptions,
    versions,
)
from support.sandbox.chapters_outlook import calendar, mail, mail_folders, meetings
from support.sandbox.chapters_teams import files, people, planner, teams
from support.sandbox.teller import Step, Teller
from support.sandbox.tenant import KARI, OLA, Client, live, new_group

__all__ = ["CHAPTERS", "Step", "Teller", "told", "without_sent_twice"]


async def batches(ask: Teller) -> None:
    headers = {"Content-Type": "application/json"}
    one = {"id": "1", "method": "GET", "url": "/users"}
    two = {"id": "2", "method": "POST", "url": "/groups", "headers": headers, "body": new_group("kull8")}
    await ask.tell("POST", "/$batch", {"requests": [one, two]})


CHAPTERS = (
    people,
    teams,
    files,
    changes,
    large_files,
    sharing,
    versions,
    libraries,
    subscriptions,
    planner,
    calendar,
    mail,
    mail_folders,
    meetings,
    directory,
    registrations,
    batches,
)


def told(*chapters: Callable[[Teller], Awaitable[None]]) -> list[Step]:
    """Tell the chapters to a tenant of their own."""
    steps: list[Step] = []

    async def scenario(client: Client) -> None:
        teller = Teller(client.http)
        await teller.people(KARI, OLA)
        for chapter in chapters or CHAPTERS:
            await chapter(teller)
        steps.extend(teller.steps)

    live(scenario)
    return steps


def without_sent_twice(steps: list[Step]) -> list[Step]:
    """One step of each operation and body."""
    return list({(step.name, json.dumps(step.body, default=str)): step for step in steps}.values())
