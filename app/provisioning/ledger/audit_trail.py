"""Record each write to the tenant in the audit: the thing, and our fields before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app import audit
from app.audit import ThingAct, Verb, by_system
from app.provisioning.kinds import KINDS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.provisioning.ledger.errands import AnyErrand

MAX_TEXT_CHARACTERS = 120


def note(session: Session, errand: AnyErrand, verb: Verb, now: datetime, request_id: str | None) -> None:
    audit.record(
        session,
        ThingAct(errand.kind, verb),
        by_system(now),
        about=errand.key,
        cohort_id=errand.cohort_id,
        details=_what_changed(errand),
        request_id=request_id,
    )


def _what_changed(errand: AnyErrand) -> dict[str, Any]:
    """Tell each of our fields that is otherwise, before and after: people by number, long texts by length."""
    before, after = errand.before, errand.after
    fields = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if KINDS[errand.kind].about_one_person:
        return {"fields": sorted(fields)}
    return {
        "from": {name: _in_short(before[name]) for name in fields if name in before},
        "to": {name: _in_short(after[name]) for name in fields if name in after},
    }


def _in_short(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, list):
        return f"{len(value)} stk."
    return value if not isinstance(value, str) or len(value) <= MAX_TEXT_CHARACTERS else f"{len(value)} tegn"
