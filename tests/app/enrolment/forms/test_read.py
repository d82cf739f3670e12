from __future__ import annotations

import zlib

import pytest
from fpdf import FPDF
from support.forms import FACTS, PEOPLE, field_pdf, text_pdf, word_form
from support.workbooks import KARI, OLA, xlsx

from app.enrolment.applications import understand
from app.enrolment.forms.bundle import Form, Slip, bundle_forms
from app.enrolment.workbook import read_workbook

TEXT = text_pdf(["Søknad", "Foretak: UNN", "Team: Sengepost A", *PEOPLE])
FIELDS = field_pdf(
    {
        "Foretak": "UNN",
        "Team": "Sengepost A",
        "Navn1": "Kari Nes",
        "E-post1": "kari@example.no",
        "Rolle1": "leder",
        "Navn2": "Ola Vik",
        "E-post2": "ola@example.no",
        "Rolle2": "tillitsvalgt",
    }
)


def bundle(**forms: bytes) -> bytes:
    return bundle_forms([Form(name.replace("_", "."), data) for name, data in forms.items()], Slip())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("table_docx", word_form()),
        ("lines_docx", word_form(lines=True)),
        ("text_pdf", TEXT),
        ("fields_pdf", FIELDS),
        ("sheet_xlsx", xlsx(KARI, OLA)),
    ],
)
def test_each_kind_of_form_is_read_into_the_same_application(name: str, data: bytes) -> None:
    read, problems = understand(read_workbook(bundle(**{name: data}), "søknader"))
    assert [(team.name, team.organisation, team.file) for team in read.teams] == [
        ("Sengepost A", "UNN", name.replace("_", "."))
    ]
    assert [(seat.email, [role.value for role in seat.roles]) for seat in read.seats] == [
        ("kari@example.no", ["leader"]),
        ("ola@example.no", ["union_rep"]),
    ]
    assert [one for one in problems if one.level in {"error", "question"}] == []


def test_the_facts_above_the_people_are_the_teams() -> None:
    read, _ = understand(read_workbook(bundle(a_docx=word_form()), "søknader"))
    assert read.teams[0].problem == "Lange ventetider"


def test_several_forms_become_one_list_each_beside_its_file() -> None:
    other = (("Foretak", "NLSH"), ("Team", "Poliklinikken"))
    people = (PEOPLE[0], ("Liv Moe", "liv@example.no", "leder"))
    read, _ = understand(
        read_workbook(bundle(a_docx=word_form(), b_docx=word_form(other, people, lines=True)), "søknader")
    )
    assert [(team.name, team.file) for team in read.teams] == [
        ("Sengepost A", "a.docx"),
        ("Poliklinikken", "b.docx"),
    ]


def test_a_form_that_cannot_be_read_stops_none_of_the_others() -> None:
    scanned = FPDF()
    scanned.add_page()
    read, problems = understand(
        read_workbook(
            bundle(a_docx=word_form(), b_pdf=bytes(scanned.output()), c_pdf=b"%PDF-1.7 nothing"), "søknader"
        )
    )
    assert [team.name for team in read.teams] == ["Sengepost A"]
    assert [(one.sheet, one.level, one.code) for one in problems if one.sheet in {"b.pdf", "c.pdf"}] == [
        ("b.pdf", "warning", "only_pictures"),
        ("c.pdf", "warning", "damaged"),
    ]


def test_two_files_of_one_name_are_told_apart() -> None:
    two = [Form("søknad.docx", word_form()), Form("søknad.docx", word_form(FACTS[:1]))]
    read = read_workbook(bundle_forms(two, Slip()), "søknader")
    assert [sheet.file for sheet in read.sheets] == ["søknad.docx", "søknad.docx (2)"]


def test_a_form_that_wants_to_unpack_without_end_is_not_opened() -> None:
    data = bundle(a_docx=b"PK\x03\x04word/" + b"\0" * 100, b_docx=word_form())
    read, problems = understand(read_workbook(data, "søknader"))
    assert [team.file for team in read.teams] == ["b.docx"]
    assert next((one.sheet, one.code) for one in problems if one.level == "warning") == ("a.docx", "damaged")


def test_a_pdf_that_unpacks_without_end_is_told_of_and_read_no_further() -> None:
    packed = zlib.compress(bytes(80_000_000), 1)
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>endobj\n"
    content = b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream endobj\n" % (
        len(packed),
        packed,
    )
    bomb = head + page + content + b"trailer<</Root 1 0 R>>\n%%EOF"
    read, problems = understand(read_workbook(bundle(a_docx=word_form(), b_pdf=bomb), "søknader"))
    assert [team.file for team in read.teams] == ["a.docx"]
    assert [(one.sheet, one.code) for one in problems if one.sheet == "b.pdf"] == [("b.pdf", "damaged")]
