"""Looking at a zipped workbook before anything parses it.

Besides what any package may do, a workbook can place one cell in the farthest corner, so that a reader walks
seventeen thousand million cells.
"""

from __future__ import annotations

import re

from lxml.etree import XMLSyntaxError
from openpyxl.utils import column_index_from_string

from app.enrolment.excel.foreign import not_a_workbook, refuse_other_packages
from app.enrolment.excel.package import CONTENT_TYPES, main_part
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
    safe_parts(data)


def safe_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook by name. Raises Unreadable for any other file, and for a dangerous one."""
    refuse_other_packages(data)
    try:
        with opened_zip(data, BOUNDS) as parts:
            _check_kind(parts)
            for content in parts.values():
                _check_corners(content)
            return parts
    except NotSafe as error:
        raise Unreadable(error.reason, f"{error} {_WHAT_TO_DO[error.reason]}") from error
    except XMLSyntaxError as error:
        raise Unreadable(
            "damaged", f"Arbeidsboken er skadet og kan ikke leses. {_WHAT_TO_DO['damaged']}"
        ) from error


def _check_kind(parts: dict[str, bytes]) -> None:
    if CONTENT_TYPES not in parts or not main_part(parts):
        raise not_a_workbook(parts)


def _check_corners(sheet: bytes) -> None:
    for cell in _FILLED_CELL.finditer(sheet):
        column, row = cell.groups()
        if int(row) > MAX_ROWS or column_index_from_string(column.decode()) > MAX_COLUMNS:
            raise too_large()
