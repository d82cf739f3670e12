"""A person says what a waiting file is, or that it answers nothing; both hold from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select
from support.small_network import KIRURGI, MEDISIN, NOW, UNNS, a_file, hand_in, receipt_given, tell

from app.audit import AuditRecord
from app.errors import Conflict, NotFound
from app.submissions.library import unplaced
from app.submissions.models import LibraryItem, Submission

if TYPE_CHECKING:
    from sqlmodel import Session

pytestmark = pytest.mark.usefixtures("network")
STATUS_1 = 2
MEDISINS = "Statusrapport 1 Medisin.docx"


def test_a_person_says_whose_a_file_is_and_its_next_version_follows(session: Session) -> None:
    hand_in(session, a_file(MEDISINS))
    (waits,) = unplaced.unplaced_files(session, 1)
    assert waits.proposals == [
        {"team_id": MEDISIN, "deliverable_id": STATUS_1},
        {"team_id": KIRURGI, "deliverable_id": STATUS_1},
    ]
    unplaced.put_with(session, waits.id, team_id=MEDISIN, deliverable_id=STATUS_1, deed=UNNS)
    receipt_given(session, 1)
    hand_in(session, a_file(MEDISINS, tag="2"))
    handed_in = session.exec(select(Submission).order_by(col(Submission.id)))
    assert [(one.team_id, one.version) for one in handed_in] == [(MEDISIN, 1), (MEDISIN, 2)]


def test_a_file_can_be_nothing_its_team_is_not_asked_for(session: Session) -> None:
    hand_in(session, a_file(MEDISINS))
    with pytest.raises(NotFound, match="Medisin er ikke bedt om dette"):
        unplaced.put_with(session, 1, team_id=MEDISIN, deliverable_id=99, deed=UNNS)
    assert len(unplaced.unplaced_files(session, 1)) == 1


def test_two_people_do_not_place_the_same_file(session: Session) -> None:
    hand_in(session, a_file(MEDISINS))
    unplaced.set_aside(session, 1, deed=UNNS)
    with pytest.raises(Conflict, match="venter ikke lenger"):
        unplaced.put_with(session, 1, team_id=MEDISIN, deliverable_id=STATUS_1, deed=UNNS)


def test_what_is_set_aside_stays_so_whatever_is_written_in_it(session: Session) -> None:
    hand_in(session, a_file("notat.docx"))
    unplaced.set_aside(session, 1, deed=UNNS)
    hand_in(session, a_file("notat.docx", tag="2"))
    assert unplaced.unplaced_files(session, 1) == []
    assert session.exec(select(LibraryItem.chosen_by)).one() == "unn"


def test_a_waiting_file_that_is_deleted_waits_no_more(session: Session) -> None:
    hand_in(session, a_file("notat.docx"))
    assert unplaced.cohort_of_file(session, 1) == 1
    tell(session, whole=True)
    assert unplaced.unplaced_files(session, 1) == []
    with pytest.raises(NotFound, match="ingen fil 1 som venter"):
        unplaced.cohort_of_file(session, 1)


def test_saying_what_a_file_is_is_audited(session: Session) -> None:
    hand_in(session, a_file("notat.docx"))
    unplaced.set_aside(session, 1, deed=UNNS)
    session.commit()
    record = session.exec(select(AuditRecord).where(AuditRecord.about == "file:1")).one()
    assert (record.actor, record.act, record.at) == ("unn", "file placed", NOW)
