"""Preview a cohort, approve the preview, and follow up what is safe to change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from app import audit, cohorts, meetings, mentors
from app.audit import Act, Deed, by_system
from app.errors import Code, Conflict
from app.memo import remembered
from app.programmes import hours_asked, listed
from app.provisioning.desired.addressed import addressed
from app.provisioning.desired.audience import everybody
from app.provisioning.desired.capabilities import kinds_by_hand, kinds_off
from app.provisioning.desired.changes import ChangeSet, LedgerRow, changes, only
from app.provisioning.desired.clashes import clashes
from app.provisioning.desired.wanted import wanted
from app.provisioning.kinds import LAST
from app.provisioning.ledger import due
from app.provisioning.ledger.intentions import share_out, write_wanted
from app.provisioning.ledger.memberships import keep_people
from app.provisioning.ledger.models import Approval
from app.provisioning.preview import announcement, mail_budget
from app.provisioning.preview.cautions import cautions, mentor_cautions, new_teams, without_mentor
from app.provisioning.preview.mail_forecast import Messages, messages
from app.provisioning.preview.picture_of import draw
from app.provisioning.preview.preflight import passed
from app.provisioning.progress.retry import try_again

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from app.mentors import Shortage
    from app.provisioning.desired.changes import AsWritten, Change
    from app.provisioning.desired.clashes import Clash
    from app.provisioning.desired.picture import CohortPicture, Somebody
    from app.provisioning.desired.wanted_thing import Wanted
    from app.provisioning.preview.mail_budget import MailPlan
    from app.provisioning.preview.picture_of import Surroundings
    from app.provisioning.preview.preflight import Passed

MAX_SAID = 5
"""How many limits are told in a refusal; all of them stand in the preview."""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The things to make, change and withdraw, and the mail it means. Nothing has been done."""

    picture: CohortPicture
    things: list[Wanted]
    found: ChangeSet
    messages: list[Messages]
    mail: list[MailPlan]
    passed: list[Passed]
    mentor_shortage: Shortage | None = None

    @property
    def is_safe(self) -> bool:
        """Tell whether it is safe to do without asking; what Microsoft would refuse is not done at all."""
        return self.found.is_safe and not self.passed

    @property
    def slots(self) -> list[tuple[str, int, datetime, datetime]]:
        """Return the times laid for teams' own meetings that are invited to, by the meeting's key and the team."""
        sent = {meeting.key for meeting in self.picture.meetings if meeting.may_invite}
        return [(key, team, *span) for (key, team), span in self.picture.laid.slots.items() if key in sent]

    @property
    def clashes(self) -> list[Clash]:
        """Return who must be at two meetings at one hour, by name."""
        return clashes(self.picture)

    @property
    def cautions(self) -> list[str]:
        """Return the cautions for the unit before it approves."""
        said = cautions(self.picture, self.found, self.mail, self.passed)
        return [*said, *mentor_cautions(self.mentor_shortage, self.without_mentor)]

    @property
    def without_mentor(self) -> list[str]:
        """Return the new teams without the mentor their programme asks for: a person says yes to each preview so."""
        return without_mentor(self.picture, self.found)

    @property
    def guests(self) -> list[str]:
        """The people who would be let in from outside, by name."""
        return [
            str(change.wanted["name"])
            for change in self.found.changes
            if change.kind == "guest" and change.action == "create" and change.wanted
        ]

    @property
    def without_account(self) -> list[WithoutAccount]:
        """The people who are only mailed and not let in, with the reason."""
        return _told(self.picture, [s for s in everybody(self.picture) if s.reach == "mail_only"])

    @property
    def account_problems(self) -> list[WithoutAccount]:
        """The people who are let in, and whose account is not as it should be, with what to do."""
        return _told(
            self.picture, [s for s in everybody(self.picture) if s.reach != "mail_only" and s.problem]
        )


@dataclass(frozen=True, kw_only=True)
class WithoutAccount:
    name: str
    email: str
    why: str


