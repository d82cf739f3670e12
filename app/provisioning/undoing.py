"""For 24 hours, what we made and nobody has touched can be taken away again.

What somebody has worked in stays, and so does what it stands in. An invitation cannot be taken back: a meeting is
cancelled, and everybody invited is told. Channels go only with the whole Microsoft Team, and that only while nobody
but its owners has been let in: we cannot see whether somebody has written in a channel.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, select

from app import audit
from app.cohorts import service as cohorts
from app.errors import Conflict
from app.provisioning import ledger, seeing
from app.provisioning.drift import called, people_in
from app.provisioning.models import Approval, TenantObject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import ColumnElement
    from sqlmodel import Session

    from app.cohorts.models import Cohort

A_DAY = timedelta(hours=24)
FOUND = frozenset({"general", "files"})  # Microsoft's: they come and go with what they belong to
WITH_THE_TEAM = frozenset({"msteam", "channel", *FOUND})
CANCELLED = "Innkallinger kan bare avlyses, ikke trekkes tilbake: {count} personer får avlysning."


@dataclass(frozen=True, kw_only=True)
class Undone:
    """A thing that would be taken away, or, with `why`, be left."""

    key: str
    kind: str
    name: str
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Undo:
    """What undoing would mean, by what was last seen. `warning` speaks of invitations, when there are any."""

    looked_at: datetime | None
    removes: tuple[Undone, ...]
    leaves: tuple[Undone, ...]
    warning: str
    checksum: str


def preview_undo(session: Session, cohort_id: int, *, now: datetime) -> Undo:
    """Show what can be undone now. Raises Conflict when nobody has looked since the last of it was made."""
    cohort = cohorts.get(session, cohort_id)
    standing = _standing(session, cohort, now)
    young = [row for row in standing.rows.values() if _is_young(row, now)]
    looked_at = seeing.look_of(session, cohort_id).looked_at
    if young and (looked_at is None or looked_at < max(row.made_at or now for row in young)):
        raise Conflict("Se etter i Microsoft 365 først, så vi vet hva noen har rørt.")
    reasons = {row.key: _why_not(row, standing, cohort, now) for row in young}
    people = people_in(session, young)
    removes, leaves = (
        tuple(
            Undone(key=row.key, kind=row.kind, name=called(row, people), why=reasons[row.key])
            for row in young
            if bool(reasons[row.key]) is left
        )
        for left in (False, True)
    )
    return Undo(
        looked_at=looked_at,
        removes=removes,
        leaves=leaves,
        warning=_warning([standing.rows[one.key] for one in removes]),
        checksum=_checksum(removes, leaves),
    )


@dataclass(frozen=True)
class Standing:
    """Rows by their keys, in the ledger's order, and what stands in each."""

    rows: Mapping[str, TenantObject]
    inside: Mapping[str | None, list[TenantObject]]

    def below(self, row: TenantObject) -> list[TenantObject]:
        """Return everything that stands in a thing, nearest first."""
        children = self.inside.get(row.key, [])
        return [*children, *(deeper for child in children for deeper in self.below(child))]


def _standing(session: Session, cohort: Cohort, now: datetime) -> Standing:
    """Read what was made the last day, all that stands in it, what a door is the door of, and the Microsoft Team."""
    is_placed = col(TenantObject.external_id).is_not(None)
    is_young = func.coalesce(col(TenantObject.made_at) > now - A_DAY, False) & is_placed
    found = level = _rows(session, cohort, is_young)
    while level:
        level = _rows(session, cohort, col(TenantObject.parent_key).in_(list(level)) & ~is_young)
        found = found | level
    above = [row.parent_key for row in found.values() if row.kind == "door"]
    found = found | _rows(session, cohort, col(TenantObject.key).in_([cohort.uid, *above]))
    inside: dict[str | None, list[TenantObject]] = defaultdict(list)
    in_order = sorted(found.values(), key=lambda row: row.position)
    for row in in_order:
        inside[row.parent_key].append(row)
    return Standing({row.key: row for row in in_order}, inside)


def _rows(session: Session, cohort: Cohort, where: ColumnElement[bool]) -> dict[str, TenantObject]:
    found = select(TenantObject).where(TenantObject.cohort_id == cohort.id, where)
    return {row.key: row for row in session.exec(found)}


def _is_young(row: TenantObject, now: datetime) -> bool:
    return row.made_at is not None and row.made_at > now - A_DAY and row.external_id is not None


