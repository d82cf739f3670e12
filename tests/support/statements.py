"""The statements a database is sent."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from app.db import engine

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement sent meanwhile, by whichever thread."""
    said: list[str] = []

    def heard(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    event.listen(engine(), "before_cursor_execute", heard)
    try:
        yield said
    finally:
        event.remove(engine(), "before_cursor_execute", heard)
