"""Metrics for operations, on an inner port of their own."""

from __future__ import annotations

from contextlib import contextmanager
from math import nan
from typing import TYPE_CHECKING

from prometheus_client import Gauge, start_http_server
from sqlalchemy.exc import SQLAlchemyError

from app.db import unit_of_work
from app.halt import is_halted

if TYPE_CHECKING:
    from collections.abc import Iterator

HALTED = Gauge("kull_writing_halted", "1 while a person has halted all writing to Microsoft 365.")


def _halted() -> float:
    """Read the halt for a scrape; unknown while the database is away."""
    try:
        with unit_of_work() as session:
            return float(is_halted(session))
    except SQLAlchemyError:
        return nan


HALTED.set_function(_halted)


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
