"""Observations of the tenant: looks asked for, and the sights they brought."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from app import audit, cohorts
from app.audit import Act, Deed, by_system
from app.provisioning.circumstances import by_changes_alone, held_by, worth_keeping
from app.provisioning.ledger import counts
from app.provisioning.ledger.due import ROWS
from app.provisioning.ledger.models import Approval, Look, TenantObject
from app.provisioning.progress.retry import try_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from app.provisioning.ledger.errands import AnyErrand


@dataclass(frozen=True, kw_only=True)
class Sight:
    """A sight of a thing. `value` holds the fields we own as they stand, when any differs from ours.

    It is empty when all are as we made them, or the thing is gone: a page then counts it without reading it.
    `touched` means that somebody has worked in it since we made it; `holds` counts what lies in a folder.
    `facts` are circumstances around it, and how many people are in a Team whom we did not let in (`strangers`).
    """

    there: bool
    value: dict[str, Any] = field(default_factory=dict)
    touched: bool = False
    holds: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)


GONE = Sight(there=False)
IN_CALENDAR = {"series", "elsewhere"}
"""Facts that follow from reading a calendar's changes."""


def ask(session: Session, cohort_id: int, *, deed: Deed) -> None:
    """Ask for a look over a cohort, and have what waits for a person tried again; the runner does both."""
    cohort = cohorts.get(session, cohort_id)
    look = look_of(session, cohort_id)
    look.asked_at, look.asked_by = deed.at, deed.actor
    session.add(look)
    audit.record(session, Act.look_asked, deed, about=cohort.uid, cohort_id=cohort_id)
    try_again(session, cohort_id, deed=deed)


def look_of(session: Session, cohort_id: int) -> Look:
    """Return the last look over a cohort; an empty Look when there was none."""
    return session.get(Look, cohort_id) or Look(cohort_id=cohort_id)


def looks_asked_for(session: Session) -> list[int]:
    """Return the cohorts whose look was asked for after the last look."""
    every = session.exec(select(Look).order_by(col(Look.cohort_id))).all()
    return [
        look.cohort_id
        for look in every
        if look.asked_at and (look.looked_at is None or look.looked_at < look.asked_at)
    ]


def cohorts_to_look_over(session: Session) -> list[int]:
    """Return every open cohort that has been provisioned."""
    approved = set(session.exec(select(Approval.cohort_id)).all())
    return [cohort_id for cohort_id in cohorts.open_cohorts(session) if cohort_id in approved]


def note_sight(
    session: Session,
    cohort_id: int,
    *,
    sights: Iterable[tuple[AnyErrand, Sight]],
    unseen: int,
    began: datetime,
    now: datetime,
) -> None:
    """Write the sights into the ledger, but not onto rows that were worked on meanwhile.

    When something is held back no more, as a Team that was opened again, what waited for it is tried at once.
    """
    asked = select(TenantObject.key, TenantObject.seen).where(TenantObject.cohort_id == cohort_id)
    before = dict(session.exec(asked).all())
    look = look_of(session, cohort_id)
    closed = cohorts.get(session, cohort_id).closed_at is not None
    is_released = False
    for errand, sight in sights:
        earlier = before.get(errand.key) or {}
        seen = _as_stored(sight, earlier, since=look.looked_at, today=now.date(), closed=closed)
        if earlier != seen:
            read = (ROWS.c.key == errand.key) & (ROWS.c.version == errand.version)
            session.execute(update(ROWS).where(read).values(seen=seen, seen_at=now))
            is_released |= _is_released(earlier, seen)
    look.looked_at, look.unseen = began, unseen
    session.add(look)
    recount(session, cohort_id)
    if is_released:
        try_again(session, cohort_id, deed=by_system(now))


def _is_released(earlier: Mapping[str, Any], seen: Mapping[str, Any]) -> bool:
    """Tell whether it waited for a person at the earlier sight, and is there without waiting now."""
    return bool(held_by(earlier.get("facts", {})) and seen["there"] and not held_by(seen.get("facts", {})))


def _as_stored(
    sight: Sight, earlier: Mapping[str, Any], *, since: datetime | None, today: date, closed: bool
) -> dict[str, Any]:
    """Write a sight as the ledger keeps it; facts come first, and only where there are any.

    What is gone was there at `since`, the look before this one. What its calendar's changes alone tell stays as it is.
    """
    fields = asdict(sight)
    facts = worth_keeping(fields.pop("facts"), today=today, closed=closed)
    known_before = earlier.get("facts", {})
    if sight.there:
        facts |= by_changes_alone(known_before)
    elif earlier and not earlier["there"]:
        facts = known_before
    elif since is not None:
        facts["last_there"] = since.isoformat()
    return {"facts": facts, **fields} if facts else fields


def note_in_calendar(
    session: Session, rows: Iterable[TenantObject], told: Mapping[str, dict[str, Any]], *, now: datetime
) -> None:
    """Note what a calendar tells of our meetings beside their times: facts by Microsoft's id, none if all is well."""
    for row in rows:
        facts = told.get(row.external_id or "")
        if facts is None or (row.facts.keys() & IN_CALENDAR) == facts.keys():
            continue
        earlier, row.seen, row.seen_at = row.seen or {}, _with_facts(row, facts), now
        recount(session, row.cohort_id)
        if _is_released(earlier, row.seen):
            try_again(session, row.cohort_id, key=row.key, deed=by_system(now))


def _with_facts(row: TenantObject, told: dict[str, Any]) -> dict[str, Any]:
    """Write what was seen of a meeting anew, with the facts that its calendar tells now."""
    facts = {name: value for name, value in row.facts.items() if name not in IN_CALENDAR} | told
    fields = {**asdict(Sight(there=True)), **(row.seen or {})} | {"there": True}
    del fields["facts"]
    return {"facts": facts, **fields} if facts else fields


def recount(session: Session, cohort_id: int) -> None:
    """Store the number of things others have changed, for lists of many cohorts."""
    look = look_of(session, cohort_id)
    look.drifted = len(changed_outside({row.key: row for row in counts.unconverged(session, cohort_id)}))
    session.add(look)


def changed_outside(standing: Mapping[str, TenantObject]) -> list[TenantObject]:
    """Return the rows that differ from what we made, without rows that went with their parent."""
    return [row for row in standing.values() if row.drifted and not _went_with_its_parent(row, standing)]


def _went_with_its_parent(row: TenantObject, standing: Mapping[str, TenantObject]) -> bool:
    above = standing.get(row.parent_key or "")
    return row.gone and above is not None and above.gone
