"""The participants of a course, read from a list as Microsoft Forms or a person makes it. Pure but for the reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app import enrolment
from app.errors import Code, Invalid
from app.people import same_spelling, tidy_address, tidy_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.enrolment import Row, Sheet

ADDRESS = {"epost", "epostadresse", "email", "emailaddress", "mail", "epostadressedin", "dinepostadresse"}
NAME = {"navn", "namn", "name", "fulltnavn", "fulltnamn", "fullname", "deltaker", "deltakar", "navndeltaker"}
DAY = {"dato", "date", "kursdato", "fullført", "fullførtdato", "fullføringstidspunkt", "completiontime"}
_AN_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DAYS = ("%d.%m.%Y", "%d.%m.%y", "%m/%d/%y", "%m/%d/%Y")
"""How days are written beside ISO's; Forms writes its own in English with the month first."""


@dataclass(frozen=True)
class Participant:
    """A row of the list; `day` is None where none is written, or it cannot be read."""

    name: str
    address: str
    day: date | None = None


def participants_in(data: bytes, filename: str) -> list[Participant]:
    """Read a list; rows without an address are left out. Raises Invalid where there is no column of addresses."""
    try:
        sheets = enrolment.read_workbook(data, filename).sheets
    except enrolment.Unreadable as error:
        raise Invalid(Code.course_list, str(error)) from None
    for sheet in sheets:
        heading = _heading(sheet)
        if heading is not None:
            return list(_read(sheet.rows[heading + 1 :], sheet.rows[heading]))
    raise Invalid(Code.course_list, "Listen har ingen kolonne som heter «E-post».")


def _heading(sheet: Sheet) -> int | None:
    found = (at for at, row in enumerate(sheet.rows) if _columns(row, ADDRESS))
    return next(found, None)


def _columns(row: Row, called: set[str]) -> list[int]:
    """Return the columns with such a heading: Forms puts the question asked beside its own, which may be empty."""
    return [at for at, cell in enumerate(row) if _bare(cell.text) in called]


def _bare(text: str) -> str:
    return "".join(letter for letter in same_spelling(text) if letter.isalnum())


def _read(rows: Sequence[Row], heading: Row) -> Iterator[Participant]:
    addresses, names, days = (_columns(heading, called) for called in (ADDRESS, NAME, DAY))
    for row in rows:
        written = [tidy_address(text) for text in _texts(row, addresses)]
        address = next((one for one in written if _AN_ADDRESS.fullmatch(one)), None)
        if address:
            name = next((tidy_text(text) for text in _texts(row, names) if text.strip()), "")
            yield Participant(name, address, next(filter(None, map(_day, _texts(row, days))), None))


def _texts(row: Row, columns: Sequence[int]) -> list[str]:
    return [row[at].text for at in columns if at < len(row)]


def _day(text: str) -> date | None:
    written = text.strip().split()[0] if text.strip() else ""
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return next(filter(None, (_as_written(written, pattern) for pattern in _DAYS)), None)


def _as_written(text: str, pattern: str) -> date | None:
    try:
        return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
