"""Metrics for operations, on an inner port of their own."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from prometheus_client import start_http_server

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def open_metrics(port: int, *, host: str = "127.0.0.1") -> Iterator[None]:
    """Answer `/metrics` on an inner port while the service runs; port 0 leaves it closed."""
    if not port:
        yield
        return
    server, thread = start_http_server(port, addr=host)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