def _told(picture: CohortPicture, people: Sequence[Somebody]) -> list[WithoutAccount]:
    """Tell of each once, at the present address."""
    once = {s.email: s for s in people}
    return [
        WithoutAccount(
            name=somebody.name,
            email=picture.addresses[email].present if email in picture.addresses else email,
            why=somebody.problem or "",
        )
        for email, somebody in sorted(once.items())
    ]


def preview_cohort(
    session: Session,
    cohort_id: int,
    surroundings: Surroundings,
    *,
    as_if: Callable[[CohortPicture], CohortPicture] = lambda picture: picture,
) -> Preview:
    """Compare the things wanted with the ledger. Reads rows only: no page waits for Microsoft.

    `as_if` redraws the picture first: what would be, were the cohort closed or no longer hidden.
    """
    picture = as_if(draw(session, cohort_id, surroundings))
    rows = due.as_written(session, cohort_id, without=kinds_off(surroundings.off))
    seen = _preview(picture, rows, announcement.announced(session, picture.uid))
    if not (picture.asks_for_mentors and new_teams(picture, seen.found)):
        return seen
    few = mentors.shortage_of(session, cohorts.get(session, cohort_id), teams=len(picture.teams))
    return replace(seen, mentor_shortage=few)


_wanted = remembered(wanted)


@remembered
def _preview(picture: CohortPicture, rows: Sequence[AsWritten], announced: AbstractSet[str]) -> Preview:
    known = {row.key: row for row in map(LedgerRow._make, rows)}
    things = addressed(_wanted(picture), known, picture.addresses)
    things = _nothing_new(things, known) if picture.closed else things
    found = changes(things, known)
    told = messages(picture, found, known, at_any_address(announced, picture))
    return Preview(
        picture=picture,
        things=things,
        found=found,
        messages=told,
        mail=mail_budget.plan(found, known, told),
        passed=passed(things, found, known),
    )


def at_any_address(announced: AbstractSet[str], picture: CohortPicture) -> AbstractSet[str]:
    """Add the other addresses of those who have had the letter: it is owed once to a person."""
    had = (one.every for one in picture.addresses.values() if one.every & announced)
    return set(announced).union(*had)


def _nothing_new(things: list[Wanted], known: Mapping[str, LedgerRow]) -> list[Wanted]:
    """Leave out things never made: in a closed cohort nothing is begun but its archiving."""
    standing = {key for key, row in known.items() if row.placed}
    return [thing for thing in things if thing.key in standing or thing.kind == LAST]


def provision(
    session: Session,
    cohort_id: int,
    *,
    checksum: str | None,
    deed: Deed,
    surroundings: Surroundings,
    require_mentors: bool = False,
) -> Approval:
    """Approve a preview: copy it into the ledger, where the jobs find it, and let what waits for a person be tried.

    Raises Conflict when something has changed since the preview, or the cohort is closed; where they `require_mentors`,
    also when a new team has none.
    """
    cohort = cohorts.get(session, cohort_id)
    if cohort.closed_at:
        raise Conflict(Code.cohort_closed, "Kullet er avsluttet og kan ikke klargjøres.")
    seen = preview_cohort(session, cohort_id, surroundings)
    if require_mentors and seen.without_mentor:
        raise Conflict(
            Code.team_without_mentor,
            f"{listed(seen.without_mentor)} har ingen veileder. Finn en, eller si ja til at det er slik.",
            teams=len(seen.without_mentor),
        )
    approval = approve(session, cohort_id, seen, checksum=checksum, deed=deed, surroundings=surroundings)
    try_again(session, cohort_id, deed=deed)
    return approval


def approve(
    session: Session,
    cohort_id: int,
    seen: Preview,
    *,
    checksum: str | None,
    deed: Deed,
    surroundings: Surroundings,
) -> Approval:
    """Copy a preview into the ledger.

    Raises Conflict when `checksum` was given for another, or when Microsoft would refuse a part (fault 80).
    """
    if checksum not in {None, seen.found.checksum}:
        raise Conflict(
            Code.changed_since_preview,
            "Noe er endret siden forhåndsvisningen. Se over den på nytt før du godkjenner.",
        )
    if seen.passed:
        said = " ".join(limit.said for limit in seen.passed[:MAX_SAID])
        raise Conflict(Code.limit_passed, f"Ingenting er begynt. {said}", limits=len(seen.passed))
    return copy_into_ledger(session, cohort_id, seen, deed=deed, surroundings=surroundings)


