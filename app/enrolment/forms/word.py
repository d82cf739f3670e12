"""Read a form in Word: its lines and tables in order, also those inside fields to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.enrolment.forms.rows import sheet_of, with_values
from app.enrolment.problems import Unreadable
from app.enrolment.xlsx import Attempt
from app.safe import Bounds, NotSafe, NotXml, opened_zip, read_part, relationships_name, relationships_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from app.enrolment.forms.rows import Texts
    from app.enrolment.sheets import Sheet

BOUNDS = Bounds(nested=True)
_LEFT_OUT = ("{*}del", "{*}moveFrom", "{*}instrText")
_DAMAGED = "Dokumentet er skadet og kan ikke leses. Åpne det i Word og lagre det på nytt."


def try_word(data: bytes) -> Attempt:
    """Read a Word document, or say why not; runs in a process of its own."""
    try:
        return Attempt(sheets=(_read(data),))
    except Unreadable as error:
        return Attempt(code=error.reason, text=str(error))
    except NotSafe as error:
        return Attempt(code=error.reason, text=str(error))
    except NotXml:
        return Attempt(code="damaged", text=_DAMAGED)


def _read(data: bytes) -> Sheet:
    with opened_zip(data, BOUNDS) as parts:
        main = _main_part(parts)
        if main not in parts:
            raise Unreadable("not_a_form", "Filen er ikke et Word-dokument.")
        body = read_part(parts[main]).find("{*}body")
    rows = [] if body is None else list(_rows(body))
    return sheet_of("", with_values(rows))


def _main_part(parts: dict[str, bytes]) -> str:
    written = parts.get(relationships_name(""))
    pointers = relationships_of("", read_part(written)) if written else ()
    return next((one.target for one in pointers if one.kind == "officeDocument"), "word/document.xml")


def _rows(element: _Element) -> Iterator[Texts]:
    """Give each line as a row of its own, and each table row by row; a field to fill in is looked into."""
    for one in element.iterchildren():
        kind = _kind(one)
        if kind == "p":
            yield (_text(one),)
        elif kind == "tbl":
            yield from (_cells(row) for row in one.iter("{*}tr"))
        elif kind in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _rows(one)


def _cells(row: _Element) -> Texts:
    found = (one for one in row.iter("{*}tc") if next(one.iterancestors("{*}tr")) is row)
    return tuple(" ".join(filter(None, map(_text, cell.iter("{*}p")))) for cell in found)


def _text(paragraph: _Element) -> str:
    """Return a line as it reads: what is struck by tracked changes is out, a tab is a gap."""
    pieces = (
        (one.text or "") if _kind(one) == "t" else " "
        for one in paragraph.iter("{*}t", "{*}tab", "{*}br")
        if next(one.iterancestors(*_LEFT_OUT), None) is None
    )
    return " ".join("".join(pieces).split())


def _kind(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]
