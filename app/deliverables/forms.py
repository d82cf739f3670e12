"""The forms that teams fill in, as Word, Excel and PowerPoint files whose fields can be found again.

The same form is the same bytes every time, so that an untouched template can be told from one in use.
"""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.deliverables.fields import FORMS, MEASURED, MEASURED_SHEET, PLANS
from app.errors import Code, NotFound

if TYPE_CHECKING:
    from app.deliverables.document import Saves
    from app.deliverables.fields import FormField

    Fields = tuple[FormField, ...]

_WRITTEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


@cache
def render_form(source: str, name: str) -> bytes:
    """Make the form `source` as the kind of file its name ends in. Raises NotFound for an unknown form or ending."""
    title, _, ending = name.rpartition(".")
    made = _made(source, title, ending)
    if made is None:
        raise NotFound(Code.no_such_template, f"Det finnes ingen mal {source} som {name}.")
    written = BytesIO()
    made.save(written)
    return _undated(written.getvalue())


def _made(source: str, title: str, ending: str) -> Saves | None:
    # Slow imports, needed by the jobs only.
    from app.deliverables import slide_forms, word_forms  # noqa: PLC0415

    match ending:
        case "docx" if source in FORMS:
            return word_forms.form(title, FORMS[source])
        case "docx" if source in PLANS:
            return word_forms.plan(title, PLANS[source])
        case "pptx" if source in FORMS:
            return slide_forms.form(title, FORMS[source])
        case "xlsx" if source in PLANS:
            return _workbook(title, PLANS[source], measured=source == "fremdriftsplan-malinger")
        case _:
            return None


def _workbook(title: str, columns: Fields, *, measured: bool) -> Saves:
    from openpyxl import Workbook  # noqa: PLC0415 - slow import, needed by the jobs only

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title[:31]  # Excel's own limit
    _head(sheet, columns)
    if measured:
        _head(workbook.create_sheet(MEASURED_SHEET), MEASURED)
    return workbook


def _head(sheet: Any, columns: Fields) -> None:  # noqa: ANN401 - openpyxl's sheet
    sheet.append([column.label for column in columns])
    sheet.freeze_panes = "A2"
    for letter in "ABCDE"[: len(columns)]:
        sheet.column_dimensions[letter].width = 24


def _undated(content: bytes) -> bytes:
    """Pack the file anew without the hour it was made."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(packed, "w") as after:
        for part in before.infolist():
            inside = _WRITTEN.sub(rb"\g<1>2026-01-01T00:00:00Z", before.read(part))
            after.writestr(zipfile.ZipInfo(part.filename, _LONG_AGO), inside, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
