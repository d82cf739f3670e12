"""Rows of the ledger, written by hand: the cohort `k`, and things that stand as wanted unless a test says otherwise."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.cohorts.models import Cohort
from app.provisioning.ledger.errands import AnyErrand, Errand
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from sqlmodel import Session

NOW = datetime(2026, 4, 1, 8, tzinfo=UTC)
COHORT = 1
GONE = {"there": False, "value": {}, "touched": False, "holds": None}


def as_seen(**value: Any) -> dict[str, Any]:
    """What a look saw of a thing that is there; the fields that are otherwise than ours."""
    return {"there": True, "value": value, "touched": False, "holds": None}


def placed(key: str, kind: str, value: dict[str, Any] | None = None, **more: Any) -> TenantObject:
    """A thing that stands as it is wanted."""
    said = {"name": key} if value is None else value
    usual = {"cohort_id": COHORT, "wanted": said, "applied": said, "external_id": f"id of {key}"}
    return TenantObject(key=key, kind=kind, **usual | more)


def unplaced(key: str, kind: str, value: dict[str, Any] | None = None, **more: Any) -> TenantObject:
    """A thing that is wanted and has not been made."""
    return placed(key, kind, value, **{"applied": None, "external_id": None} | more)


def errand(**more: Any) -> AnyErrand:
    """A due row, read; of a folder, unless a test says otherwise."""
    usual: dict[str, Any] = {
        "key": "k/f",
        "kind": "folder",
        "cohort_id": COHORT,
        "team_id": None,
        "version": 0,
    }
    nothing = {"generation": 0, "attempts": 0, "wanted": None, "applied": None, "external_id": None}
    return Errand(**usual | nothing | more)


def write(session: Session, *rows: TenantObject, **cohort: Any) -> Cohort:
    """Write down the cohort and its rows, in their order."""
    usual: dict[str, Any] = {"programme": "p", "programme_version": 1, "start_year": 2026, "definition": {}}
    made = Cohort(**{"id": COHORT, "uid": "k", "name": "Kullet", "created_at": NOW} | usual | cohort)
    session.add(made)
    session.flush()
    for position, row in enumerate(rows):
        row.position = position
        session.add(row)
    session.commit()
    return made
