"""Each workbook of the corpus is read as its author meant it, or says what is not certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from support.paths import ROOT

from app.enrolment.entries import read_entry
from app.enrolment.lines import read_lines
from app.enrolment.problems import Unreadable
from app.enrolment.workbook import read_workbook
from corpora.workbooks import answers, around, cells, columns, files, left_out, teams, two_rows, unseen

if TYPE_CHECKING:
    from corpora.workbooks.laying_out import Case

CASES = [
    *unseen.CASES,
    *columns.CASES,
    *cells.CASES,
    *around.CASES,
    *files.CASES,
    *teams.CASES,
    *answers.CASES,
    *two_rows.CASES,
    *left_out.CASES,
]
SAMPLE = [
    "hidden row",
    "hidden sheet",
    "struck name",
    "address mended",
    "two address columns, one hidden",
    "Forms, Navn2",
    "first and last name",
    "carriage return",
    "address behind a name",
    "note",
    "strict",
    "LibreOffice",
]
GIVEN = ROOT.parent / "shared/cases/workbooks"
UNN = "Liv Berg <liv.berg@unn.example.no>; Tor Lie <tor.lie@unn.example.no>; Siv Moe <siv.moe@unn.example.no>"
BODO = "Kari Nordmann <kari.nordmann@nlsh.example.no>; Ola Hansen <ola.hansen@nlsh.example.no>"
PER = "Per Ås <per.aas@nlsh.example.no>"
MARET = "Máret Čáhput <maret.cahput@nlsh.example.no>"
VESTERALEN = "Åse Øvergård <ase.overgard@nlsh.example.no>; Jon Đorđević <jon.d@nlsh.example.no>"
TWO = "Kari Nes <kari@example.no>; Ola Vik <ola@example.no>"
REFUSED = "error double_column; error double_column; info unread_column"
BY_FILE = {
    "09_skjult_rad": (f"{BODO}; {MARET}; {VESTERALEN}; {UNN}", "4 hidden_row", ""),
    "10b_skjult_ark_uten_konflikt": (f"{BODO}; {PER}; {MARET}; {VESTERALEN}; {UNN}", "2 hidden_sheet", ""),
    "51_overstroket_rad": (f"{BODO}; {MARET}; {VESTERALEN}; {UNN}", "4 struck_through", ""),
    "53_to_epostkolonner_en_skjult": ("", "", "error double_column"),
    "forms_respondent": ("", "", REFUSED),
    "03_forms_innlogget_sekretaer": ("", "", REFUSED),
    "12_merknad_under": (f"{BODO}; {PER}; {MARET}; {VESTERALEN}; {UNN}", "", "info outside_table"),
    "x000d": (TWO, "", ""),
    "strict": (TWO, "", ""),
    "two_name_columns": ("Kari Nes <kari@example.no>", "", ""),
}


@dataclass(frozen=True)
class Outcome:
    people: str
    unseen: str
    said: str


def outcome(data: bytes, filename: str) -> Outcome:
    """Read a file to its people, as an import does; rows nobody sees wait."""
    try:
        lines, problems = read_lines(read_workbook(data, filename))
    except Unreadable as refusal:
        return Outcome("", "", f"refused {refusal.reason}")
    entries = [read_entry(line, problems) for line in lines if line.unseen is None]
    wrong = any(problem.code == "bad_email" for problem in problems)
    people = "-" if wrong else "; ".join(f"{entry.name} <{entry.email}>".strip() for entry in entries)
    unseen = "; ".join(f"{line.number} {line.unseen}" for line in lines if line.unseen)
    said = "; ".join(f"{problem.level} {problem.code}" for problem in problems)
    return Outcome(people, unseen, said)


def right(case: Case) -> None:
    assert outcome(case.data(), case.filename) == Outcome(case.people, case.unseen, case.said), case.meant


def named(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", [case for case in CASES if case.name in SAMPLE], ids=named)
def test_a_sample_of_workbooks_is_read_as_meant(case: Case) -> None:
    right(case)


@pytest.mark.corpora
@pytest.mark.parametrize("case", CASES, ids=named)
def test_every_workbook_is_read_as_meant(case: Case) -> None:
    right(case)


def test_names_of_the_corpus_are_its_own() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
    assert set(SAMPLE) <= set(names)


@pytest.mark.corpora
@pytest.mark.skipif(not GIVEN.exists(), reason="the given workbooks lie beside the repository, not in it")
@pytest.mark.parametrize("name", BY_FILE)
def test_the_given_workbooks_are_read_as_their_readme_says(name: str) -> None:
    assert outcome((GIVEN / f"{name}.xlsx").read_bytes(), f"{name}.xlsx") == Outcome(*BY_FILE[name])
