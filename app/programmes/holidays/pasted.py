"""Read pasted rows of school holidays: from a spreadsheet, a CSV file, or typed. Pure."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.errors import Code, Invalid
from app.people import tidy_text
from app.sensitive import refuse_identity_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COLUMNS = ("fylke", "ferie", "første dag", "siste dag", "kilde", "år")
HEADINGS = {"county", "fylke"}
MAX_ROWS, MAX_CHARACTERS_IN_A_CELL = 1_000, 200
LONGEST_HOLIDAY = timedelta(days=100)
YEARS = range(2000, 2101)


@dataclass(frozen=True, kw_only=True)
class HolidayTyped:
    """One holiday as typed, found to be a holiday; `year` is the year its source is about."""

    county: str
    name: str
    first_day: date
    last_day: date
    source: str
    year: int


class NotHolidays(Invalid):
    """Rows with errors: all of them as a single text, and each in `problems` with its line."""

    def __init__(self, problems: Sequence[tuple[int, str]]) -> None:
        sentences = [f"Linje {line}: {text}" for line, text in problems]
        super().__init__(
            Code.school_holidays_unreadable,
            "Ingenting er lagret. " + " ".join(sentences),
            problems=[{"line": line, "text": text} for line, text in problems],
        )
        self.sentences = sentences


def holidays_pasted(text: str) -> list[HolidayTyped]:
    """Read every row, or raise NotHolidays naming each line that is wrong."""
    found, problems = [], []
    for line, cells in _rows(text):
        try:
            found.append(holiday_typed(cells))
        except Invalid as error:
            problems.append((line, str(error)))
    if not found and not problems:
        problems.append((1, f"Det er ingen rader her. En rad er {', '.join(COLUMNS)}."))
    if problems:
        raise NotHolidays(problems)
    return found


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty or a heading, with its line. A sheet gives tabs, Norwegian CSV semicolons."""
    text = text.removeprefix("\ufeff")
    separator = next((mark for mark in "\t;" if mark in text), ",")
    reader = csv.reader(text.splitlines(), delimiter=separator)
    for number, row in enumerate(reader):
        if number >= MAX_ROWS:
            raise NotHolidays([(reader.line_num, f"Lim inn høyst {MAX_ROWS} rader om gangen.")])
        cells = [tidy_text(cell) for cell in row]
        if any(cells) and cells[0].lower() not in HEADINGS:
            yield reader.line_num, cells


def holiday_typed(cells: Sequence[str]) -> HolidayTyped:
    """Read one row's six cells. Raises Invalid saying what is wrong with it."""
    if len(cells) != len(COLUMNS) or not all(cells):
        raise _wrong(f"En rad har {', '.join(COLUMNS)}, og alle må fylles ut.")
    if any(len(cell) > MAX_CHARACTERS_IN_A_CELL for cell in cells):
        raise _wrong(f"Et felt kan ha høyst {MAX_CHARACTERS_IN_A_CELL} tegn.")
    county, name, first, last, source, year = cells
    for cell in (county, name, source):
        refuse_identity_numbers(cell, where="Raden")
    first_day, last_day = _day(first), _day(last)
    if not timedelta(0) <= last_day - first_day <= LONGEST_HOLIDAY:
        raise _wrong("Siste dag må komme etter første dag, og en ferie varer høyst hundre dager.")
    return HolidayTyped(
        county=county, name=name, first_day=first_day, last_day=last_day, source=source, year=_year(year)
    )


def _day(text: str) -> date:
    for way in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            day = datetime.strptime(text, way).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if day.year in YEARS:
            return day
    raise _wrong(f"«{text}» er ingen dato. Skriv den slik: 28.02.2028.")


def _year(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) not in YEARS:
        raise _wrong(f"«{text}» er ikke noe år. Skriv året kilden gjelder, som 2028.")
    return int(text)


def _wrong(text: str) -> Invalid:
    return Invalid(Code.school_holidays_unreadable, text)
