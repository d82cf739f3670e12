"""Text with fields between signs, where the comma may stand in the numbers too; and days that have not come."""

from __future__ import annotations

from datetime import date

import pytest

from app.submissions.reading.findings import unanswered
from app.submissions.reading.reports.measurements import numbers_beside

SPLIT = (
    "Dato,Ventetid\n02.11.2026,5,5\n09.11.2026,4,2\n",
    "Dato,Ventetid,Fall\n02.11.2026,5,5,2\n09.11.2026,4,1\n",
    "Måling,Dato,Verdi\nVentetid,02.11.2026,5\nVentetid,09.11.2026,4,2\n",
    '"Måling","Dato","Verdi"\n"Ventetid","02.11.2026",5,5\n',
    "Dato,Ventetid,Merknad\n02.11.2026,5,5\n09.11.2026,4,2\n",
)
WHOLE = (
    'Dato,Ventetid\n02.11.2026,"5,5"\n09.11.2026,"4,2"\n',
    "Dato,Ventetid\n02.11.2026,5.5\n09.11.2026,4.2\n",
    "Dato;Ventetid\n02.11.2026;5,5\n09.11.2026;4,2\n",
    "Dato;Ventetid\n02.11.2026;5,5;ferie\n09.11.2026;4,2;\n",
    "Dato\tVentetid\tMerknad\n02.11.2026\t5,5\ttelt for hånd\n09.11.2026\t4,2\n",
)


@pytest.mark.parametrize("text", SPLIT)
def test_numbers_split_at_their_comma_are_refused(text: str) -> None:
    found = numbers_beside(text.encode(), "tall.csv")
    assert (found.points, [one.code for one in found.findings]) == ((), ["split_at_decimals"])


@pytest.mark.parametrize("text", WHOLE)
def test_numbers_that_are_whole_are_read(text: str) -> None:
    found = numbers_beside(text.encode(), "tall.csv")
    assert ([one.value for one in found.points], found.findings) == ([5.5, 4.2], ())


def test_days_that_have_not_come_are_no_measured_days() -> None:
    text = "Dato;Ventetid\n30.11.2026;5\n31.12.2026;4\n01.01.2027;3\n02.11.2062;2\n"
    found = numbers_beside(text.encode(), "tall.csv", answered=unanswered, today=date(2026, 11, 30))
    assert [one.day for one in found.points] == [date(2026, 11, 30), date(2026, 12, 31)]
    assert [one.text for one in found.findings] == [
        "Tallet i celle tall.csv!B4 er for 01.01.2027, som ikke har vært. Rett datoen.",
        "Tallet i celle tall.csv!B5 er for 02.11.2062, som ikke har vært. Rett datoen.",
    ]
