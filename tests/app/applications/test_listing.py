from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from support.forms import PEOPLE, word_form
from support.workbooks import take

from app import cohorts, questions
from app.answering.service import settle
from app.applications.dropped import bundle_dropped, correct_received
from app.applications.listing import list_applications
from app.applications.typed import TypedApplication, TypedPerson, apply_by_contact
from app.audit import Deed
from app.cohorts import ApplicationState
from app.enrolment.forms.bundle import Form
from app.errors import Conflict, Invalid

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts import Cohort

NOW = datetime(2026, 2, 20, 9, tzinfo=UTC)
DEED = Deed(actor="Enheten", at=NOW)


def form(team: str, *people: tuple[str, str, str], trust: str = "UNN") -> bytes:
    return word_form((("Foretak", trust), ("Team", team)), (PEOPLE[0], *people))


BARN = form("Barneklinikken", ("Per Moen", "per@example.no", "leder"))
FOOT = form("Fotpoliklinikken", ("Siri Holm", "siri@example.no", "leder"))


def drop(session: Session, cohort: Cohort, *forms: Form, received: str = "") -> None:
    data = bundle_dropped(forms, received=received)
    take(session, cohort, data=data, filename="søknader")


def came(session: Session, cohort: Cohort) -> list[tuple[str, str, bool]]:
    return [
        (one.team, one.file, one.late) for one in list_applications(session, cohort.id) if one.received_at
    ]


def test_forms_dropped_in_together_are_one_list_each_beside_its_file(
    session: Session, cohort: Cohort
) -> None:
    drop(session, cohort, Form("barn.docx", BARN), Form("fot.docx", FOOT), received="2026-02-27")
    assert came(session, cohort) == [
        ("Barneklinikken", "barn.docx", False),
        ("Fotpoliklinikken", "fot.docx", False),
    ]


def test_a_late_application_is_taken_in_and_listed_as_late(session: Session, cohort: Cohort) -> None:
    drop(session, cohort, Form("barn.docx", BARN), received="2026-03-01")
    drop(session, cohort, Form("fot.docx", FOOT), received="2026-03-02")
    assert came(session, cohort) == [
        ("Barneklinikken", "barn.docx", False),
        ("Fotpoliklinikken", "fot.docx", True),
    ]


def test_a_later_edition_does_not_make_an_application_late(session: Session, cohort: Cohort) -> None:
    drop(session, cohort, Form("barn.docx", BARN), received="2026-02-27")
    drop(session, cohort, Form("barn, rettet.docx", BARN), received="2026-03-09")
    assert came(session, cohort) == [("Barneklinikken", "barn, rettet.docx", False)]


def test_the_day_it_came_is_corrected_by_a_person(session: Session, cohort: Cohort) -> None:
    drop(session, cohort, Form("barn.docx", BARN), received="2026-03-09")
    team = cohorts.team_called(session, cohort_id=cohort.id, name="Barneklinikken")
    correct_received(
        session,
        cohort_id=cohort.id,
        team_id=team.id,
        received="2026-02-27",
        case_number=" 2026/118 ",
        deed=DEED,
    )
    assert came(session, cohort) == [("Barneklinikken", "barn.docx", False)]
    (line,) = [one for one in list_applications(session, cohort.id) if one.file]
    assert line.case_number == "2026/118"


def test_a_team_in_two_forms_waits_until_somebody_says_which_holds(session: Session, cohort: Cohort) -> None:
    other = form("Barneklinikken", ("Ida Berg", "ida@example.no", "leder"))
    drop(session, cohort, Form("a.docx", BARN), Form("b.docx", other), Form("fot.docx", FOOT))
    assert [one[0] for one in came(session, cohort)] == ["Fotpoliklinikken"]
    (asked,) = questions.open_questions(session, cohort.id)
    assert questions.in_full(asked)["text"] == (
        "Teamet «Barneklinikken» søker i flere skjemaer: «a.docx» og «b.docx». Hvilket gjelder?"
    )
    settle(
        session,
        cohort_id=cohort.id,
        answers={asked.key: "b.docx"},
        deed=Deed(actor="kari", at=datetime(2026, 3, 1, 10, tzinfo=UTC)),
    )
    assert [(team, file) for team, file, _ in came(session, cohort)] == [
        ("Barneklinikken", "b.docx"),
        ("Fotpoliklinikken", "fot.docx"),
    ]
    team = cohorts.team_called(session, cohort_id=cohort.id, name="Barneklinikken")
    assert [one.name for one in cohorts.members_of(session, team_id=team.id)] == ["Ida Berg"]


def typed(team: str = "Rehab", *, role: str = "leder", trust: str = "UNN") -> TypedApplication:
    person = TypedPerson("Ada Sund", "ada@example.no", role)
    return TypedApplication(organisation=trust, team=team, aim="=2+2", people=(person,), case_number="2026/9")


def test_a_contact_applies_on_a_page_and_it_is_read_as_every_other(session: Session, cohort: Cohort) -> None:
    result = apply_by_contact(session, cohort, typed(), deed=Deed(actor="Turid Lie", at=NOW))
    assert (result.refused, result.teams_added) == (False, 1)
    (line,) = [one for one in list_applications(session, cohort.id) if one.source == "page"]
    assert (line.team, line.file, line.case_number, line.place) == (
        "Rehab",
        "Rehab (skrevet på siden)",
        "2026/9",
        "applied",
    )
    assert cohorts.team_called(session, cohort_id=cohort.id, name="Rehab").aim == "=2+2"


def test_a_contact_gives_nobody_a_role_beyond_the_team(session: Session, cohort: Cohort) -> None:
    for role in ("fagansvarlig", "foretakskontakt", "øverste leder", "styringsgruppe"):
        with pytest.raises(Invalid, match="gis av forbedringsenheten"):
            apply_by_contact(session, cohort, typed(role=role), deed=DEED)


def test_a_contact_changes_no_application_that_has_had_its_answer(session: Session, cohort: Cohort) -> None:
    team = cohorts.team_called(session, cohort_id=cohort.id, name="Sengepost A")
    team.place = ApplicationState.offered
    with pytest.raises(Conflict, match="Plassene er fordelt"):
        apply_by_contact(session, cohort, typed("sengepost a"), deed=DEED)


def test_another_trusts_team_is_not_taken_over_by_its_name(session: Session, cohort: Cohort) -> None:
    result = apply_by_contact(session, cohort, typed("Kirurgi"), deed=DEED)
    assert [one.kind.value for one in result.asked] == ["team-of-trust"]
    team = cohorts.team_called(session, cohort_id=cohort.id, name="Kirurgi")
    assert cohorts.organisations(session)[team.organisation_id].name == "NLSH"
    assert [one.name for one in cohorts.members_of(session, team_id=team.id)] == ["Liv Moe"]
