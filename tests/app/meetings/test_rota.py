"""One page of dates and hours a team, read back from the files themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import openpyxl
from support.small_cohort import started
from typer.testing import CliRunner

from app.cli import kull
from app.meetings import rota

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlmodel import Session

    from app.cohorts.models import Cohort
    from app.meetings.models import Meeting

# By hand: three gatherings of two whole days and one of one, at 7.5 hours, and three check-ins of an hour.
LINES = [
    ["onsdag", "16.09.2026–17.09.2026", "hele dagen", "15", "Samling 1", "Tromsø eller Bodø", "hele teamet"],
    ["mandag", "19.10.2026", "13.00–14.00", "1", "Digital innsjekk", "Teams", "hele teamet"],
    ["onsdag", "04.11.2026–05.11.2026", "hele dagen", "15", "Samling 2", "Tromsø eller Bodø", "hele teamet"],
    ["mandag", "30.11.2026", "13.00–14.00", "1", "Digital innsjekk", "Teams", "hele teamet"],
    ["torsdag", "28.01.2027", "hele dagen", "7,5", "Samling 3", "Teams", "hele teamet"],
    ["mandag", "01.03.2027", "13.00–14.00", "1", "Digital innsjekk", "Teams", "hele teamet"],
    ["onsdag", "12.05.2027–13.05.2027", "hele dagen", "15", "Samling 4", "Tromsø eller Bodø", "hele teamet"],
]
NOW = datetime(2026, 4, 1, 6, tzinfo=UTC)
HOURS = "Hver i teamet: 55,5 timer. En hel dag er regnet som 7,5 timer."


def test_hours_are_counted_for_the_whole_team_and_whole_days_are_working_days(
    session: Session, cohort: Cohort, meeting: Callable[..., Meeting]
) -> None:
    meeting("samling", "2026-10-24T00:00", "2026-10-26T00:00", all_day=True, place="Bodø")
    meeting("innsjekk", "2026-10-19T13:00", "2026-10-19T14:30", mode="digital")
    meeting("ledermote", "2026-10-20T08:00", "2026-10-20T10:00", audience="leaders")
    meeting("avlyst", "2026-10-21T08:00", "2026-10-21T10:00", cancelled_at=NOW)
    meeting("antatt", "2026-10-22T08:00", "2026-10-22T10:00", basis="assumed")
    kirurgi, medisin = rota.rotas(session, cohort.id)
    assert [line.cells for line in kirurgi.lines] == [
        ("mandag", "19.10.2026", "13.00–14.30", "1,5", "Innsjekk", "Teams", "hele teamet"),
        ("tirsdag", "20.10.2026", "08.00–10.00", "2", "Ledermote", "", "den som leder teamet"),
        ("lørdag", "24.10.2026–25.10.2026", "hele dagen", "15", "Samling", "Bodø", "hele teamet"),
    ]
    assert [(one.team, one.people, one.hours) for one in (kirurgi, medisin)] == [
        ("Kirurgi", ("Anne Aas", "Berit Bø"), 16.5),
        ("Medisin", ("Carl Dahl", "Dina Eng"), 16.5),
    ]


def test_a_teams_name_becomes_one_a_sheet_may_have() -> None:
    named = rota.TeamsRota(
        cohort="Kullet", team="Post 3/4: [natt] og dag på sengen", people=(), lines=(), hours=0
    )
    workbook = openpyxl.load_workbook(BytesIO(rota.rota_as_excel([named, named])))
    assert workbook.sheetnames == ["1 Post 3-4- -natt- og dag på se", "2 Post 3-4- -natt- og dag på se"]


def test_what_a_spreadsheet_would_take_for_a_formula_is_text_in_both_files() -> None:
    line = rota.Line(
        day="mandag",
        date="19.10.2026",
        time="hele dagen",
        hours=7.5,
        title='=HYPERLINK("https://x.example")',
        place="@SUM(1)",
        who="hele teamet",
    )
    named = rota.TeamsRota(cohort="=1+1", team="-Kirurgi", people=("+47 Anne",), lines=(line,), hours=7.5)
    sheet = openpyxl.load_workbook(BytesIO(rota.rota_as_excel([named]))).worksheets[0]
    cells = [cell for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert (sheet["A1"].value, [sheet.cell(sheet.max_row, column).value for column in (5, 6)]) == (
        "'=1+1: -Kirurgi",
        ['\'=HYPERLINK("https://x.example")', "'@SUM(1)"],
    )
    document = docx.Document(BytesIO(rota.rota_as_word([named])))
    assert document.paragraphs[0].text == "=1+1: -Kirurgi"
    assert document.tables[0].rows[1].cells[4].text == '=HYPERLINK("https://x.example")'


def export(*words: str) -> None:
    told = CliRunner().invoke(kull, ["export", "Kullet", "--what", "dates", *words], catch_exceptions=False)
    assert told.exit_code == 0


def test_the_dates_of_each_team_are_a_page_in_word(here: Path) -> None:
    started("torn-kull-3", 2026)
    file = here / "datoer.docx"
    export("--format", "docx", "--out", str(file))
    document = docx.Document(str(file))
    text = [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]
    assert text == [
        *("Kullet: Kirurgi", "Teamet: Anne Aas, Berit Bø", HOURS),
        *("Kullet: Medisin", "Teamet: Carl Dahl, Dina Eng", HOURS),
    ]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert [[cell.replace("Tromsø eller Bodø", "") for cell in row] for row in rows[1:]] == [
        [cell.replace("Tromsø eller Bodø", "") for cell in row] for row in LINES
    ]


def test_the_hours_can_be_added_up_in_excel(here: Path) -> None:
    started("torn-kull-3", 2026)
    file = here / "datoer.xlsx"
    export("--format", "xlsx", "--out", str(file))
    workbook = openpyxl.load_workbook(file)
    assert workbook.sheetnames == ["1 Kirurgi", "2 Medisin"]
    hours = [row[3] for row in workbook["1 Kirurgi"].iter_rows(min_row=5, values_only=True)]
    assert hours == [15, 1, 15, 1, 7.5, 1, 15]
