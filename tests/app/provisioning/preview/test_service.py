"""A preview is approved as it was seen; afterwards safe changes are copied by themselves, others wait for a person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select
from support.faults.smallest_cohort import enrolled
from support.small_cohort import at

from app.audit import Deed
from app.cohorts import service as cohorts
from app.cohorts.models import Team
from app.errors import Conflict
from app.meetings import service as meetings
from app.people.models import Person
from app.provisioning.ledger.models import Approval, TenantObject
from app.provisioning.preview import service
from app.provisioning.preview.picture_of import Surroundings
from app.provisioning.preview.service import WithoutAccount

if TYPE_CHECKING:
    from sqlmodel import Session

TODAY = at("2026-04-01T08:00")
RHF = Deed(actor="rhf", at=TODAY)
AROUND = Surroundings(now=TODAY, owner_addresses=())


def _cohort(session: Session) -> int:
    """The smallest cohort, whose people the directory knows, but for the guest from outside."""
    cohort_id = enrolled(session, TODAY)
    for person in session.exec(select(Person)):
        person.entra_id = f"id-{person.uid}" if person.access is None else None
    session.flush()
    return cohort_id


def _provision(session: Session, cohort_id: int, checksum: str | None = None) -> Approval:
    return service.provision(session, cohort_id, checksum=checksum, deed=RHF, surroundings=AROUND)


def _all_placed(session: Session) -> None:
    for row in session.exec(select(TenantObject)):
        row.applied, row.external_id = row.wanted, f"id of {row.key}"
    session.flush()


def test_a_preview_counts_everything_and_writes_nothing(session: Session) -> None:
    seen = service.preview_cohort(session, _cohort(session), AROUND)
    shared = {"msteam": 1, "member": 4, "guest": 1, "general": 1, "library": 1, "entry": 2}
    a_team = {
        "channel": 2,
        "files": 3,
        "folder": 3,
        "file": 2,
        "tab": 4,
        "taskplan": 2,
        "bucket": 2,
        "task": 4,
    }
    assert seen.found.by_kind("create") == shared | a_team
    assert seen.found.counts == {"create": 32, "change": 0, "withdraw": 0, "unchanged": 0}
    assert seen.guests == ["Gro Utenfra"]
    assert session.exec(select(TenantObject)).all() == []


def test_one_without_an_account_is_told_of_with_why(session: Session) -> None:
    cohort_id = _cohort(session)
    per = session.exec(select(Person).where(Person.uid == "bbbb0002")).one()
    per.entra_id, per.directory_problem = None, "Fant ingen med adressen."
    session.flush()
    assert service.preview_cohort(session, cohort_id, AROUND).without_account == [
        WithoutAccount(name="Per Hansen", email="per@example.no", why="Fant ingen med adressen.")
    ]


def test_a_yes_to_what_was_shown_is_copied_and_a_yes_to_something_else_is_refused(session: Session) -> None:
    cohort_id = _cohort(session)
    with pytest.raises(Conflict, match="Noe er endret siden forhåndsvisningen"):
        _provision(session, cohort_id, "0")
    checksum = service.preview_cohort(session, cohort_id, AROUND).found.checksum
    approval = _provision(session, cohort_id, checksum)
    assert (approval.approved_by, approval.checksum) == ("rhf", checksum)
    assert len(session.exec(select(TenantObject)).all()) == 32
    assert service.preview_cohort(session, cohort_id, AROUND).found.checksum == checksum


def test_a_closed_cohort_is_not_provisioned(session: Session) -> None:
    cohort_id = _cohort(session)
    cohorts.get(session, cohort_id).closed_at = TODAY
    with pytest.raises(Conflict, match="Kullet er avsluttet og kan ikke klargjøres"):
        _provision(session, cohort_id)


def test_who_places_what_follows_the_settings_as_they_are_now(session: Session) -> None:
    cohort_id = _cohort(session)
    _provision(session, cohort_id)
    around = replace(AROUND, by_hand=frozenset({"planner"}))
    service.follow_up(session, cohort_id, around)
    by_hand = session.exec(select(TenantObject.kind).where(col(TenantObject.by_hand)).distinct()).all()
    assert set(by_hand) == {"taskplan", "bucket", "task"}


def test_before_anybody_has_approved_nothing_is_copied(session: Session) -> None:
    assert service.follow_up(session, _cohort(session), AROUND) is None
    assert session.exec(select(TenantObject)).all() == []


def test_a_safe_change_is_copied_by_itself_once(session: Session) -> None:
    cohort_id = _cohort(session)
    _provision(session, cohort_id)
    _all_placed(session)
    session.exec(select(Team).where(Team.uid == "aaaa0001")).one().name = "Kost"
    session.flush()
    for _ in range(2):
        service.follow_up(session, cohort_id, AROUND)
    waiting = [row.key for row in session.exec(select(TenantObject)) if not row.settled]
    assert waiting == [f"k0123456789/team:aaaa0001/{name}" for name in ("channel", "plan")]
    assert session.exec(select(Approval.approved_by)).all() == ["rhf", "system"]


def test_a_cancelled_meeting_waits_for_a_person(session: Session) -> None:
    cohort_id = _cohort(session)
    _provision(session, cohort_id)
    _all_placed(session)
    meeting = meetings.with_key(session, cohort_id=cohort_id, key="samling")
    meetings.cancel(session, meeting.id, because="Snø.", deed=RHF)
    session.flush()
    found = service.follow_up(session, cohort_id, AROUND)
    assert found is not None
    assert (found.counts["withdraw"], found.is_safe) == (1, False)
    assert [row.key for row in session.exec(select(TenantObject)) if not row.settled] == []
    _provision(session, cohort_id)
    waiting = [row.key for row in session.exec(select(TenantObject)) if not row.settled]
    assert waiting == ["k0123456789/meeting:samling"]
