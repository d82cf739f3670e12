"""After a restore: what is owed again may have gone out before, so it is doubted before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import backups, outbox
from app.db import unit_of_work

if TYPE_CHECKING:
    from jobs.clock import Clock


def doubt_what_is_owed_again(clock: Clock) -> None:
    with unit_of_work() as session:
        restored = backups.last_restored(session)
        if restored is not None:
            outbox.doubt_after_restore(session, restored_at=restored.restored_at, now=clock.now())
