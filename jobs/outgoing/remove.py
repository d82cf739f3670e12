"""Remove the files that the unit has approved for deletion, such as films whose time is over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app import submissions
from app.db import unit_of_work
from graph_adapters import files
from graph_adapters.errors import Stopped, TenantError
from jobs.clock import WallClock
from jobs.isolation import isolated
from jobs.pause import paused_when_rejected, resume_if_answered

if TYPE_CHECKING:
    from app.config import Settings
    from app.submissions import ToRemove
    from jobs.clock import Clock
    from jobs.tenant import Tenant

OURS = "Noe gikk galt hos oss."
NOT_REMOVED = "Filen er ikke slettet ennå: {why} Vi prøver igjen av oss selv."


async def remove_approved_files(tenant: Tenant, settings: Settings) -> None:
    """Remove each approved file and keep its receipt; a file that cannot go now is tried again. Raises Paused."""
    clock = WallClock(settings.clock)
    await resume_if_answered(tenant, clock)
    with unit_of_work() as session:
        approved = submissions.files_to_remove(session, now=clock.now())
    for one in approved:
        with (
            isolated("a file could not be removed", partial(_note, one, OURS), removal=one.removal_id),
            paused_when_rejected(clock),
        ):
            await _remove(tenant, one, clock)


async def _remove(tenant: Tenant, one: ToRemove, clock: Clock) -> None:
    try:
        request_id = await files.remove(tenant.connection, f"{one.library_id}/{one.item_id}")
    except Stopped:
        raise
    except TenantError as error:
        if error.policy == "retention":
            _note_held(one, clock)
        else:
            _note(one, str(error))
        return
    with unit_of_work() as session:
        submissions.note_removed(session, one, request_id=request_id, now=clock.now())


def _note(one: ToRemove, why: str) -> None:
    with unit_of_work() as session:
        submissions.note_not_removed(session, one, problem=NOT_REMOVED.format(why=why))


def _note_held(one: ToRemove, clock: Clock) -> None:
    """Say that a rule of the tenant holds the file: that is no failure of ours, and nothing to fight."""
    with unit_of_work() as session:
        submissions.note_held(session, one, now=clock.now())
