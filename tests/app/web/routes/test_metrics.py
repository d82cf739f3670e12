"""Counts are served on an inner port while the service runs, and only there."""

from __future__ import annotations

import socket

import httpx
import pytest

from app.web.http.request_log import REQUESTS
from app.web.routes.metrics import open_metrics


def test_an_inner_port_answers_while_the_service_runs_and_is_closed_afterwards() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/metrics"
    REQUESTS.labels("GET", "/counted/here", 200).inc()
    with open_metrics(port):
        counted = 'kull_requests_total{method="GET",route="/counted/here",status="200"} 1.0'
        assert counted in httpx.get(address, timeout=60).text.splitlines()
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)


def test_without_a_port_nothing_is_opened() -> None:
    with open_metrics(0) as opened:
        assert opened is None
