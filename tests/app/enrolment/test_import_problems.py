"""What must be mended in a workbook, and what is only pointed at, said with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session, select
from support.workbooks import HEADINGS, KARI, NOW, a_cohort, said, seats, take

from app.audit import AuditRecord
from app.cohorts import service as cohorts

if TYPE_CHECKING:
    from app.cohorts.models import Cohort


@pytest.fixture
def cohort(session: Session) -> Cohort:
    return a_cohort(session)


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (("UNN", None, None, "Kari", "k@example.no", "medarbeider"), "C (team)", "no_team"),
        (("UNN", None, None, "Kari", "k@example.no", "veileder, leder"), "C (team)", "no_team"),
        ((None, None, "A", "Kari", "k@example.no", "leder"), "A (foretak)", "no_organisation"),
        ((None, None, None, "Kari", "k@example.no", "foretakskontakt"), "A (foretak)", "no_organisation"),
        (("UNN", None, "A", None, "k@example.no", "leder"), "D (navn)", "no_name"),
        (("UNN", None, "A", "Kari", "k@example.no", None), "F (rolle)", "no_role"),
        (("UNN", None, "A", "Kari", "k@example.no", "leder, tilitsvalgt"), "F (rolle)", "unknown_role"),
        (("UNN", "først", "A", "Kari", "k@example.no", "leder"), "B (prioritet)", "bad_priority"),
        (("UNN", 0, "A", "Kari", "k@example.no", "leder"), "B (prioritet)", "bad_priority"),
        (("UNN", NOW.date(), "A", "Kari", "k@example.no", "leder"), "B (prioritet)", "date"),
        (("UNN", 1, "A", "Kari", "kari.example.no", "leder"), "E (e-post)", "bad_email"),
        (("UNN", 1, "A", "Kari", "kari @example.no", "leder"), "E (e-post)", "bad_email"),
        (("UNN", 1, "A", "Kari", "a@example.no; b@example.no", "leder"), "E (e-post)", "bad_email"),
        (("UNN", 1, "A", "Kari", "kari@example..no", "leder"), "E (e-post)", "bad_email"),
        (("UNN", 1, "A", "kari@example.no", "Kari Nes", "leder"), "E (e-post)", "bad_email"),
        (("UNN", 1, "A" * 201, "Kari", "k@example.no", "leder"), "C (team)", "too_long"),
        (("UNN", 1, "A", "=B2", "k@example.no", "leder"), "D (navn)", "formula"),
        (("UNN", 1, "A", "Kari", "#REF!", "leder"), "E (e-post)", "broken_cell"),
    ],
)
def test_what_must_be_mended_is_said_with_its_place(
    session: Session, cohort: Cohort, row: tuple[object, ...], column: str, code: str
) -> None:
    result = take(session, cohort, row)
    assert (2, column, "error", code) in said(result)
    assert all(problem.text.endswith((".", "?")) for problem in result.problems)
    assert seats(session, cohort) == []


def test_a_misspelt_role_gets_a_suggestion(session: Session, cohort: Cohort) -> None:
    (problem,) = take(session, cohort, (*KARI[:5], "tilitsvalgt")).problems
    assert problem.text == "«tilitsvalgt» er ikke en rolle vi kjenner. Mente dere tillitsvalgt?"


def test_name_and_address_swapped_are_seen(session: Session, cohort: Cohort) -> None:
    result = take(session, cohort, ("UNN", 1, "A", "kari@example.no", "Kari Nes", "leder"))
    assert [problem.text for problem in result.problems] == [
        "Navn og e-post ser ut til å ha byttet plass. Bytt dem tilbake."
    ]


@pytest.mark.parametrize("name", ["M?ret Nes", "Biret ?uohpi", "M\ufffdret", "BjÃ¸rn Ås", "Ã…se"])
def test_a_letter_that_got_lost_is_a_warning(session: Session, cohort: Cohort, name: str) -> None:
    result = take(session, cohort, (*KARI[:3], name, *KARI[4:]))
    assert said(result) == [(2, "D (navn)", "warning", "lost_letter")]


def test_a_team_may_ask_a_question(session: Session, cohort: Cohort) -> None:
    assert said(take(session, cohort, (*KARI[:2], "Hva nå?", *KARI[3:]))) == []
    assert said(take(session, cohort, (*KARI[:2], "?apmi", *KARI[3:])))[0] == (
        2,
        "C (team)",
        "warning",
        "lost_letter",
    )


def test_priorities_that_collide_or_lack_are_warnings(session: Session, cohort: Cohort) -> None:
    rows = [
        ("UNN", priority, name, name, f"{name}@example.no", "leder")
        for name, priority in (("a", 1), ("b", 1), ("c", None))
    ]
    assert said(take(session, cohort, *rows)) == [
        (3, "B (prioritet)", "warning", "same_priority"),
        (4, "B (prioritet)", "warning", "no_priority"),
    ]


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