def _why_not(row: TenantObject, standing: Standing, cohort: Cohort, now: datetime) -> str:
    """Say why a thing is left; empty when it can be taken away."""
    if row.kind == "door":
        return _why_not(standing.rows[row.parent_key or ""], standing, cohort, now)
    if row.kind == "guest":
        return "Gjesten er invitert og finnes i katalogen; det kan bare IT fjerne."
    if row.kind in WITH_THE_TEAM:
        return _why_not_the_team(standing.rows[cohort.uid], standing, cohort, now)
    return _why_not_alone(row, standing, now)


def _why_not_the_team(msteam: TenantObject, standing: Standing, cohort: Cohort, now: datetime) -> str:
    if not cohort.hidden:
        return "Andre enn eierne har vært inne, og vi ser ikke om noen har skrevet der."
    if not _is_young(msteam, now):
        return "Microsoft-teamet er eldre enn ett døgn."
    inside = [one for one in standing.below(msteam) if not _goes_along(one)]
    if any(_why_not_alone(one, standing, now) for one in inside):
        return "Noe i Microsoft-teamet blir stående."
    if any(_holds_more(one, standing) for one in standing.below(msteam)):
        return "Noen har lagt noe i Microsoft-teamet."
    return ""


def _goes_along(row: TenantObject) -> bool:
    """Tell what comes and goes with the Team, whoever made it: its channels, and its owners' places in it."""
    return row.kind in WITH_THE_TEAM or (row.applied or {}).get("role") == "owner"


def _why_not_alone(row: TenantObject, standing: Standing, now: datetime) -> str:
    seen = row.seen
    if not _is_young(row, now):
        return "Er eldre enn ett døgn."
    if seen is None:
        return "Vi fikk ikke sett på den."
    if not seen["there"]:
        return "Er alt borte."
    if row.changed_outside or seen["touched"] or _holds_more(row, standing):
        return "Noen har arbeidet i den."
    inside = [one for one in standing.inside.get(row.key, ()) if one.external_id and one.kind != "door"]
    return "Noe i den blir stående." if any(_why_not_alone(one, standing, now) for one in inside) else ""


def _holds_more(row: TenantObject, standing: Standing) -> bool:
    """Tell whether more lies in a folder than we have put there."""
    holds = (row.seen or {}).get("holds")
    ours = sum(one.external_id is not None for one in standing.inside.get(row.key, ()))
    return holds is not None and holds > ours


def _warning(rows: Iterable[TenantObject]) -> str:
    told = {person["email"] for row in rows for person in (row.applied or {}).get("attendees", [])}
    return CANCELLED.format(count=len(told)) if told else ""


def _checksum(removes: Iterable[Undone], leaves: Iterable[Undone]) -> str:
    content = [sorted(one.key for one in group) for group in (removes, leaves)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


def undo(session: Session, cohort_id: int, *, checksum: str, actor: str, now: datetime) -> Undo:
    """Take away what the preview showed, and make nothing more until a person approves anew.

    Raises Conflict when something has changed since, or there is nothing to undo.
    """
    seen = preview_undo(session, cohort_id, now=now)
    if checksum != seen.checksum:
        raise Conflict("Noe er endret siden forhåndsvisningen. Se over den på nytt før du godkjenner.")
    if not seen.removes:
        raise Conflict("Det er ingenting fra det siste døgnet å angre.")
    _take_away(session, cohort_id, {one.key for one in seen.removes})
    _hold_no_more(session, cohort_id, now)
    audit.record(
        session,
        at=now,
        actor=actor,
        act="undone",
        about=cohorts.get(session, cohort_id).uid,
        cohort_id=cohort_id,
        details={"removes": len(seen.removes), "leaves": len(seen.leaves)},
    )
    return seen


def _take_away(session: Session, cohort_id: int, keys: set[str]) -> None:
    """Want it no more. What Microsoft made beside a channel goes with it; what never was made is given up."""
    for row in ledger.rows(session, cohort_id):
        if row.key in keys or (row.kind in FOUND and row.parent_key in keys):
            row.wanted, row.decision, row.next_try_at = None, "undo", None
            row.version += 1
            keys.add(row.key)
        elif row.parent_key in keys and _goes_along(row):
            row.wanted = row.applied = row.external_id = None
        elif row.applied is None:
            row.wanted = None


def _hold_no_more(session: Session, cohort_id: int, now: datetime) -> None:
    held = select(Approval).where(Approval.cohort_id == cohort_id, col(Approval.undone_at).is_(None))
    for approval in session.exec(held):
        approval.undone_at = now
