"""A newer version of the programme is shown first and then taken up; what has been held or set by a person stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support.faults.smallest_cohort import PROGRAMME, enrolled
from support.small_cohort import at

from app.audit import AuditRecord, Deed
from app.cohorts import service as cohorts
from app.errors import Conflict
from app.meetings import service as meetings
from app.programmes.language.definition import Definition
from app.programmes.own.derived import merged
from app.programmes.own.stored import keep
from app.provisioning.ledger.models import Approval
from app.provisioning.lifecycle.upgrade import preview_upgrade, upgrade_cohort
from app.provisioning.preview.picture_of import Surroundings

if TYPE_CHECKING:
    from sqlmodel import Session

TODAY = at("2026-04-01T08:00")
RHF = Deed(actor="rhf", at=TODAY)
AROUND = Surroundings(now=TODAY, owner_addresses=())


def _cohort(session: Session) -> int:
    """The smallest cohort; a version 2 of its programme moves the check-in by a week."""
    cohort_id = enrolled(session, TODAY)
    said = PROGRAMME.model_dump(mode="json")
    moved = [
        {**one, "when": {"day": "09-21"}} if one["key"] == "innsjekk" else one for one in said["meetings"]
    ]
    newer = merged(said, {"version": 2, "meetings": moved})
    keep(session, definition=PROGRAMME, deed=RHF)
    keep(session, definition=Definition.model_validate(newer), deed=RHF)
    session.flush()
    return cohort_id


def _check_in(session: Session, cohort_id: int) -> str:
    found = meetings.with_key(session, cohort_id=cohort_id, key="innsjekk")
    return str(found.starts_at and found.starts_at.astimezone(meetings.OSLO).date())


def _upgrade(session: Session, cohort_id: int, around: Surroundings = AROUND) -> Any:
    checksum = preview_upgrade(session, cohort_id, around).checksum
    deed = Deed(actor="rhf", at=around.now)
    return upgrade_cohort(session, cohort_id, checksum=checksum, deed=deed, surroundings=around)


def test_a_preview_tells_of_the_versions_and_keeps_nothing(session: Session) -> None:
    cohort_id = _cohort(session)
    seen = preview_upgrade(session, cohort_id, AROUND)
    assert (seen.version, seen.newer, seen.stays) == (1, 2, [])
    assert cohorts.get(session, cohort_id).programme_version == 1
    assert _check_in(session, cohort_id) == "2026-09-14"


def test_a_meeting_follows_the_newer_version(session: Session) -> None:
    cohort_id = _cohort(session)
    _upgrade(session, cohort_id)
    assert (cohorts.get(session, cohort_id).programme_version, _check_in(session, cohort_id)) == (
        2,
        "2026-09-21",
    )
    session.commit()
    kept = session.exec(select(AuditRecord).where(AuditRecord.act == "programme version raised")).one()
    assert kept.details == {"from": 1, "to": 2}


def test_a_meeting_a_person_has_moved_stays_and_is_named(session: Session) -> None:
    cohort_id = _cohort(session)
    theirs = meetings.with_key(session, cohort_id=cohort_id, key="innsjekk").id
    meetings.reschedule(session, theirs, starts_at=at("2026-09-15T13:00"), deed=RHF)
    assert _upgrade(session, cohort_id).stays == ["Digital innsjekk"]
    assert _check_in(session, cohort_id) == "2026-09-15"


def test_a_meeting_that_has_been_held_stays_as_it_was(session: Session) -> None:
    cohort_id = _cohort(session)
    afterwards = Surroundings(now=at("2026-09-15T08:00"), owner_addresses=())
    assert _upgrade(session, cohort_id, afterwards).stays == []
    assert _check_in(session, cohort_id) == "2026-09-14"


def test_taking_it_up_approves_nothing_that_nobody_has_approved_before(session: Session) -> None:
    cohort_id = _cohort(session)
    _upgrade(session, cohort_id)
    assert session.exec(select(Approval)).all() == []


def test_it_is_refused_when_something_has_changed_or_there_is_no_newer_one(session: Session) -> None:
    cohort_id = _cohort(session)
    with pytest.raises(Conflict, match="Noe er endret siden forhåndsvisningen"):
        upgrade_cohort(session, cohort_id, checksum="0", deed=RHF, surroundings=AROUND)
    session.rollback()
    cohort_id = _cohort(session)
    _upgrade(session, cohort_id)
    with pytest.raises(Conflict, match=r"Prøvekull følger alt den nyeste versjonen \(2\)"):
        preview_upgrade(session, cohort_id, AROUND)
    cohorts.get(session, cohort_id).closed_at = TODAY
    with pytest.raises(Conflict, match="Prøvekull er avsluttet og kan ikke endres"):
        preview_upgrade(session, cohort_id, AROUND)
