"""The empty workbook we hand out is one we can read, once it is filled in."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook, load_workbook
from support.workbooks import saved

from app.enrolment.applications import understand
from app.enrolment.blank import blank_workbook
from app.enrolment.doubts.ledger import Doubts, Known
from app.enrolment.headings import Column
from app.enrolment.workbook import read_workbook
from app.people.models import Role


def book() -> Workbook:
    return load_workbook(BytesIO(blank_workbook()))


def test_a_filled_in_blank_is_read_without_a_word() -> None:
    filled = book()
    filled["Påmelding"].append(
        ["UNN", 1, "Sengepost A", None, None, None, None, "Kari Nes", "kari@example.no", "leder"]
    )
    enrolment, problems = understand(read_workbook(saved(filled), "påmelding.xlsx"))
    assert [(person.name, person.email) for person in enrolment.people] == [("Kari Nes", "kari@example.no")]
    assert [(one.sheet, one.level, one.code) for one in problems] == [
        ("Forklaring", "info", "sheet_not_read")
    ]


def test_a_blank_sent_back_as_it_is_lacks_its_rows() -> None:
    _, problems = understand(read_workbook(blank_workbook(), "påmelding.xlsx"))
    assert [(one.level, one.code) for one in problems if one.level == "error"] == [("error", "no_rows")]


def test_every_column_stands_in_the_first_row_and_it_stays_in_sight() -> None:
    sheet = book()["Påmelding"]
    assert [cell.value for cell in sheet[1]] == [column.value for column in Column if column != "spor"]
    assert sheet.freeze_panes == "A2"


def test_the_tracks_of_a_programme_have_a_column_and_are_explained() -> None:
    tracked = load_workbook(BytesIO(blank_workbook(tracks=("Akutt", "Elektiv"))))
    assert tracked["Påmelding"]["N1"].value == "spor"
    assert ("Spor", "Akutt, Elektiv. Skill flere med komma.") in tracked["Forklaring"].values


def test_a_cell_with_few_answers_offers_them() -> None:
    offered = {str(one.sqref): one.formula1 for one in book()["Påmelding"].data_validations.dataValidation}
    assert offered == {"L2:L500": '"ja,nei"', "M2:M500": '"intern,gjest,bare e-post"'}


def test_the_second_sheet_says_what_must_be_filled_in() -> None:
    rows = {row[0]: row[1] for row in book()["Forklaring"].iter_rows(values_only=True)}
    assert rows["Må fylles ut"] == "foretak, team, navn, e-post, rolle"


def test_a_cohorts_own_names_stand_in_the_blank_and_are_read_back() -> None:
    names = {"improvement_agent": "endringsagent"}
    told = [
        ("Påmelding", "Påmeldingsfristen er mandag 01.03.2027."),
        ("Tid for hver", "Leder: om lag 60 timer."),
    ]
    filled = load_workbook(BytesIO(blank_workbook(names, told=told)))
    rows = list(filled["Forklaring"].iter_rows(values_only=True))
    assert ("endringsagent" in str(rows[2][1]), rows[-2:]) == (True, told)
    filled["Påmelding"].append(
        ["UNN", 1, "Sengepost A", None, None, None, None, "Kari Nes", "kari@example.no", "Endringsagent"]
    )
    sheets = read_workbook(saved(filled), "påmelding.xlsx")
    known = Doubts(known=Known(role_names=names))
    assert [seat.roles for seat in understand(sheets, known)[0].seats] == [(Role.improvement_agent,)]
    _, problems = understand(sheets)
    assert [one.code for one in problems if one.level == "error"] == ["unknown_role"]
