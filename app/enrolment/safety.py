"""Looking at a zipped workbook before anything parses it.

Besides what any package may do, a workbook can place one cell in the farthest corner, so that a reader walks
seventeen thousand million cells.
"""

from __future__ import annotations

import re
from typing import NoReturn

from openpyxl.utils import column_index_from_string

from app.enrolment.problems import Unreadable
from app.enrolment.sheets import MAX_COLUMNS, MAX_ROWS, too_large
from app.safe import Bounds, NotSafe, opened_zip

MAX_BYTES = 10 * 1024 * 1024
BOUNDS = Bounds()
_FILLED_CELL = re.compile(rb'<(?:\w{1,20}:)?c\s[^>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]{0,200}(?<!/)>')
_WHAT_TO_DO = {
    "damaged": "Åpne den i Excel og lagre den på nytt.",
    "encrypted": "Fjern passordet i Excel og last opp på nytt.",
    "unsafe": "Av sikkerhetshensyn er den ikke åpnet. Kopier radene til en ny arbeidsbok.",
}


def check_workbook(data: bytes) -> None:
    """Refuse, with a sentence, a file that is no xlsx workbook or would be dangerous to open."""
    try:
        with opened_zip(data, BOUNDS) as parts:
            _check_kind(parts)
            for name, content in parts.items():
                if name.startswith("xl/worksheets/"):
                    _check_corners(content)
    except NotSafe as error:
        raise Unreadable(error.reason, f"{error} {_WHAT_TO_DO[error.reason]}") from error


def _check_kind(parts: dict[str, bytes]) -> None:
    if "[Content_Types].xml" not in parts or "xl/workbook.xml" not in parts:
        raise Unreadable(
            "not_a_workbook",
            "Filen er ikke en Excel-arbeidsbok (.xlsx). Åpne den i Excel, velg Lagre som, og velg .xlsx.",
        )


def _check_corners(sheet: bytes) -> None:
    for cell in _FILLED_CELL.finditer(sheet):
        column, row = cell.groups()
        if int(row) > MAX_ROWS or column_index_from_string(column.decode()) > MAX_COLUMNS:
            raise too_large()


def refuse_old_or_locked(data: bytes) -> NoReturn:
    """Tell the two kinds of OLE file apart: a workbook with a password, and Excel from before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("encrypted", f"Filen er beskyttet med passord. {_WHAT_TO_DO['encrypted']}")
    raise Unreadable(
        "old_excel",
        "Filen er i det gamle Excel-formatet (.xls). Åpne den i Excel, velg Lagre som, og velg .xlsx.",
    )
