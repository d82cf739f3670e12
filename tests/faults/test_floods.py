"""Floods at doors that stand open: the service keeps its size, stays ready, and hears what Microsoft says."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sqlmodel import Session, select
from support.service_process import resident_bytes, serving

from app.db import engine
from app.provisioning.ledger.models import TenantObject
from app.sign_in.models import SignInAttempt
from app.sign_in.service import SANDBOX_CLIENT
from jobs.demo_people import CAST, bearer_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.terminal import Terminal

NEW = {"programme": "torn-kull-3", "start_year": 2026, "name": "Kull 3"}
MAX_GROWTH = 1.2
MANY = httpx.Limits(max_connections=None)


def big_notifications(client: httpx.Client, number: int) -> list[int]:
    """Half a megabyte each, about subscriptions nobody has."""
    return [_notify(client, f"{flood}-{{}}", 4000) for flood in range(number)]


def long_methods(client: httpx.Client, number: int) -> list[int]:
    """Methods never sent before, of two thousand letters."""
    return [client.request(f"{'BREW' * 500}{flood}", "/kaffe").status_code for flood in range(number)]


def long_next(client: httpx.Client, number: int) -> list[int]:
    """Sign-ins that would lead to a path of eight thousand letters."""
    paths = (f"/{flood}{'x' * 8000}" for flood in range(number))
    return [client.get("/sign-in", params={"next": path}).status_code for path in paths]


def followers(client: httpx.Client, number: int) -> list[int]:
    """Streams that nobody reads, all held at once."""
    with ExitStack() as held:
        streams = (client.stream("GET", "/api/cohorts/1/events") for _ in range(number))
        return [held.enter_context(stream).status_code for stream in streams]


FLOODS: dict[str, Callable[[httpx.Client, int], list[int]]] = {
    "big notifications": big_notifications,
    "long methods": long_methods,
    "long next": long_next,
    "followers": followers,
}
ANSWERS = {"big notifications": {202}, "long methods": {501}, "long next": {303}, "followers": {200, 429}}


@pytest.mark.parametrize("number", [30, pytest.param(140, marks=pytest.mark.slow)])
def test_v2_4_a_flood_at_an_open_door_leaves_the_service_as_large_and_as_ready_as_it_was(
    kull: Terminal, number: int
) -> None:
    with (
        serving(kull) as (process, address),
        httpx.Client(base_url=address, timeout=60, limits=MANY) as client,
    ):
        client.headers["Authorization"] = f"Bearer {_token(kull)}"
        assert client.post("/api/cohorts", json=NEW).status_code == 201
        _leave_something_to_do(kull)
        found = {name: _after(name, client, process.pid, number) for name in FLOODS}
    unhurt = {"growth": True, "ready": 200, "notified": 202}
    assert found == {name: unhurt | {"answers": ANSWERS[name]} for name in FLOODS}
    with Session(engine(kull.environment["KULL_DATABASE_URL"])) as session:
        assert set(session.exec(select(SignInAttempt.next_path)).all()) == {"/"}


def _after(name: str, client: httpx.Client, pid: int, number: int) -> dict[str, Any]:
    """Flood to warm up, and then the number of times that counts; return what it did to the service."""
    FLOODS[name](client, number)
    before = resident_bytes(pid)
    answers = FLOODS[name](client, number)
    return {
        "growth": resident_bytes(pid) <= before * MAX_GROWTH,
        "ready": client.get("/health/ready").status_code,
        "notified": _notify(client, "vanlig-{}", 1),
        "answers": set(answers),
    }


def _notify(client: httpx.Client, name: str, number: int) -> int:
    words = [{"subscriptionId": name.format(one), "clientState": "x" * 64} for one in range(number)]
    headers = {"Content-Type": "application/json"}
    return client.post(
        "/graph/notifications", content=json.dumps({"value": words}), headers=headers
    ).status_code


def _token(kull: Terminal) -> str:
    sandbox = kull.environment["KULL_SANDBOX_URL"]
    return bearer_token(sandbox, email=CAST["improvement_unit"][0], client_id=SANDBOX_CLIENT)


def _leave_something_to_do(kull: Terminal) -> None:
    """A thing that waits for a person, so that a stream about the cohort does not end by itself."""
    waiting = TenantObject(cohort_id=1, key="venter", kind="channel", wanted={"name": "Venter"}, by_hand=True)
    with Session(engine(kull.environment["KULL_DATABASE_URL"])) as session:
        session.add(waiting)
        session.commit()
