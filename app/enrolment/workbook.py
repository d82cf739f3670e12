"""Turn the bytes of a file into sheets of cells. The content decides the format, not the name."""

from __future__ import annotations

from dataclasses import replace

from app.enrolment.csv_text import older_program, read_csv
from app.enrolment.excel.foreign import refuse_foreign, refuse_old_or_locked
from app.enrolment.forms.bundle import is_bundle
from app.enrolment.forms.read import read_bundle
from app.enrolment.problems import Unreadable, Where
from app.enrolment.safety import MAX_BYTES
from app.enrolment.sheets import Cell, Flaw, Sheet, Sheets
from app.enrolment.xlsx import Attempt, try_workbook
from app.safe import TooHeavy, run_limited
from app.sensitive import hide_identity_numbers, identity_numbers

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXCEL_NAMES = (".xlsx", ".xlsm", ".xls")
_IDENTITY_NUMBER_DIGITS_WITHOUT_ZERO = 10  # digits; Excel drops a zero in front


def read_workbook(data: bytes, filename: str) -> Sheets:
    """Read an enrolment workbook; raise `Unreadable` when it cannot be read at all.

    Identity numbers stop here: their cells keep the flaw and lose the number.
    """
    read = _read(data, filename)
    return replace(read, sheets=tuple(_without_identity_numbers(sheet) for sheet in read.sheets))


def _without_identity_numbers(sheet: Sheet) -> Sheet:
    return replace(sheet, rows=tuple(tuple(map(_without_number, row)) for row in sheet.rows))


def _without_number(cell: Cell) -> Cell:
    text = cell.text
    if len(text) == _IDENTITY_NUMBER_DIGITS_WITHOUT_ZERO and text.isdecimal():
        text = text.zfill(_IDENTITY_NUMBER_DIGITS_WITHOUT_ZERO + 1)
    return Cell(hide_identity_numbers(text), Flaw.identity_number) if identity_numbers(text) else cell


def _read(data: bytes, filename: str) -> Sheets:
    if not data.strip():
        raise Unreadable("empty_file", "Filen er tom. Sjekk at arket ble lagret, og last opp på nytt.")
    if is_bundle(data):
        return read_bundle(data, _read)
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large", "Filen er over 10 MB. Fjern bilder og vedlegg, og last opp på nytt.")
    if data.startswith(_OLE):
        refuse_old_or_locked(data)
    if data.startswith(_ZIP):
        return Sheets(_zipped(data))
    refuse_foreign(data, filename)
    return _csv(data, filename)


def _zipped(data: bytes) -> tuple[Sheet, ...]:
    """Open a workbook where it can do no harm."""
    try:
        tried = run_limited(try_workbook, data, answer=Attempt)
    except TooHeavy as error:
        raise Unreadable("too_heavy", str(error)) from None
    if tried.code:
        raise Unreadable(tried.code, tried.text)
    return tried.sheets


def _csv(data: bytes, filename: str) -> Sheets:
    sheet, where = read_csv(data, filename), Where(sheet=filename)
    problems = []
    if older := older_program(data):
        problems.append(
            where.warning(
                "old_letters",
                f"Filen er lagret som CSV for {older}, og bokstavene er lest deretter. Sjekk æ, ø og å, "
                "eller lagre den som «CSV UTF-8».",
            )
        )
    if filename.lower().endswith(_EXCEL_NAMES):
        problems.append(
            where.info(
                "csv_in_disguise",
                "Filen heter som en Excel-arbeidsbok, men er en CSV-fil. Den er lest som CSV.",
            )
        )
    return Sheets((sheet,), tuple(problems))
