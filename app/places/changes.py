"""The history of places: each change a row, and one process at a time while they are changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import update
from sqlmodel import col, select

from app import cohorts
from app.cohorts import ApplicationState, Cohort, Team
from app.errors import Code, Conflict, Invalid
from app.people import tidy_text
from app.places.models import PlaceChange
from app.sensitive import refuse_identity_numbers

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from app.audit import Deed

MAX_WHY_CHARACTERS = 2000


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A fact that is changed, for programs: what kind, of what, from and to."""

    kind: str
    about: str
    before: str | None
    after: str | None

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "about": self.about, "before": self.before, "after": self.after}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was changed; nothing when it stood so before. `promoted` got the place that became free."""

    changes: tuple[Changed, ...] = ()
    promoted: str | None = None
    reply_by: date | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "changes": [change.as_json() for change in self.changes],
            "promoted": self.promoted,
            "reply_by": self.reply_by.isoformat() if self.reply_by else None,
        }


def hold_places(session: Session, cohort_id: int) -> Cohort:
    """Keep other processes from changing the cohort's places until this one is done, and read them anew.

    Raises Conflict for a closed cohort.
    """
    cohorts.get(session, cohort_id)
    session.flush()
    own = update(Cohort).where(col(Cohort.id) == cohort_id)
    session.exec(own.values(name=Cohort.name).execution_options(synchronize_session=False))
    session.expire_all()
    cohort = cohorts.get(session, cohort_id)
    if cohort.closed_at:
        raise Conflict(Code.cohort_closed, f"{cohort.name} er avsluttet. Plassene kan ikke endres.")
    return cohort


def tidy_why(why: str) -> str:
    """Return a reason as it is kept. Raises Invalid for one that says nothing, too much, or an identity number."""
    why = tidy_text(why)
    if not why:
        raise Invalid(Code.field_missing, "Skriv hvorfor.")
    if len(why) > MAX_WHY_CHARACTERS:
        raise Invalid(Code.text_too_long, f"Begrunnelsen er for lang. Skriv høyst {MAX_WHY_CHARACTERS} tegn.")
    refuse_identity_numbers(why, where="Begrunnelsen")
    return why


def note_change(
    session: Session, team: Team, after: ApplicationState, *, why: str, deed: Deed, **more: date | bool | None
) -> Changed:
    """Give a team another place and write down the change; `more` are the other columns of its row."""
    row = PlaceChange(
        cohort_id=team.cohort_id,
        team_id=team.id,
        before=team.place,
        after=after,
        by=deed.actor,
        at=deed.at,
        why=why,
        **more,  # type: ignore[arg-type]
    )
    team.place = after
    session.add(row)
    session.flush()
    return Changed(kind="place", about=team.name, before=row.before, after=after)


def changes_by_team(session: Session, cohort_id: int) -> dict[int, list[PlaceChange]]:
    """Return every change in the cohort by team, the oldest first."""
    found: dict[int, list[PlaceChange]] = defaultdict(list)
    known = select(PlaceChange).where(PlaceChange.cohort_id == cohort_id)
    for row in session.exec(known.order_by(col(PlaceChange.id))):
        found[row.team_id].append(row)
    return found


def latest_changes(session: Session, cohort_id: int) -> dict[int, PlaceChange]:
    """Return the change that each team's place stands by."""
    return {team_id: rows[-1] for team_id, rows in changes_by_team(session, cohort_id).items()}
