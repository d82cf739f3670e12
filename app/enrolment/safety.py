"""Looking at a zipped workbook before anything parses it.

A few kilobytes of xlsx can unpack to gigabytes, or place one cell in the farthest corner so that a reader
walks seventeen thousand million cells. Every check here costs one pass over bytes we have already bounded.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, NoReturn

from openpyxl.utils import column_index_from_string

from app.enrolment.problems import Unreadable
from app.enrolment.sheets import MAX_COLUMNS, MAX_ROWS, too_large
from app.packages import DAMAGED, Limits, Unsafe, check, has_doctype, has_password

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 10 * 1024 * 1024

_FILLED_CELL = re.compile(rb'<(?:\w{1,20}:)?c\s[^>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]{0,200}(?<!/)>')


def check_workbook(data: bytes) -> None:
    """Refuse, with a sentence, a file that is no xlsx workbook or would be dangerous to open."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check(archive, packed_bytes=len(data), limits=Limits())
            _check_kind(archive)
            _check_inside(archive)
    except Unsafe as unsafe:
        raise _encrypted() if unsafe.code == "encrypted" else _unsafe(str(unsafe)) from unsafe
    except DAMAGED as error:
        raise Unreadable(
            "damaged", "Filen er skadet og kan ikke åpnes. Åpne den i Excel og lagre den på nytt."
        ) from error


def _check_kind(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise Unreadable(
            "not_a_workbook",
            "Filen er ikke en Excel-arbeidsbok (.xlsx). Åpne den i Excel, velg Lagre som, og velg .xlsx.",
        )


def _check_inside(archive: zipfile.ZipFile) -> None:
    for name, content in _contents(archive):
        if content.startswith(b"PK\x03\x04"):
            raise _unsafe("Filen har en annen pakket fil inni seg.")
        if has_doctype(content):
            raise _unsafe("Filen inneholder kode som ikke hører hjemme i et regneark.")
        if name.startswith("xl/worksheets/"):
            _check_corners(content)


def _contents(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    return ((part.filename, archive.read(part)) for part in archive.infolist())


def _check_corners(sheet: bytes) -> None:
    for cell in _FILLED_CELL.finditer(sheet):
        column, row = cell.groups()
        if int(row) > MAX_ROWS or column_index_from_string(column.decode()) > MAX_COLUMNS:
            raise too_large()


def refuse_old_or_locked(data: bytes) -> NoReturn:
    """Say which of the two it is: a workbook with a password, or Excel from before 2007."""
    if has_password(data):
        raise _encrypted()
    raise Unreadable(
        "old_excel",
        "Filen er i det gamle Excel-formatet (.xls). Åpne den i Excel, velg Lagre som, og velg .xlsx.",
    )


def _encrypted() -> Unreadable:
    return Unreadable(
        "encrypted", "Filen er beskyttet med passord. Fjern passordet i Excel og last opp på nytt."
    )


def _unsafe(why: str) -> Unreadable:
    return Unreadable(
        "unsafe", f"{why} Av sikkerhetshensyn er den ikke åpnet. Kopier radene til en ny arbeidsbok."
    )
