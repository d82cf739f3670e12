"""One thing that breaks our own code, such as an odd answer or file, never stops its neighbours in a job."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog

from app.db import AWAY
from app.errors import Halted, Paused
from graph_adapters.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENDS_THE_JOB = (*AWAY, Stopped, Paused, Halted)
"""What hits every thing alike: the database is away, our credentials are refused, or a person has halted all."""
log = structlog.get_logger()


@contextmanager
def isolated(event: str, note: Callable[[], None] | None = None, **thing: object) -> Iterator[None]:
    """Log an unexpected error with the thing's name, `note` it on its row, and let the job go on.

    What ends the job is let through.
    """
    try:
        yield
    except ENDS_THE_JOB:
        raise
    except Exception:
        log.exception(event, **thing)
        if note is not None:
            with isolated(f"{event}, nor could it be noted", None, **thing):
                note()
