"""The site of people and teams: read from the workbook, kept, and chosen by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select
from support.workbooks import NOW, a_cohort

from app import cohorts
from app.audit import Deed
from app.cohorts.models import Team
from app.enrolment.service import enrol

if TYPE_CHECKING:
    from sqlmodel import Session

SHEET = """foretak;team;navn;e-post;rolle;sted
UNN;Kirurgi;Berit Bø;berit@example.no;medarbeider;Harstad
UNN;Kirurgi;Anne Aas;anne@example.no;teamleder;Tromsø
UNN;Medisin;Carl Dahl;carl@example.no;teamleder;
"""


def taken(session: Session, sheet: str = SHEET) -> None:
    a_cohort(session)
    deed = Deed(actor="rhf", at=NOW)
    assert not enrol(session, cohort_id=1, data=sheet.encode(), filename="p.csv", deed=deed).refused


def test_a_team_is_where_its_leader_works_and_each_person_where_they_do(session: Session) -> None:
    taken(session)
    assert {team.name: team.site for team in session.exec(select(Team))} == {
        "Kirurgi": "Tromsø",
        "Medisin": None,
    }
    found = {one.name: one.site for one in cohorts.holders(session, cohort_id=1)}
    assert found == {"Berit Bø": "Harstad", "Anne Aas": "Tromsø", "Carl Dahl": None}
    assert cohorts.sites_of(session, cohort_id=1) == {1: {"Tromsø", "Harstad"}}


def test_a_sheet_that_says_no_site_keeps_it(session: Session) -> None:
    taken(session)
    deed = Deed(actor="rhf", at=NOW)
    again = SHEET.replace("Harstad", "").replace("Tromsø", "")
    enrol(session, cohort_id=1, data=again.encode(), filename="p.csv", deed=deed)
    assert cohorts.sites_of(session, cohort_id=1) == {1: {"Tromsø", "Harstad"}}
