"""An identity number in a workbook is refused where it stands, and kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session, select
from support.workbooks import HEADINGS, KARI, a_cohort, take

from app.audit import AuditRecord
from app.cohorts import service as cohorts

if TYPE_CHECKING:
    from app.cohorts.models import Cohort


@pytest.fixture
def cohort(session: Session) -> Cohort:
    return a_cohort(session)


@pytest.mark.parametrize("number", ["01818012337", "018180 12337", 1818012337])
def test_an_identity_number_is_refused_where_it_stands_and_said_nowhere(
    session: Session, cohort: Cohort, number: str | int
) -> None:
    result = take(
        session, cohort, (*KARI, number), headings=(*HEADINGS, "problem"), filename="018180 12337.xlsx"
    )
    assert result.refused
    assert [(one.row, one.column, one.code, one.text) for one in result.problems] == [
        (
            2,
            "G (problem)",
            "identity_number",
            (
                "Et tall her ser ut som et fødselsnummer. "
                "Ta det bort; opplysninger om pasienter skal ikke stå her."
            ),
        )
    ]
    assert cohorts.teams_of(session, cohort_id=cohort.id or 0) == []


def test_the_audit_keeps_no_number_from_a_files_name(session: Session, cohort: Cohort) -> None:
    take(session, cohort, KARI, filename="Påmelding 018180 12337.xlsx")
    session.commit()
    recorded = session.exec(select(AuditRecord)).one()
    assert recorded.details["file"] == "Påmelding [fødselsnummer].xlsx"
