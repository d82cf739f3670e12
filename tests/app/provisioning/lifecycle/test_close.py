"""A cohort is brought to its end: guests out, what lies ahead cancelled, the Team archived last, and nothing begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.faults.smallest_cohort import UID, enrolled
from support.small_cohort import at

from app.audit import Deed
from app.cohorts import service as cohorts
from app.errors import Conflict
from app.people.models import Person
from app.provisioning.ledger.models import TenantObject
from app.provisioning.lifecycle.close import close_cohort, preview_closing
from app.provisioning.preview.picture_of import Surroundings
from app.provisioning.preview.service import provision

if TYPE_CHECKING:
    from sqlmodel import Session

BETWEEN = at("2026-09-15T08:00")
"""The check-in of the fourteenth has been held; the gathering of the sixteenth has not."""
RHF = Deed(actor="rhf", at=BETWEEN)
AROUND = Surroundings(now=BETWEEN, owner_addresses=())


def _provisioned(session: Session, *, placed: bool = True) -> int:
    april = at("2026-04-01T08:00")
    cohort_id = enrolled(session, april)
    for person in session.exec(select(Person)):
        person.entra_id = f"id-{person.uid}" if person.access is None else None
    before = Surroundings(now=april, owner_addresses=())
    provision(session, cohort_id, checksum=None, deed=Deed(actor="rhf", at=april), surroundings=before)
    for row in session.exec(select(TenantObject)) if placed else ():
        row.applied, row.external_id = row.wanted, f"id of {row.key}"
    session.flush()
    return cohort_id


def _close(session: Session, cohort_id: int) -> None:
    checksum = preview_closing(session, cohort_id, AROUND).found.checksum
    close_cohort(session, cohort_id, checksum=checksum, deed=RHF, surroundings=AROUND)
    session.flush()


def _unsettled(session: Session) -> dict[str, dict[str, object] | None]:
    return {row.key: row.wanted for row in session.exec(select(TenantObject)) if not row.settled}


def test_guests_are_taken_out_what_lies_ahead_is_cancelled_and_what_was_held_stays(session: Session) -> None:
    cohort_id = _provisioned(session)
    _close(session, cohort_id)
    waiting = _unsettled(session)
    assert set(waiting) == {UID, f"{UID}/guest:bbbb0004", f"{UID}/meeting:samling", f"{UID}/archive"}
    assert [key for key, wanted in waiting.items() if wanted is None] == [
        f"{UID}/guest:bbbb0004",
        f"{UID}/meeting:samling",
    ]
    assert (waiting[UID] or {})["name"] == "Prøvekull (2026, avsluttet)"
    assert cohorts.get(session, cohort_id).closed_at == BETWEEN


def test_its_preview_closes_nothing(session: Session) -> None:
    cohort_id = _provisioned(session)
    seen = preview_closing(session, cohort_id, AROUND)
    assert (seen.found.counts["withdraw"], seen.found.is_safe) == (2, False)
    assert (cohorts.get(session, cohort_id).closed_at, _unsettled(session)) == (None, {})


def test_what_was_never_made_is_given_up(session: Session) -> None:
    cohort_id = _provisioned(session, placed=False)
    _close(session, cohort_id)
    assert list(_unsettled(session)) == [f"{UID}/archive"]


def test_a_cohort_is_closed_once_and_only_as_was_shown(session: Session) -> None:
    cohort_id = _provisioned(session)
    with pytest.raises(Conflict, match="Noe er endret siden forhåndsvisningen"):
        close_cohort(session, cohort_id, checksum="0", deed=RHF, surroundings=AROUND)
    _close(session, cohort_id)
    with pytest.raises(Conflict, match="Prøvekull er alt avsluttet"):
        preview_closing(session, cohort_id, AROUND)
