"""One page of dates and hours a team, read back from the files themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import openpyxl
from support.small_cohort import started
from typer.testing import CliRunner

from app.cli import kull

if TYPE_CHECKING:
    from pathlib import Path

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
HOURS = "Hver i teamet: 55,5 timer. En hel dag er regnet som 7,5 timer."


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
