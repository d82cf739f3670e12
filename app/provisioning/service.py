"""The rules of provisioning: preview, approve, follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app import audit
from app.cohorts import service as cohorts
from app.errors import Conflict
from app.provisioning import announcing, ledger, post
from app.provisioning.cautions import cautions
from app.provisioning.changes import ChangeSet, changes
from app.provisioning.draw import draw
from app.provisioning.messages import Messages, messages
from app.provisioning.models import Approval
from app.provisioning.wanted import wanted

if TYPE_CHECKING:
    from datetime import datetime

    from app.provisioning.draw import Surroundings
    from app.provisioning.picture import CohortPicture
    from app.provisioning.post import MailPlan
    from app.provisioning.wanted import Wanted

SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What would be made, changed and withdrawn, and who would be told. Nothing has been done."""

    picture: CohortPicture
    things: list[Wanted]
    found: ChangeSet
    messages: list[Messages]
    mail: list[MailPlan]

    @property
    def cautions(self) -> list[str]:
        """Say what the unit should know before it approves."""
        return cautions(self.picture, self.found, self.mail)

    @property
    def guests(self) -> list[str]:
        """Everybody who would be let in from outside, by name."""
        return [
            str(change.wanted["name"])
            for change in self.found.changes
            if change.kind == "guest" and change.action == "create" and change.wanted
        ]

    @property
    def without_account(self) -> list[WithoutAccount]:
        """Everybody who is only mailed and not let in, with why."""
        inside = [s for team in self.picture.teams for s in team.people] + list(self.picture.whole_cohort)
        once = {s.email: s for s in inside if s.reach == "mail_only"}
        return [
            WithoutAccount(name=somebody.name, email=email, why=somebody.problem or "")
            for email, somebody in sorted(once.items())
        ]


@dataclass(frozen=True, kw_only=True)
class WithoutAccount:
    name: str
    email: str
    why: str


def preview(session: Session, cohort_id: int, surroundings: Surroundings) -> Preview:
    """Compare what is wanted with the ledger. Reads rows only: no page waits for Microsoft."""
    picture = draw(session, cohort_id, surroundings)
    things = wanted(picture)
    known = ledger.known(session, cohort_id)
    found = changes(things, known)
    applied = {key: row.applied for key, row in known.items()}
    told = messages(picture, found, applied, announcing.announced(session, picture.uid))
    mail = post.plan(found, applied, told)
    return Preview(picture=picture, things=things, found=found, messages=told, mail=mail)


def provision(
    session: Session, cohort_id: int, *, checksum: str | None, actor: str, surroundings: Surroundings
) -> Approval:
    """Approve what a preview showed: copy it into the ledger, where the jobs find it.

    Raises Conflict when something has changed since the preview, or the cohort is closed.
    """
    cohort = cohorts.get(session, cohort_id)
    if cohort.closed_at:
        raise Conflict("Kullet er avsluttet og kan ikke klargjøres.")
    seen = preview(session, cohort_id, surroundings)
    if checksum not in {None, seen.found.checksum}:
        raise Conflict("Noe er endret siden forhåndsvisningen. Se over den på nytt før du godkjenner.")
    return _approve(session, cohort_id, seen, actor=actor, now=surroundings.now)


def follow_up(session: Session, cohort_id: int, surroundings: Surroundings) -> ChangeSet | None:
    """Copy a safe ChangeSet by ourselves; an unsafe one waits for a person. None when nobody has approved yet."""
    if not approved(session, cohort_id):
        return None
    seen = preview(session, cohort_id, surroundings)
    counts = seen.found.counts
    changed = counts["create"] + counts["change"] + counts["withdraw"] > 0
    if seen.found.is_safe and changed and _is_news(session, cohort_id, seen):
        _approve(session, cohort_id, seen, actor=SYSTEM, now=surroundings.now)
    return seen.found


def _is_news(session: Session, cohort_id: int, seen: Preview) -> bool:
    last = approved(session, cohort_id)
    return last is None or last.checksum != seen.found.checksum


def _approve(session: Session, cohort_id: int, seen: Preview, *, actor: str, now: datetime) -> Approval:
    ledger.write_wanted(session, cohort_id, wanted=seen.things, changes=seen.found.changes)
    announcing.announce(
        session, cohort_id, picture=seen.picture, found=seen.found, told=seen.messages, now=now
    )
    approval = Approval(cohort_id=cohort_id, checksum=seen.found.checksum, approved_by=actor, approved_at=now)
    session.add(approval)
    session.flush()
    audit.record(
        session,
        at=now,
        actor=actor,
        act="provisioning approved",
        about=seen.picture.uid,
        cohort_id=cohort_id,
        details={"checksum": seen.found.checksum, **seen.found.counts},
    )
    return approval


def approved(session: Session, cohort_id: int) -> Approval | None:
    """Return the newest approval of a cohort."""
    found = select(Approval).where(Approval.cohort_id == cohort_id)
    return session.exec(found.order_by(col(Approval.id).desc())).first()
