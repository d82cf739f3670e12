"""The log tells who was let in, who was kept out of what, and by which check; never an address or a secret."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from support import everybody, small_cohort
from support.service import HERE, ask, signed_in
from support.sign_in.browser import PAGE, sign_in

from app.sign_in.secrets import bound

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    import httpx
    import pytest

EVENTS = {"signed in", "signed out", "turned away", "sessions ended"}


def told(
    capfd: pytest.CaptureFixture[str], visit: Callable[[httpx.AsyncClient], Awaitable[Any]]
) -> list[Any]:
    """What the log says of ways in and out, without when, and with whether it knows who."""
    ask(visit, as_role=None)
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]
    kept = [line for line in lines if line["event"] in EVENTS]
    assert [word for word in ("@example.no", "Bearer ", "eyJ") if word in json.dumps(kept)] == []
    without = {"timestamp", "request", "level", "who"}
    return [
        {name: value for name, value in line.items() if name not in without}
        | ({"known": bool(line["who"])} if "who" in line else {})
        for line in kept
    ]


def test_v16_3_who_signs_in_and_out_is_logged(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    async def visited(browser: httpx.AsyncClient) -> None:
        await sign_in(browser)
        form = {"form_token": bound(browser.cookies["kull_session"])}
        await browser.post("/sign-out", data=form, headers=PAGE | {"Origin": HERE})

    assert told(capfd, visited) == [
        {"event": "signed in", "by": "browser", "known": True},
        {"event": "signed out", "known": True},
    ]


def test_v16_3_a_sign_in_that_fails_is_logged_with_the_check_it_failed(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async def visited(browser: httpx.AsyncClient) -> None:
        await browser.get("/sign-in/back", params={"code": "x", "state": "y"}, headers=PAGE)
        await browser.get("/api/cohorts", headers={"Authorization": "Bearer hello"})
        await browser.get("/api/cohorts")

    cohorts = {"event": "turned away", "method": "GET", "route": "/api/cohorts", "known": False}
    assert told(capfd, visited) == [
        {
            "event": "turned away",
            "method": "GET",
            "route": "/sign-in/back",
            "why": "attempt",
            "known": False,
        },
        cohorts | {"why": "unreadable"},
        cohorts | {"why": "NotSignedIn"},
    ]


def test_v16_3_what_somebody_may_not_do_or_see_is_logged(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    small_cohort.started("torn-kull-3", 2026)
    people = everybody.introduced(team="Kirurgi")

    async def visited(client: httpx.AsyncClient) -> None:
        leader = signed_in(client, email=people["team_leader"])
        await client.post("/api/cohorts", json={}, headers=leader)
        await client.get("/api/cohorts/9/submissions", headers=leader)
        await client.get("/api/cohorts/9/submissions", headers=signed_in(client, email=people["insight"]))
        await client.post("/api/cohorts", json={}, headers={"Origin": "https://evil.example"})

    assert told(capfd, visited) == [
        {"event": "turned away", "method": "POST", "route": "/api/cohorts", "why": "Refused", "known": True},
        {
            "event": "turned away",
            "method": "GET",
            "route": "/api/cohorts/{cohort_id}/submissions",
            "why": "NotForYou",
            "known": True,
        },
        {"event": "turned away", "method": "POST", "why": "another site"},
    ]
