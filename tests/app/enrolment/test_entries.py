"""One row is read strictly but kindly: what must be mended is said with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some
from support.workbooks import HEADINGS, KARI, sheets

from app.enrolment.entries import Entry, read_entry
from app.enrolment.lines import read_lines
from app.people import Access, Role

if TYPE_CHECKING:
    from app.enrolment.problems import Problem

ALL = (*HEADINGS, "grunnkurs", "tilgang")


def read(*cells: object, headings: tuple[str, ...] = HEADINGS) -> tuple[Entry, list[Problem]]:
    (line,), _ = read_lines(sheets(cells, headings=headings))
    problems: list[Problem] = []
    return read_entry(line, problems), problems


def codes(*cells: object) -> list[tuple[str | None, str, str]]:
    return [(one.column, one.level, one.code) for one in read(*cells)[1]]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (("UNN", None, None, "Kari", "k@example.no", "medarbeider"), "C (team)", "no_team"),
        (("UNN", None, None, "Kari", "k@example.no", "veileder, leder"), "C (team)", "no_team"),
        ((None, None, None, "Kari", "k@example.no", "foretakskontakt"), "A (foretak)", "no_organisation"),
        (("UNN", None, "A", None, "k@example.no", "leder"), "D (navn)", "no_name"),
        (("UNN", None, "A", "Kari", "k@example.no", None), "F (rolle)", "no_role"),
        (("UNN", None, "A", "Kari", "k@example.no", "leder, tilitsvalgt"), "F (rolle)", "unknown_role"),
        (("UNN", "først", "A", "Kari", "k@example.no", "leder"), "B (prioritet)", "bad_priority"),
        (("UNN", 0, "A", "Kari", "k@example.no", "leder"), "B (prioritet)", "bad_priority"),
        (("UNN", 1, "A", "Kari", "kari.example.no", "leder"), "E (e-post)", "bad_email"),
        (("UNN", 1, "A", "Kari", "kari @example.no", "leder"), "E (e-post)", "bad_email"),
        (("UNN", 1, "A", "Kari", "a@example.no; b@example.no", "leder"), "E (e-post)", "bad_email"),
        (("UNN", 1, "A", "Kari", "kari@example..no", "leder"), "E (e-post)", "bad_email"),
        (("UNN", 1, "A", "kari@example.no", "Kari Nes", "leder"), "E (e-post)", "bad_email"),
        (("UNN", 1, "A" * 201, "Kari", "k@example.no", "leder"), "C (team)", "too_long"),
    ],
)
def test_what_must_be_mended_is_said_with_its_place(row: tuple[object, ...], column: str, code: str) -> None:
    assert codes(*row) == [(column, "error", code)]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (
            (*KARI[:5], "tilitsvalgt"),
            "«tilitsvalgt» er ikke en rolle vi kjenner. Mente dere tillitsvalgt?",
        ),
        (
            (*KARI[:4], "a@example.no; b@example.no", "leder"),
            "«a@example.no; b@example.no» er mer enn én adresse. Skriv én adresse, og én person per rad.",
        ),
        (
            (*KARI[:4], None, "leder"),
            "Kari Nes har ingen e-postadresse og venter uten tilgang. Fyll inn adressen og importer igjen.",
        ),
        (
            (*KARI[:4], "kåri@example.no", "leder"),
            "«kåri@example.no» har bokstaver få e-postadresser har. Sjekk den.",
        ),
    ],
)
def test_the_sentence_says_what_to_do(cells: tuple[object, ...], sentence: str) -> None:
    assert [one.text for one in read(*cells)[1]] == [sentence]


def test_name_and_address_swapped_are_seen() -> None:
    _, problems = read(*KARI[:3], "kari@example.no", "Kari Nes", "leder")
    assert [one.text for one in problems] == [
        "Navn og e-post ser ut til å ha byttet plass. Bytt dem tilbake."
    ]


@pytest.mark.parametrize("name", ["M?ret Nes", "Biret ?uohpi", "M\ufffdret", "BjÃ¸rn Ås", "Ã…se"])
def test_a_letter_that_got_lost_is_a_warning(name: str) -> None:
    assert codes(*KARI[:3], name, *KARI[4:]) == [("D (navn)", "warning", "lost_letter")]


def test_a_team_may_ask_a_question() -> None:
    assert codes(*KARI[:2], "Hva nå?", *KARI[3:]) == []
    assert codes(*KARI[:2], "?apmi", *KARI[3:]) == [("C (team)", "warning", "lost_letter")]


@pytest.mark.parametrize(
    ("written", "roles"),
    [
        ("leder", (Role.leader,)),
        ("Leder og Måleansvarlig", (Role.leader, Role.measurement_lead)),
        ("veileder/fagansvarlig", (Role.mentor, Role.faculty)),
        ("leder, leder", (Role.leader,)),
    ],
)
def test_several_roles_may_stand_in_one_cell(written: str, roles: tuple[Role, ...]) -> None:
    assert read(*KARI[:5], written)[0].roles == roles


@pytest.mark.parametrize(
    ("written", "course"), [("ja", True), ("X", True), ("Nei", False), (None, None), ("kanskje", None)]
)
def test_the_basic_course_is_yes_no_or_not_known(written: str | None, course: bool | None) -> None:
    entry, problems = read(*KARI, written, None, headings=ALL)
    assert entry.basic_course is course
    assert [one.code for one in problems] == (["unclear_course"] if written == "kanskje" else [])


@pytest.mark.parametrize(
    ("written", "access"),
    [("intern", Access.internal), ("gjest", Access.guest), (None, None), ("kanskje", None)],
)
def test_access_is_a_word_we_know_or_nothing(written: str | None, access: Access | None) -> None:
    entry, problems = read(*KARI, None, written, headings=ALL)
    assert entry.access == access
    assert [one.code for one in problems] == (["unknown_access"] if written == "kanskje" else [])


@given(some.emails(domains=some.sampled_from(["example.no", "unn.example.no"])))
def test_an_ordinary_address_is_taken_in_small_letters(address: str) -> None:
    entry, problems = read(*KARI[:4], address.upper(), "leder")
    assert (entry.email, problems) == (address.lower(), [])


@given(some.integers(1, 999))
def test_a_priority_is_a_number_with_or_without_its_full_stop(number: int) -> None:
    assert [read("UNN", written, *KARI[2:])[0].priority for written in (number, f"{number}.")] == [number] * 2
