"""The holidays the unit enters, with their source."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import Invalid
from app.programmes.dates.calendar import SchoolHoliday
from app.programmes.dates.school_holidays import school_holidays

if TYPE_CHECKING:
    from pathlib import Path

HEADING = "county,name,first_day,last_day,source,year\n"


def file_with(folder: Path, *rows: str, heading: str = HEADING) -> Path:
    path = folder / "ferier.csv"
    path.write_text(heading + "\n".join(rows), "utf-8")
    return path


def test_none_is_shipped() -> None:
    assert school_holidays() == ()


def test_the_units_own_are_read_with_their_source(tmp_path: Path) -> None:
    file = file_with(tmp_path, "Troms,Høstferie,2026-10-05,2026-10-09,tromsfylke.no,2026")
    assert school_holidays(file) == (
        SchoolHoliday(
            county="Troms",
            name="Høstferie",
            first_day=date(2026, 10, 5),
            last_day=date(2026, 10, 9),
            source="tromsfylke.no 2026",
        ),
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Troms,Høstferie,2026-10-05,2026-10-09,,2026", "Alle feltene må fylles ut, også kilde og år."),
        ("Troms,Høstferie,2026-10-05", "Alle feltene må fylles ut, også kilde og år."),
        ("Troms,Høstferie,5.10.2026,9.10.2026,tromsfylke.no,2026", "Datoer skrives slik: 2028-02-28."),
    ],
)
def test_a_row_that_cannot_be_read_is_named_by_its_line(row: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refused:
        school_holidays(file_with(tmp_path, row))
    assert str(refused.value) == f"ferier.csv linje 2: {sentence}"


def test_another_heading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refused:
        school_holidays(file_with(tmp_path, heading="fylke,navn\n"))
    assert str(refused.value) == (
        "ferier.csv: Første linje skal være county,name,first_day,last_day,source,year."
    )
