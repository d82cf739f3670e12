"""What people do in Outlook: the ordinary operations of Graph, done by a person of the sandbox tenant."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import httpx

from support import tenant_census
from support.small_cohort import ORGANISER

ZONE = "W. Europe Standard Time"


def control(address: str, path: str, body: Any = None, method: str = "POST") -> Any:
    answer = httpx.request(method, f"{address}/_sandbox{path}", json=body)
    answer.raise_for_status()
    return answer.json() if answer.content else None


def as_person(address: str, who: str, method: str, url: str, body: Any = None) -> Any:
    return control(address, f"/as/{who}", {"method": method, "url": url, "body": body})


def events(address: str, organiser: str = ORGANISER) -> list[dict[str, Any]]:
    """Everything in the organiser's calendar, by time, in Norwegian time."""
    with closing(tenant_census.Tenant(address)) as tenant:
        found = tenant.all(f"/users/{organiser}/events", Prefer=f'outlook.timezone="{ZONE}"')
    return sorted(found, key=lambda event: str(event["start"]["dateTime"]))


def the_event(address: str, title: str) -> dict[str, Any]:
    """The first with this title."""
    return next(event for event in events(address) if event["subject"].endswith(title))


def move(address: str, event: dict[str, Any], starts: str, ends: str, who: str = ORGANISER) -> None:
    """Move a meeting, on the clock on the wall."""
    times = {
        "start": {"dateTime": f"{starts}:00", "timeZone": ZONE},
        "end": {"dateTime": f"{ends}:00", "timeZone": ZONE},
    }
    as_person(address, who, "PATCH", f"/users/{who}/events/{event['id']}", times)


def cancel(address: str, event: dict[str, Any], who: str = ORGANISER) -> None:
    as_person(
        address, who, "POST", f"/users/{who}/events/{event['id']}/cancel", {"comment": "Vi ses senere."}
    )


def answer(address: str, event: dict[str, Any], who: str, response: str) -> None:
    control(address, "/answers", {"event": event["id"], "attendee": who, "response": response})


def set_clock(address: str, now: str) -> None:
    control(address, "/clock", {"now": now})
