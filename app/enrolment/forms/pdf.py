"""Read a form in PDF: the fields that were filled in, or else its text by where it stands on the page."""

from __future__ import annotations

import re
from collections import defaultdict
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from app.enrolment.forms.rows import by_position, sheet_of, with_values
from app.enrolment.problems import Unreadable
from app.enrolment.table.columns import Column, meaning
from app.enrolment.xlsx import Attempt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.enrolment.forms.rows import Texts
    from app.enrolment.sheets import Sheet

MAX_PAGES = 20
MAX_FIELDS = 2_000
_NUMBERED = re.compile(r"(.*?\D)[ _.\-]*([0-9]{1,2})")
_OF_A_PERSON = {
    Column.name,
    Column.email,
    Column.roles,
    Column.profession,
    Column.basic_course,
    Column.access,
}


def try_pdf(data: bytes) -> Attempt:
    """Read a PDF, or say why not; runs in a process of its own."""
    try:
        return Attempt(sheets=(_read(data),))
    except Unreadable as error:
        return Attempt(code=error.reason, text=str(error))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return Attempt(code="damaged", text="PDF-en er skadet og kan ikke leses. Be om å få den på nytt.")


def _read(data: bytes) -> Sheet:
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("encrypted", "PDF-en er beskyttet med passord. Be om å få den uten.")
    if len(reader.pages) > MAX_PAGES:
        raise Unreadable("too_large", f"PDF-en er på mer enn {MAX_PAGES} sider. Et søknadsskjema er kortere.")
    filled = _filled(reader.get_fields() or {})
    rows = list(_by_field(filled)) if filled else list(_by_page(reader))
    if not any(text for row in rows for text in row):
        raise Unreadable(
            "only_pictures", "PDF-en er et bilde av et skjema, og vi leser ikke tekst av bilder."
        )
    return sheet_of("", rows)


def _filled(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return what was filled in, by the field's label for people, or else its name."""
    if len(fields) > MAX_FIELDS:
        raise Unreadable("too_large", "PDF-en har flere felt enn noe søknadsskjema.")
    named = ((str(field.get("/TU") or name), field.get("/V")) for name, field in fields.items())
    return {label: _said(value) for label, value in named if value not in {None, "", "/Off"}}


def _said(value: object) -> str:
    text = str(value)
    return "ja" if text in {"/Yes", "/Ja", "/On"} else text.lstrip("/") if text.startswith("/") else text


def _by_field(filled: Mapping[str, str]) -> Iterator[Texts]:
    """Give the team's facts a row each, and the people as a table: navn1, e-post1, rolle1 are one person."""
    people: dict[int, dict[Column, str]] = defaultdict(dict)
    for label, text in filled.items():
        numbered = _NUMBERED.fullmatch(label)
        column = meaning(numbered[1].strip(" _.-")) if numbered else meaning(label)
        if column in _OF_A_PERSON:
            people[int(numbered[2]) if numbered else 0][column] = text
        else:
            yield (label, text)
    columns = [column for column in Column if any(column in person for person in people.values())]
    yield tuple(column.value for column in columns)
    for _, person in sorted(people.items()):
        yield tuple(person.get(column, "") for column in columns)


def _by_page(reader: PdfReader) -> Iterator[Texts]:
    for page in reader.pages:
        yield from with_values(by_position(page.extract_text(extraction_mode="layout").splitlines()))
