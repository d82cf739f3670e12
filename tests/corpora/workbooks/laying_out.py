"""Lay out workbooks: rows by openpyxl, then the look of a sheet, then what no library writes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from support.workbooks import HEADINGS, saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

    Rows = tuple[tuple[Any, ...], ...]

SHEET = "xl/worksheets/sheet1.xml"
KARI = ("UNN", 1, "Sengepost A", "Kari Nes", "kari@example.no", "leder")
OLA = ("UNN", 1, "Sengepost A", "Ola Vik", "ola@example.no", "tillitsvalgt")
LIV = ("UNN", 1, "Sengepost A", "Liv Moe", "liv@example.no", "medarbeider")
THREE = (KARI, OLA, LIV)
K, O, L = "Kari Nes <kari@example.no>", "Ola Vik <ola@example.no>", "Liv Moe <liv@example.no>"  # noqa: E741 - as short as a table wants


@dataclass(frozen=True)
class Case:
    """A workbook: what its author meant, the people that are read, the rows that wait, and what is said."""

    name: str
    meant: str
    data: Callable[[], bytes]
    people: str = ""
    unseen: str = ""
    said: str = ""
    filename: str = "påmelding.xlsx"


def laid(
    *rows: tuple[Any, ...],
    headings: tuple[Any, ...] = HEADINGS,
    above: Rows = (),
    look: Callable[[Worksheet], object] | None = None,
) -> bytes:
    """Lay out one sheet: text above, headings, rows; then have its look changed."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Påmelding"
    for row in (*above, headings, *rows):
        sheet.append(row)
    if look:
        look(sheet)
    return saved(book)


def with_sheet(
    state: Literal["visible", "hidden", "veryHidden"], *rows: tuple[Any, ...], title: str = "2025"
) -> bytes:
    """Lay out three people, and a second sheet in this state."""
    book = Workbook()
    for sheet, written in ((book.worksheets[0], (HEADINGS, *THREE)), (book.create_sheet(title), rows)):
        for row in written:
            sheet.append(row)
    book.worksheets[1].sheet_state = state
    return saved(book)


def changed(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """Change the parts of a package behind its back."""
    with ZipFile(BytesIO(data)) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    change(parts)
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name, part in parts.items():
            after.writestr(name, part)
    return out.getvalue()


def in_sheet(data: bytes, old: bytes, new: bytes) -> bytes:
    """Write another piece of XML into the first sheet, once; the place must be there."""

    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[SHEET]
        parts[SHEET] = parts[SHEET].replace(old, new, 1)

    return changed(data, change)


def with_shared_strings(parts: dict[str, bytes]) -> None:
    """Move each text of the first sheet to the shared strings, where Excel keeps them."""
    strings: list[bytes] = []

    def shared(found: re.Match[bytes]) -> bytes:
        strings.append(b"<si>" + found[2] + b"</si>")
        return b'<c%s t="s"><v>%d</v></c>' % (found[1], len(strings) - 1)

    parts[SHEET] = re.sub(
        rb'<c([^>]*?) t="inlineStr"><is>(.*?)</is></c>', shared, parts[SHEET], flags=re.DOTALL
    )
    namespace = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="%s">%s</sst>' % (namespace, b"".join(strings))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())
    link = (
        '<Relationship Id="rIdS" Target="sharedStrings.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", link.encode())


def csv_of(rows: tuple[tuple[Any, ...], ...], separator: str = ";") -> str:
    return "".join(separator.join(map(str, row)) + "\r\n" for row in rows)
