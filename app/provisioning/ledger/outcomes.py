"""How the work on a row went, written into the ledger.

Every write names the version the row had when it was read, so that a worker thought dead cannot overwrite what its
successor wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import bindparam, event, update
from sqlmodel import Session, col, select

from app import commit_buffer
from app.audit import Verb
from app.config import program_version
from app.provisioning.circumstances import seen_still
from app.provisioning.ledger.audit_trail import note
from app.provisioning.ledger.due import GOES_ALONG, ROWS
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from datetime import datetime

    from app.provisioning.ledger.errands import AnyErrand
    from app.tenant import Placed

Cause = Literal["throttled", "busy", "unsure", "late", "person", "ours"]
MINE = update(ROWS).where(ROWS.c.key == bindparam("its_key"), ROWS.c.version == bindparam("its_version"))

_LEDGER = "ledger"


@dataclass(frozen=True, kw_only=True)
class Setback:
    """A failed attempt at a row, in words for people, and when it is tried again."""

    problem: str
    next_step: str
    next_try_at: datetime
    cause: Cause
    request_id: str | None = None


def record_placed(
    session: Session, errand: AnyErrand, placed: Placed, *, applied: dict[str, Any], now: datetime, verb: Verb
) -> None:
    """Store the fields that were sent. When others are wanted by now, the row stays unsettled."""
    _write(
        session,
        errand,
        applied=applied,
        external_id=placed.external_id,
        **({"web_url": placed.web_url} if placed.web_url else {}),
        **({"made_at": now} if verb is Verb.created else {}),
        seen=seen_still(errand.facts),
        attempts=0,
        next_try_at=None,
        problem=None,
        next_step=None,
        cause=None,
        request_id=placed.request_id,
    )
    note(session, errand, verb, now, placed.request_id)


def record_withdrawn(
    session: Session, errand: AnyErrand, *, now: datetime, verb: Verb, request_id: str | None
) -> None:
    """Forget the thing in the tenant; its key is spent, so the next gets another generation."""
    _write(
        session,
        errand,
        applied=None,
        external_id=None,
        web_url=None,
        made_at=None,
        decision=None,
        seen=None,
        generation=errand.generation + 1,
        attempts=0,
        next_try_at=None,
        problem=None,
        next_step=None,
        cause=None,
        request_id=request_id,
    )
    note(session, errand, verb, now, request_id)


def record_kept(session: Session, errand: AnyErrand, *, now: datetime) -> None:
    """Keep a thing that people have worked in, and its parents: it is not taken away after all.

    With a Team, all that would have gone along with it is kept.
    """
    row: TenantObject | None = session.get(TenantObject, errand.key)
    while row is not None and row.decision == "undo":
        _keep_after_all(row)
        if row.kind == "msteam":
            _keep_what_goes_along(session, row.cohort_id)
        row = session.get(TenantObject, row.parent_key or "")
    note(session, errand, Verb.left, now, None)


def _keep_after_all(row: TenantObject) -> None:
    row.wanted, row.decision = row.applied, None
    row.version += 1


def _keep_what_goes_along(session: Session, cohort_id: int) -> None:
    undone = select(TenantObject).where(
        TenantObject.cohort_id == cohort_id,
        TenantObject.decision == "undo",
        GOES_ALONG,
        col(TenantObject.external_id).is_not(None),
    )
    for row in session.exec(undone):
        _keep_after_all(row)


def record_setback(session: Session, errand: AnyErrand, setback: Setback) -> None:
    _write(
        session,
        errand,
        attempts=errand.attempts + 1,
        next_try_at=setback.next_try_at,
        problem=setback.problem,
        next_step=setback.next_step,
        cause=setback.cause,
        request_id=setback.request_id,
        tried_by_version=program_version(),
    )


def _write(session: Session, errand: AnyErrand, **values: Any) -> None:  # noqa: ANN401 - columns
    """Write onto the version that was read; a worker thought dead, who read an older version, touches nothing."""
    mine = {"its_key": errand.key, "its_version": errand.version, "version": errand.version + 1}
    commit_buffer.keep(session, _LEDGER, mine | values)


@event.listens_for(Session, "before_commit", insert=True)
def _write_together(session: Session) -> None:
    """Write rows with the same columns together, before the audit is sealed: a group ends with twenty."""
    written: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for values in commit_buffer.take(session, _LEDGER):
        written.setdefault(tuple(values), []).append(values)
    for rows in written.values():
        session.execute(MINE, rows)
