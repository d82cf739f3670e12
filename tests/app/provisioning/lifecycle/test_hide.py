"""A cohort is built where only the owners see it, and a person lets the others in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.faults.smallest_cohort import enrolled
from support.small_cohort import at

from app.audit import AuditRecord, Deed
from app.cohorts import service as cohorts
from app.errors import Conflict
from app.people.models import Person
from app.provisioning.ledger.models import TenantObject
from app.provisioning.lifecycle.hide import activate_cohort, hide_cohort, preview_activation
from app.provisioning.preview.picture_of import Surroundings
from app.provisioning.preview.service import preview_cohort, provision

if TYPE_CHECKING:
    from sqlmodel import Session

TODAY = at("2026-04-01T08:00")
RHF = Deed(actor="rhf", at=TODAY)
AROUND = Surroundings(now=TODAY, owner_addresses=())
LETS_IN = {"member", "guest", "entry"}


def _hidden(session: Session) -> int:
    cohort_id = enrolled(session, TODAY)
    for person in session.exec(select(Person)):
        person.entra_id = f"id-{person.uid}" if person.access is None else None
    hide_cohort(session, cohort_id, deed=RHF)
    provision(session, cohort_id, checksum=None, deed=RHF, surroundings=AROUND)
    return cohort_id


def test_of_a_hidden_cohort_nobody_is_let_in_invited_or_given_a_task(session: Session) -> None:
    _hidden(session)
    rows = session.exec(select(TenantObject)).all()
    assert {row.kind for row in rows} & LETS_IN == set()
    assert [(row.wanted or {})["assignees"] for row in rows if row.kind == "task"] == [[]] * 4


def test_its_activation_is_shown_first_and_then_lets_people_in(session: Session) -> None:
    cohort_id = _hidden(session)
    seen = preview_activation(session, cohort_id, AROUND)
    assert {one.kind for one in seen.things} >= LETS_IN
    assert cohorts.get(session, cohort_id).hidden
    with pytest.raises(Conflict, match="Noe er endret siden forhåndsvisningen"):
        activate_cohort(session, cohort_id, checksum="0", deed=RHF, surroundings=AROUND)
    activate_cohort(session, cohort_id, checksum=seen.found.checksum, deed=RHF, surroundings=AROUND)
    assert not cohorts.get(session, cohort_id).hidden
    assert preview_cohort(session, cohort_id, AROUND).found.checksum == seen.found.checksum
    session.commit()
    acts = session.exec(select(AuditRecord.act)).all()
    assert (acts[1], acts[-1]) == ("cohort hidden", "activated")


def test_what_teams_have_seen_cannot_be_hidden_and_what_is_open_cannot_be_activated(session: Session) -> None:
    cohort_id = enrolled(session, TODAY)
    with pytest.raises(Conflict, match="Kullet er ikke skjult, så det er ingenting å aktivere"):
        preview_activation(session, cohort_id, AROUND)
    provision(session, cohort_id, checksum=None, deed=RHF, surroundings=AROUND)
    with pytest.raises(Conflict, match="Det kan ikke skjules nå"):
        hide_cohort(session, cohort_id, deed=RHF)


def test_a_hidden_cohort_that_is_built_may_be_said_to_be_hidden_again(session: Session) -> None:
    cohort_id = _hidden(session)
    hide_cohort(session, cohort_id, deed=RHF)
    assert cohorts.get(session, cohort_id).hidden
