"""Read a bundle of forms as one workbook: a form is a sheet, and knows the file it came in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.enrolment.forms.bundle import is_bundle, unbundled
from app.enrolment.forms.pdf import try_pdf
from app.enrolment.forms.word import try_word
from app.enrolment.problems import Problem, Unreadable, Where
from app.enrolment.sheets import Sheet, Sheets
from app.enrolment.xlsx import Attempt
from app.safe import TooHeavy, run_limited

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.enrolment.forms.bundle import Form

    ReadWorkbook = Callable[[bytes, str], Sheets]

_WORD_PART = b"word/"
BESIDE = "Skriv søknaden inn ved siden av filen."


def read_bundle(data: bytes, read_workbook: ReadWorkbook) -> Sheets:
    """Read every form; one that cannot be read is told of, and stops none of the others."""
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for form in unbundled(data)[1]:
        try:
            read = _read(form, read_workbook)
        except Unreadable as error:
            problems.append(Where(form.name).warning(error.reason, f"{error} {BESIDE}"))
        else:
            sheets += _of_file(read.sheets, form.name)
            problems += read.problems
    return Sheets(tuple(sheets), tuple(problems))


def _of_file(sheets: tuple[Sheet, ...], file: str) -> list[Sheet]:
    """Name sheets by their file; of several that hold something, each keeps its own name too."""
    filled = [sheet for sheet in sheets if not sheet.is_empty]
    return [
        replace(sheet, file=file, name=file if len(filled) == 1 else f"{file}, {sheet.name}")
        for sheet in filled
    ]


def _read(form: Form, read_workbook: ReadWorkbook) -> Sheets:
    """Read a form; its content decides what it is, not its name."""
    if is_bundle(form.data):  # one inside another could go on for ever
        raise Unreadable(
            "not_a_form", "Filen er en bunke med skjemaer inni en annen. Slipp dem hver for seg."
        )
    if form.data.startswith(b"%PDF-"):
        return _limited(try_pdf, form)
    if form.data.startswith(b"PK\x03\x04") and _WORD_PART in form.data:
        return _limited(try_word, form)
    return read_workbook(form.data, form.name)


def _limited(reader: Callable[[bytes], Attempt], form: Form) -> Sheets:
    try:
        tried = run_limited(reader, form.data, answer=Attempt)
    except TooHeavy as error:
        raise Unreadable("too_heavy", str(error)) from None
    if tried.code:
        raise Unreadable(tried.code, tried.text)
    return Sheets(tried.sheets)
