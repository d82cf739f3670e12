"""The service as it runs, and the tenant telling it of changes over HTTP: well meant, doubled, forged and in floods."""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import uvicorn
from sqlmodel import select
from support import small_cohort
from support.handing_in import channel_of, drop, look, replace, standing

from app.config import settings
from app.db import unit_of_work
from app.main import create_app
from app.submissions.models import Library
from graph_adapters.sandbox.engine.faults import Fault, rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

POSTER = "05 Poster/Kirurgi.pdf"
REPORT = "03 Statusrapporter/Statusrapport 2.pdf"


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
        _until(lambda: standing(cohort, "Kirurgi") == [("poster", "received", 1)], seconds=5)
        before = _deltas(sandbox)
        httpx.post(f"{sandbox.address}/_sandbox/notifications", json={"action": "hold"}).raise_for_status()
        _say(sandbox, "duplicate", count=50)
        _say(sandbox, "flood", count=500)
        _say(sandbox, "forge", clientState="feil")
        _say(sandbox, "forge", body={"subscriptionId": {"a": 1}, "clientState": None})
        drop(sandbox.address, kirurgi, REPORT)
        replace(sandbox.address, kirurgi, REPORT, b"lagret en gang til")
        _say(sandbox, "reorder")
        _until(lambda: len(standing(cohort, "Kirurgi")) == 2, seconds=10)
        time.sleep(3)
        assert _deltas(sandbox) - before <= 4
    assert set(_delivered(sandbox)) == {202}
    assert standing(cohort, "Kirurgi") == [
        ("statusrapport-2", "received", 1),
        ("poster", "received", 1),
    ]


def _library() -> Library:
    with unit_of_work() as session:
        return session.exec(select(Library)).one().model_copy()


def test_what_is_said_is_answered_in_time_and_only_microsofts_own_words_move_us(
    cohort: int, sandbox: SandboxOnASocket, port: int, here: Path
) -> None:
    with _serving(port), httpx.Client(base_url=f"http://127.0.0.1:{port}/graph") as microsoft:
        _until(lambda: _library().subscription_id and not _library().spoken_of)
        known = _library()
        true = {"subscriptionId": known.subscription_id, "clientState": known.secret}

        def told(*words: Any, door: str = "notifications") -> int:
            return microsoft.post(f"/{door}", json={"value": list(words)}).status_code

        handshake = microsoft.post("/notifications", params={"validationToken": "a <b> æ & c"})
        assert (handshake.status_code, handshake.text) == (200, "a <b> æ & c")
        assert handshake.headers["content-type"] == "text/plain; charset=utf-8"
        assert microsoft.post("/lifecycle?validationToken=a&validationToken=b").status_code == 400

        forged = [true | {"clientState": "gjettet"}, true | {"subscriptionId": "en-annens"}, {}, "x"]
        assert [told(*forged), told(*forged, door="lifecycle")] == [202, 202]
        assert [microsoft.post("/notifications", json=one).status_code for one in ({}, [], "x")] == [400] * 3
        assert _library().told_at == known.told_at

        with closing(sqlite3.connect(here / "kull.db", isolation_level=None)) as writing:
            writing.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            assert (told(true), time.monotonic() - began < 3) == (503, True)
            writing.execute("ROLLBACK")
        assert told(true) == 202


def test_a_subscription_that_is_gone_is_made_anew_and_what_came_meanwhile_is_found(
    cohort: int, sandbox: SandboxOnASocket, port: int
) -> None:
    with _serving(port):
        _until(lambda: _library().subscription_id)
        known = _library()
        sandbox.state.remove("subscription", known.subscription_id or "")
        drop(sandbox.address, channel_of(cohort, "Kirurgi"), POSTER)
        word = {"subscriptionId": known.subscription_id, "clientState": known.secret}
        httpx.post(f"http://127.0.0.1:{port}/graph/lifecycle", json={"value": [word]}).raise_for_status()
        _until(lambda: _library().subscription_id not in {known.subscription_id, None})
        _until(lambda: standing(cohort, "Kirurgi") == [("poster", "received", 1)])
        assert len(_subscriptions(sandbox)) == 1


def _told_of_its_life(port: int, word: str) -> int:
    known = _library()
    said = {
        "subscriptionId": known.subscription_id,
        "clientState": known.secret,
        "lifecycleEvent": word,
    }
    return httpx.post(f"http://127.0.0.1:{port}/graph/lifecycle", json={"value": [said]}).status_code


@pytest.mark.parametrize(
    "word",
    [
        "noeHeltNytt",
        *(
            pytest.param(word, marks=pytest.mark.slow)
            for word in ("reauthorizationRequired", "missed", "subscriptionRemoved", "")
        ),
    ],
)
def test_each_word_of_a_subscriptions_life_known_or_not_renews_it_and_has_us_look(
    cohort: int, sandbox: SandboxOnASocket, port: int, word: str
) -> None:
    with _serving(port):
        _until(lambda: _library().subscription_id and not _library().spoken_of)
        before = _library()
        looked = _deltas(sandbox)
        assert _told_of_its_life(port, word) == 202
        _until(lambda: _operations(sandbox).count("subscription.update") == 1)
        _until(lambda: _deltas(sandbox) > looked)
        _until(lambda: _library().subscription_id == before.subscription_id and not _library().spoken_of)
    assert (len(_subscriptions(sandbox)), _library().subscription_problem) == (1, None)


def _operations(sandbox: SandboxOnASocket) -> list[str]:
    requests = httpx.get(f"{sandbox.address}/_sandbox/requests").json()["value"]
    return [request["operation"] for request in requests]


def test_a_renewal_that_is_refused_is_said_and_the_files_are_looked_for_all_the_same(
    cohort: int, sandbox: SandboxOnASocket, port: int
) -> None:
    with _serving(port):
        _until(lambda: _library().subscription_id)
        rules(sandbox.state).append(Fault(operation="subscription.update", status=403, times=0))
        drop(sandbox.address, channel_of(cohort, "Kirurgi"), POSTER)
        assert _told_of_its_life(port, "reauthorizationRequired") == 202
        _until(lambda: _library().subscription_problem)
        _until(lambda: standing(cohort, "Kirurgi") == [("poster", "received", 1)])
    known = _library()
    assert (known.subscription_id, known.subscription_problem) == (
        None,
        "Microsoft 365 får ikke varslet oss om nye filer. Vi ser etter selv, hvert tiende minutt.",
    )
    assert _operations(sandbox).count("subscription.update") == 1
