"""Undo for 24 hours: take away things that we made and people have not touched.

What somebody has worked in stays, and so does what it stands in. An invitation cannot be taken back: a meeting is
cancelled, and everybody invited is told. Channels go only with the whole Microsoft Team, and that only while nobody
but its owners and the people we let in has been there. Whether one of them has written in a channel we cannot see, so
it is said that this would go along, and for how long IT can bring it back (docs/decisions/0038).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - the API's own description reads it
from typing import TYPE_CHECKING

from sqlalchemy import select as select_values
from sqlmodel import col, select

from app import audit, cohorts
from app.audit import Act, Deed
from app.errors import Code, Conflict
from app.provisioning.drift import observations
from app.provisioning.drift.report import in_words, people_in
from app.provisioning.kinds import KINDS
from app.provisioning.ledger import due
from app.provisioning.ledger.due import ROWS
from app.provisioning.ledger.models import Approval
from app.provisioning.lifecycle.untouched import goes_along, undo_view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

TEAM_GOES = (
    "Hele Microsoft-teamet slettes, også det noen kan ha skrevet i kanalene: det kan vi ikke se. IT kan gjenopprette "
    "det i 30 dager (Entra, «Grupper», «Slettede grupper»)."
)
CANCELLED = "Innkallinger kan bare avlyses, ikke trekkes tilbake: {people} får avlysning."


@dataclass(frozen=True, kw_only=True)
class Undone:
    """A thing that would be taken away, or, with `why`, be left. `team` is empty for what all share."""

    key: str
    kind: str
    name: str
    why: str = ""
    team: str = ""


@dataclass(frozen=True, kw_only=True)
class UndoPreview:
    """The effects of undoing, by the last look. `warning` says what cannot be taken back, when there is any of it."""

    looked_at: datetime | None
    removes: tuple[Undone, ...]
    leaves: tuple[Undone, ...]
    warning: str
    checksum: str


def preview_undo(session: Session, cohort_id: int, *, now: datetime) -> UndoPreview:
    """Preview undoing now. Raises Conflict when there has been no look since the last thing was made."""
    cohort = cohorts.get(session, cohort_id)
    standing = undo_view(session, cohort, now)
    young = standing.young
    looked_at = observations.look_of(session, cohort_id).looked_at
    if young and (looked_at is None or looked_at < max(row.made_at or now for row in young)):
        raise Conflict(Code.not_looked_over, "Se etter i Microsoft 365 først, så vi vet hva noen har rørt.")
    reasons = {row.key: standing.why_not(row) for row in young}
    people = people_in(session, young)
    teams = {team.id: team.name for team in cohorts.teams_of(session, cohort_id=cohort_id)}
    removes, leaves = (
        tuple(
            Undone(
                key=row.key,
                kind=row.kind,
                name=in_words(row, row.name, people),
                why=reasons[row.key],
                team=teams.get(row.team_id or 0, ""),
            )
            for row in young
            if bool(reasons[row.key]) is left
        )
        for left in (False, True)
    )
    return UndoPreview(
        looked_at=looked_at,
        removes=removes,
        leaves=leaves,
        warning=_warning(session, removes, hidden=cohort.hidden),
        checksum=_checksum(removes, leaves),
    )


def _warning(session: Session, removes: Iterable[Undone], *, hidden: bool) -> str:
    """Say that the whole Team goes, and how many are told that a meeting is cancelled; empty when neither is."""
    team_goes = TEAM_GOES if not hidden and any(one.kind == "msteam" for one in removes) else ""
    entries = [one.key for one in removes if one.kind == "entry"]
    read = select_values(ROWS.c.applied).where(ROWS.c.key.in_(entries))
    applied = session.execute(read).scalars() if entries else ()
    told = {person["email"] for value in applied for person in (value or {}).get("attendees", [])}
    people = "1 person" if len(told) == 1 else f"{len(told)} personer"
    return " ".join(filter(None, (team_goes, CANCELLED.format(people=people) if told else "")))


def _checksum(removes: Iterable[Undone], leaves: Iterable[Undone]) -> str:
    content = [sorted(one.key for one in group) for group in (removes, leaves)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


def undo(session: Session, cohort_id: int, *, checksum: str, deed: Deed) -> UndoPreview:
    """Undo as the preview showed, and make nothing more until a person approves anew.

    Raises Conflict when something has changed since, or there is nothing to undo.
    """
    seen = preview_undo(session, cohort_id, now=deed.at)
    if checksum != seen.checksum:
        raise Conflict(
            Code.changed_since_preview,
            "Noe er endret siden forhåndsvisningen. Se over den på nytt før du godkjenner.",
        )
    if not seen.removes:
        raise Conflict(Code.nothing_to_undo, "Det er ingenting fra det siste døgnet å angre.")
    _take_away(session, cohort_id, {one.key for one in seen.removes})
    _hold_no_more(session, cohort_id, deed.at)
    audit.record(
        session,
        Act.undone,
        deed,
        about=cohorts.get(session, cohort_id).uid,
        cohort_id=cohort_id,
        details={"removes": len(seen.removes), "leaves": len(seen.leaves)},
    )
    return seen


def _take_away(session: Session, cohort_id: int, keys: set[str]) -> None:
    """Withdraw the rows, with what comes and goes along with them, and give up rows that were never made."""
    for row in due.ledger_rows(session, cohort_id):
        along = KINDS[row.kind].found or goes_along(row.kind, (row.applied or {}).get("role"))
        if row.key in keys or (along and row.parent_key in keys):
            row.wanted, row.decision, row.next_try_at = None, "undo", None
            row.version += 1
            keys.add(row.key)
        elif row.applied is None:
            row.wanted = None


def _hold_no_more(session: Session, cohort_id: int, now: datetime) -> None:
    held = select(Approval).where(Approval.cohort_id == cohort_id, col(Approval.undone_at).is_(None))
    for approval in session.exec(held):
        approval.undone_at = now
    cohorts.get(session, cohort_id).approved_at = None
