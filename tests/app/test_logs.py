"""The log is one JSON line an event, and holds no token, secret, address or identity number."""

from __future__ import annotations

import json
import logging
import socket
from typing import TYPE_CHECKING, Any

import httpx
import structlog
from support.service import ask

from app import logs
from app.config import settings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwZXJzb24ifQ.c2lnbmF0dXJlc2lnbmF0dXJl"


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_v16_2_what_is_secret_or_about_people_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    structlog.get_logger().warning(
        "kari@example.no could not sign in",
        token=f"Bearer {TOKEN}",
        inner={"listed": ["01010112377", "ola@example.no"]},
        line="first\r\nsecond \x1b[31m",
    )
    (line,) = lines(capsys)
    assert (line["level"], line["line"]) == ("warning", "first\r\nsecond \x1b[31m")
    told = json.dumps(line)
    assert [word for word in (TOKEN, "kari@", "ola@", "01010112377") if word in told] == []


def test_v16_2_a_trace_and_another_librarys_line_are_cleaned_too(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    try:
        int(f"kari@example.no sent {TOKEN}")
    except ValueError:
        structlog.get_logger().exception("it broke")
    logging.getLogger("azure.identity").warning("token %s for %s", TOKEN, "kari@example.no")
    ours, theirs = lines(capsys)
    assert "ValueError" in ours["exception"]
    assert theirs["level"] == "warning"
    assert [word for word in (TOKEN, "kari@") if word in json.dumps([ours, theirs])] == []


def test_v16_3_each_request_is_logged_with_its_route_and_an_id_that_its_answer_carries(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def asked(client: httpx.AsyncClient) -> str:
        return (await client.get("/api/cohorts/7/deviations?a=hemmelig")).headers["x-request-id"]

    request_id = ask(asked)
    (line,) = [line for line in lines(capsys) if line["event"] == "answered"]
    assert line.pop("timestamp")
    assert line.pop("ms") >= 0
    assert len(line.pop("who")) == 36
    assert line == {
        "event": "answered",
        "level": "info",
        "method": "GET",
        "route": "/api/cohorts/{cohort_id}/deviations",
        "status": 404,
        "request": request_id,
    }


def test_the_counts_are_told_on_an_inner_port_alone(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("KULL_METRICS_PORT", str(port))
    settings.cache_clear()

    async def asked(client: httpx.AsyncClient) -> tuple[int, str]:
        outside = await client.get("/metrics")
        async with httpx.AsyncClient() as watcher:
            return outside.status_code, (await watcher.get(f"http://127.0.0.1:{port}/metrics")).text

    outside, told = ask(asked)
    assert outside == 404
    assert 'kull_requests_total{method="GET",route="other",status="404"}' in told


def test_v16_2_a_line_is_bounded_whatever_somebody_sent(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    log = structlog.get_logger()
    log.warning(
        "flood", long="a" * 50_000 + "slutt", deep=["b" * 50_000] * 5, **{f"f{n}": n for n in range(200)}
    )
    written = capsys.readouterr().err
    (line,) = [json.loads(one) for one in written.splitlines()]
    assert (len(line), line["event"], line["level"]) == (40, "flood", "warning")

    log.warning("long", long="a" * 1_000_000 + "slutt", deep=["b" * 50_000] * 5)
    written = capsys.readouterr().err
    (line,) = [json.loads(one) for one in written.splitlines()]
    assert (line["long"][:2], line["long"][-5:], len(line["deep"])) == ("aa", "slutt", 4012)
    assert len(written) < 10_000
