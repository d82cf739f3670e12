"""The service as it runs, and the tenant telling it of changes over HTTP: well meant, doubled, forged and in floods."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import small_cohort
import uvicorn
from handing_in import channel_of, drop, look, standing

from app.config import settings
from app.main import create_app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import SandboxOnASocket

POSTER = "05 Poster/Kirurgi.pdf"


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def cohort(here: Path, sandbox: SandboxOnASocket, port: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Two teams in Tørn, in a tenant whose clock is ours."""
    httpx.post(
        f"{sandbox.address}/_sandbox/clock", json={"now": "2026-04-01T08:00:00+02:00"}
    ).raise_for_status()
    monkeypatch.setenv("KULL_PUBLIC_URL", f"http://127.0.0.1:{port}")
    settings.cache_clear()
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    look(cohort_id)
    return cohort_id


@contextmanager
def _serving(port: int) -> Iterator[None]:
    """The whole service on a socket, in a thread of its own: its runner has another."""
    config = uvicorn.Config(create_app(), port=port, log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    _until(lambda: server.started)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


def _until(true: Callable[[], Any], seconds: float = 30) -> Any:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if found := true():
            return found
        time.sleep(0.1)
    pytest.fail("it did not come to pass")


def _subscriptions(sandbox: SandboxOnASocket) -> list[Any]:
    return sandbox.state.all("subscription")


def _say(sandbox: SandboxOnASocket, action: str, **more: Any) -> None:
    body = {"action": action, "subscription": _subscriptions(sandbox)[0]["id"], **more}
    httpx.post(f"{sandbox.address}/_sandbox/notifications", json=body).raise_for_status()


def _delivered(sandbox: SandboxOnASocket) -> list[int]:
    told = httpx.get(f"{sandbox.address}/_sandbox/notifications").json()["value"]
    return [one["status"] for one in told]


def _deltas(sandbox: SandboxOnASocket) -> int:
    requests = httpx.get(f"{sandbox.address}/_sandbox/requests").json()["value"]
    return sum(request["operation"] == "driveItem.delta" for request in requests)


def test_a_dropped_file_is_a_submission_because_the_tenant_told_us_and_no_storm_makes_two_of_it(
    cohort: int, sandbox: SandboxOnASocket, port: int
) -> None:
    kirurgi = channel_of(cohort, "Kirurgi")
    with _serving(port):
        _until(lambda: _subscriptions(sandbox))
        drop(sandbox.address, kirurgi, POSTER)
        _until(lambda: standing(cohort, "Kirurgi") == [("poster", "received", 1)], seconds=10)
        before = _deltas(sandbox)
        _say(sandbox, "duplicate", count=50)
        _say(sandbox, "flood", count=500)
        _say(sandbox, "forge", clientState="feil")
        _say(sandbox, "forge", body={"subscriptionId": {"a": 1}, "clientState": None})
        drop(sandbox.address, kirurgi, "02 Fremdriftsplaner/Fremdriftsplan tiltak ferdig.xlsx")
        _until(lambda: len(standing(cohort, "Kirurgi")) == 2, seconds=10)
        time.sleep(3)
        assert _deltas(sandbox) - before <= 4
    assert set(_delivered(sandbox)) == {202}
    assert standing(cohort, "Kirurgi") == [
        ("fremdriftsplan-tiltak", "received", 1),
        ("poster", "received", 1),
    ]
