"""People of one account: no person is taken out of a Team, or off a meeting, that another row wants them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.provisioning.desired.changes import Change
    from app.provisioning.ledger.errands import AnyErrand


def is_member_for_another(session: Session, errand: AnyErrand) -> bool:
    """Tell whether another row wants this account in the same Team: as a member, or as its owner."""
    return _is_another_member(session, errand) or _is_owner(session, errand)


def _is_another_member(session: Session, errand: AnyErrand) -> bool:
    row, above = TenantObject, aliased(TenantObject)
    others = (
        select(row.key)
        .join(above, col(above.key) == row.parent_key)
        .where(row.kind == "member", row.key != errand.key, col(row.wanted).is_not(None))
        .where(col(row.wanted)["user_id"].as_string() == errand.external_id)
        .where(above.external_id == errand.above["msteam"])
    )
    return session.exec(others.limit(1)).first() is not None


def _is_owner(session: Session, errand: AnyErrand) -> bool:
    row = TenantObject
    teams = select(row.wanted).where(row.kind == "msteam", row.external_id == errand.above["msteam"])
    return any(errand.external_id in (wanted or {}).get("owners", ()) for wanted in session.exec(teams))


def takes_someone_out(errand: AnyErrand) -> bool:
    """Tell whether an errand does nothing but take people out: of a Team, or off a meeting's list.

    What is undone whole is no person's removal, and a meeting that is moved as well cannot wait.
    """
    if errand.undo:
        return False
    if errand.kind == "member":
        return errand.wanted is None
    return _is_another_list(errand.wanted, errand.applied) and not _listed(errand.before) <= _listed(
        errand.after
    )


def _is_another_list(wanted: Mapping[str, Any] | None, applied: Mapping[str, Any] | None) -> bool:
    """Tell whether a meeting differs in nothing but its list of people."""
    if wanted is None or applied is None or wanted == applied:
        return False
    return {**wanted, "attendees": ()} == {**applied, "attendees": ()}


def _listed(entry: Mapping[str, Any]) -> set[str]:
    return {one["email"] for one in entry.get("attendees", ())}


def keep_people(session: Session, cohort_id: int, changes: Iterable[Change]) -> None:
    """Stop taking out people who are wanted after all, as when a new row turns out to be the same account."""
    row = TenantObject
    pending = select(row).where(
        row.cohort_id == cohort_id,
        col(row.kind).in_(("member", "entry")),
        col(row.applied).is_not(None),
        col(row.decision).is_(None),
    )
    leaving = [one for one in session.exec(pending) if _is_leaving(one)]
    unchanged = {change.key for change in changes if change.action == "unchanged"} if leaving else set()
    for one in leaving:
        if one.key in unchanged:
            one.wanted, one.attempts = one.applied, 0
            one.next_try_at = one.problem = one.next_step = one.cause = None


def _is_leaving(row: TenantObject) -> bool:
    if row.kind == "member":
        return row.wanted is None
    return _is_another_list(row.wanted, row.applied)
