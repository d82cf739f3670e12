from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from support.workbooks import saved, xlsx_changed

from app.deliverables import forms
from app.submissions.reading.findings import Unreadable
from app.submissions.reading.reports.measurements import read_measurements
from app.submissions.reading.series.days import day_of
from app.submissions.reading.series.numbers import number_of

TENOR = "01818012337"  # synthetic: there is no month 81
LONG = ("Måling", "Dato", "Verdi")
Told = list[tuple[str, date, float, str]]


def book(*rows: tuple[Any, ...], title: str = "Tall") -> bytes:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return saved(made)


def points(content: bytes) -> Told:
    return [
        (one.measure, one.day, one.value, one.cell) for one in read_measurements(content, "m.xlsx").points
    ]


def asked(content: bytes) -> list[tuple[str, str]]:
    return [(one.code, one.text) for one in read_measurements(content, "m.xlsx").findings]


def test_our_own_sheet_is_read_row_by_row() -> None:
    made = load_workbook(
        BytesIO(forms.render_form("fremdriftsplan-malinger", "Fremdriftsplan målinger.xlsx"))
    )
    made["Tall"].append(["Ventetid (dager)", datetime(2026, 11, 24), 12.5, "før tiltak"])  # noqa: DTZ001 - Excel has no zones
    made["Tall"].append(["Ventetid (dager)", "01.12.2026", "8,5"])
    assert points(saved(made)) == [
        ("Ventetid (dager)", date(2026, 11, 24), 12.5, "Tall!C2"),
        ("Ventetid (dager)", date(2026, 12, 1), 8.5, "Tall!C3"),
    ]


def test_days_down_and_measures_across_are_read_too() -> None:
    content = book(
        ("Målinger på sengepost",), (), ("Uke", "Fall", "Screenet", "Kommentar"),
        ("uke 48 2026", "1 200", "8 %", "ny rutine"), ("uke 49 2026", None, "12 %", ""), title="Ark1",
    )  # fmt: skip
    assert points(content) == [
        ("Fall", date(2026, 11, 23), 1200.0, "Ark1!B4"),
        ("Screenet", date(2026, 11, 23), 0.08, "Ark1!C4"),
        ("Screenet", date(2026, 11, 30), 0.12, "Ark1!C5"),
    ]


def test_a_lying_size_hides_no_row() -> None:
    content = xlsx_changed(
        book(LONG, *[("Fall", f"{day}.11.2026", day) for day in range(1, 11)]),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b'<dimension ref="A1:C11"/>', b'<dimension ref="A1:B2"/>'),
    )
    assert [value for _, _, value, _ in points(content)] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_a_formula_counts_as_what_excel_last_showed() -> None:
    shown = xlsx_changed(
        book(LONG, ("Fall", "24.11.2026", "=1+2")),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"<f>1+2</f><v></v>", b"<f>1+2</f><v>3</v>").replace(
            b"<f>1+2</f><v/>", b"<f>1+2</f><v>3</v>"
        ),
    )
    assert points(shown) == [("Fall", date(2026, 11, 24), 3.0, "Tall!C2")]


def test_what_is_neither_a_day_nor_a_number_is_asked_about_by_its_cell() -> None:
    content = book(
        LONG,
        ("Fall", "i fjor", 3),
        ("Fall", "24.11.2026", "mange"),
        (None, "24.11.2026", 3),
        ("Fall", "24.11.2026", "=1+2"),
        ("Fall", "24.11.2026", None),
    )
    assert points(content) == []
    assert asked(content) == [
        (
            "unsaved_formula",
            "Celle Tall!C5 har en formel uten lagret svar. Åpne filen i Excel og lagre den.",
        ),
        (
            "unclear_date",
            "Celle Tall!B2 («i fjor») er ingen dato vi forstår. Skriv den som 24.11.2026 eller uke 48 2026.",
        ),
        ("unclear_number", "Celle Tall!C3 («mange») er ikke et tall. Skriv bare tallet, for eksempel 3,5."),
        ("no_measure", "Celle Tall!A4 mangler navnet på målingen."),
    ]


def test_hundreds_of_questions_are_twenty_and_a_count() -> None:
    told = asked(book(LONG, *[("Fall", "i fjor", day) for day in range(100)]))
    assert len(told) == 21
    assert told[-1] == ("more", "80 celler til må rettes på samme måte.")


def test_an_identity_number_anywhere_in_the_workbook_is_an_error_that_does_not_repeat_it() -> None:
    content = book((*LONG, "Merknad"), ("Fall", "24.11.2026", 3, f"gjelder {TENOR}"))
    assert [code for code, _ in asked(content)] == ["identity_number"]
    assert TENOR not in str(asked(content))
    assert points(content) == [("Fall", date(2026, 11, 24), 3.0, "Tall!C2")]


def test_a_workbook_without_numbers_says_how_to_write_them() -> None:
    assert [code for code, _ in asked(book(("Hei",), ("på deg",)))] == ["no_measurements"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_excel"),
        (b"PK\x03\x04", "damaged"),
    ],
)
def test_a_workbook_that_cannot_be_opened_is_refused_with_words(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_measurements(content, "målinger.xlsx")
    assert refused.value.finding.code == code


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_is_the_same_however_it_is_written(day: date) -> None:
    year, week, weekday = day.isocalendar()
    assert {
        day_of(f"{day:%d.%m.%Y}"),
        day_of(f"{day.day}/{day.month}/{day:%y}"),
        day_of(day.isoformat()),
    } == {day}
    monday = day_of(f"uke {week} {year}")
    assert monday is not None
    assert (day - monday).days == weekday - 1


@given(st.integers(-(10**9), 10**9), st.integers(0, 99))
def test_a_number_is_the_same_with_comma_point_and_spaces(whole: int, cents: int) -> None:
    number = float(f"{whole}.{cents:02}")
    spaced = f"{whole:,}".replace(",", " ")
    written = (f"{whole},{cents:02}", f"{whole}.{cents:02}", f"{spaced},{cents:02}")
    assert {number_of(text) for text in written} == {number}


@given(st.text())
def test_no_text_is_more_than_a_day_a_number_or_nothing(text: str) -> None:
    assert isinstance(day_of(text), date | None)
    assert isinstance(number_of(text), float | None)
