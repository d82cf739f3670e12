"""Looking at a zipped workbook before anything parses it.

A few kilobytes of xlsx can unpack to gigabytes, or place one cell in the farthest corner so that a reader
walks seventeen thousand million cells. Every check here costs one pass over bytes we have already bounded.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, NoReturn

from openpyxl.utils import column_index_from_string

from app.enrolment.problems import Unreadable
from app.enrolment.sheets import MAX_COLUMNS, MAX_ROWS, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 10 * 1024 * 1024
MAX_PARTS = 1_000
MAX_UNPACKED = 30 * 1024 * 1024
MAX_RATIO = 200

_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_FILLED_CELL = re.compile(rb'<(?:\w{1,20}:)?c\s[^>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]{0,200}(?<!/)>')
_BAD_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\\|\x00")


def check_workbook(data: bytes) -> None:
    """Refuse, with a sentence, a file that is no xlsx workbook or would be dangerous to open."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_outside(archive, packed_bytes=len(data))
            _check_kind(archive)
            _check_inside(archive)
    except _DAMAGED as error:
        raise Unreadable(
            "damaged", "Filen er skadet og kan ikke åpnes. Åpne den i Excel og lagre den på nytt."
        ) from error


def _check_outside(archive: zipfile.ZipFile, *, packed_bytes: int) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1):
        _refuse("Filen pakker ut langt mer enn et påmeldingsark skal inneholde.")
    if packed > packed_bytes or len({part.filename for part in parts}) < len(parts):
        _refuse("Delene i filen ligger oppå hverandre.")
    if any(_BAD_NAME.search(part.filename) for part in parts):
        _refuse("Filen inneholder deler som peker ut av filen selv.")
    if any(part.compress_type not in _PACKINGS for part in parts):
        _refuse("Filen er pakket på en måte Excel ikke bruker.")
    if any(part.flag_bits & 1 for part in parts):
        raise _encrypted()


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
            _refuse("Filen har en annen pakket fil inni seg.")
        if b"<!DOCTYPE" in content.replace(b"\0", b""):
            _refuse("Filen inneholder kode som ikke hører hjemme i et regneark.")
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
    """Tell the two kinds of OLE file apart: a workbook with a password, and Excel from before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _encrypted()
    raise Unreadable(
        "old_excel",
        "Filen er i det gamle Excel-formatet (.xls). Åpne den i Excel, velg Lagre som, og velg .xlsx.",
    )


def _encrypted() -> Unreadable:
    return Unreadable(
        "encrypted", "Filen er beskyttet med passord. Fjern passordet i Excel og last opp på nytt."
    )


def _refuse(why: str) -> NoReturn:
    raise Unreadable(
        "unsafe", f"{why} Av sikkerhetshensyn er den ikke åpnet. Kopier radene til en ny arbeidsbok."
    )