def copy_into_ledger(
    session: Session, cohort_id: int, seen: Preview, *, deed: Deed, surroundings: Surroundings
) -> Approval:
    """Copy a preview, or the part of it that a person approved, into the ledger, and share the rows out."""
    approval = _approve(session, cohort_id, seen, deed=deed)
    _share_out(session, cohort_id, surroundings)
    return approval


def follow_up(session: Session, cohort_id: int, surroundings: Surroundings) -> ChangeSet | None:
    """Copy a safe ChangeSet without asking; an unsafe ChangeSet waits for a person. None before any approval."""
    if not approved(session, cohort_id):
        return None
    _share_out(session, cohort_id, surroundings)
    seen = preview_cohort(session, cohort_id, surroundings)
    keep_people(session, cohort_id, seen.found.changes)
    counts = seen.found.counts
    changed = counts["create"] + counts["change"] + counts["withdraw"] > 0
    if changed and _is_news(session, cohort_id, seen) and _may_follow(session, cohort_id, seen):
        copy_into_ledger(
            session, cohort_id, seen, deed=by_system(surroundings.now), surroundings=surroundings
        )
    return seen.found


def _may_follow(session: Session, cohort_id: int, seen: Preview) -> bool:
    """Tell whether all that no person has approved is safe; what is approved and on its way is their decision."""
    if seen.is_safe or seen.passed:
        return seen.is_safe
    moving = {change.key for change in seen.found.changes if change.action != "unchanged"}
    on_its_way = due.approved_fields(session, cohort_id, moving)
    rest = (
        change._replace(action="unchanged") if _is_approved(change, on_its_way) else change
        for change in seen.found.changes
    )
    return only(rest).is_safe


def _is_approved(change: Change, on_its_way: Mapping[str, dict[str, Any] | None]) -> bool:
    return change.key in on_its_way and on_its_way[change.key] == change.wanted


def _share_out(session: Session, cohort_id: int, surroundings: Surroundings) -> None:
    """Share rows out between us and people by the settings as they are now."""
    share_out(
        session, cohort_id, by_hand=kinds_by_hand(surroundings.by_hand), off=kinds_off(surroundings.off)
    )


def _is_news(session: Session, cohort_id: int, seen: Preview) -> bool:
    last = approved(session, cohort_id)
    return last is None or last.checksum != seen.found.checksum


def _approve(session: Session, cohort_id: int, seen: Preview, *, deed: Deed) -> Approval:
    write_wanted(session, cohort_id, wanted=seen.things, changes=seen.found.changes)
    meetings.keep_slots(session, cohort_id, seen.slots, now=deed.at)
    cohort = cohorts.get(session, cohort_id)
    announcement.announce(
        session,
        cohort_id,
        picture=seen.picture,
        found=seen.found,
        told=seen.messages,
        now=deed.at,
        hours=hours_asked(cohorts.programme_as_run(cohort, cohorts.deviations_of(session, cohort_id))),
    )
    approval = Approval(
        cohort_id=cohort_id, checksum=seen.found.checksum, approved_by=deed.actor, approved_at=deed.at
    )
    cohort.approved_at = cohort.approved_at or deed.at
    session.add(approval)
    session.flush()
    without = {"without_mentor": len(seen.without_mentor)} if seen.without_mentor else {}
    audit.record(
        session,
        Act.provisioning_approved,
        deed,
        about=seen.picture.uid,
        cohort_id=cohort_id,
        details={"checksum": seen.found.checksum, **seen.found.counts, **without},
    )
    return approval


def approved(session: Session, cohort_id: int) -> Approval | None:
    """Return the newest approval of a cohort that has not been undone."""
    found = select(Approval).where(Approval.cohort_id == cohort_id, col(Approval.undone_at).is_(None))
    return session.exec(found.order_by(col(Approval.id).desc())).first()
