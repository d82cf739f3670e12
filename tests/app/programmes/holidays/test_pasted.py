"""Rows of school holidays are read as people paste them, or refused by line and all together."""

from __future__ import annotations

from datetime import date

import pytest

from app.programmes.holidays.pasted import HolidayTyped, NotHolidays, holidays_pasted

WINTER = HolidayTyped(
    county="Nordland",
    name="Vinterferie",
    first_day=date(2028, 2, 28),
    last_day=date(2028, 3, 3),
    source="nfk.no/skoleruta",
    year=2028,
)


@pytest.mark.parametrize(
    "text",
    [
        "Nordland\tVinterferie\t28.02.2028\t03.03.2028\tnfk.no/skoleruta\t2028",
        "Nordland;Vinterferie;28.02.2028;3.3.2028;nfk.no/skoleruta;2028\n",
        "Nordland,Vinterferie,2028-02-28,2028-03-03,nfk.no/skoleruta,2028",
        (
            "\ufeffFylke;ferie;første dag;siste dag;kilde;år\n\n"
            "Nordland;Vinterferie;2028-02-28;2028-03-03;nfk.no/skoleruta;2028\n"
        ),
        (
            "county,name,first_day,last_day,source,year\r\n"
            "Nordland,Vinterferie,2028-02-28,2028-03-03,nfk.no/skoleruta,2028"
        ),
        ' Nordland ;"Vinterferie";28.02.2028;03.03.2028;nfk.no/skoleruta;2028',
    ],
)
def test_a_row_is_read_from_a_sheet_a_file_or_a_keyboard(text: str) -> None:
    assert holidays_pasted(text) == [WINTER]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            "Nordland;Vinterferie;28.02.2028;03.03.2028;nfk.no",
            "En rad har fylke, ferie, første dag, siste dag, kilde, år, og alle må fylles ut.",
        ),
        (
            "Nordland;Vinterferie;28.02.2028;03.03.2028;;2028",
            "En rad har fylke, ferie, første dag, siste dag, kilde, år, og alle må fylles ut.",
        ),
        (
            "Nordland;Vinterferie;30.02.2028;03.03.2028;nfk.no;2028",
            "«30.02.2028» er ingen dato. Skriv den slik: 28.02.2028.",
        ),
        (
            "Nordland;Vinterferie;28.02.0028;03.03.2028;nfk.no;2028",
            "«28.02.0028» er ingen dato. Skriv den slik: 28.02.2028.",
        ),
        (
            "Nordland;Vinterferie;03.03.2028;28.02.2028;nfk.no;2028",
            "Siste dag må komme etter første dag, og en ferie varer høyst hundre dager.",
        ),
        (
            "Nordland;Vinterferie;28.02.2028;03.03.2028;nfk.no;ifjor",
            "«ifjor» er ikke noe år. Skriv året kilden gjelder, som 2028.",
        ),
        (
            f"{'N' * 201};Vinterferie;28.02.2028;03.03.2028;nfk.no;2028",
            "Et felt kan ha høyst 200 tegn.",
        ),
    ],
)
def test_a_row_that_is_wrong_is_named_by_its_line(row: str, sentence: str) -> None:
    right = "Nordland;Høstferie;04.10.2027;08.10.2027;nfk.no;2027"
    with pytest.raises(NotHolidays) as refused:
        holidays_pasted(f"{right}\n{row}\n{right}")
    assert refused.value.sentences == [f"Linje 2: {sentence}"]
    assert refused.value.details == {"problems": [{"line": 2, "text": sentence}]}
    assert str(refused.value) == f"Ingenting er lagret. Linje 2: {sentence}"


def test_every_wrong_line_is_named_at_once() -> None:
    with pytest.raises(NotHolidays) as refused:
        holidays_pasted("a\n\nb;c")
    assert [one["line"] for one in refused.value.details["problems"]] == [1, 3]


def test_no_rows_and_too_many_are_refused() -> None:
    with pytest.raises(NotHolidays, match="Linje 1: Det er ingen rader her"):
        holidays_pasted("Fylke;ferie\n\n")
    with pytest.raises(NotHolidays, match="Lim inn høyst 1000 rader om gangen"):
        holidays_pasted("\n".join(["Nordland;Høstferie;04.10.2027;08.10.2027;nfk.no;2027"] * 1001))
