"""Reading CSV as Norwegian Excel writes it: UTF-8 or cp1252, semicolon, comma or tab."""

from __future__ import annotations

import codecs
import csv
from io import StringIO
from itertools import islice

from app.enrolment.problems import Unreadable
from app.enrolment.sheets import MAX_COLUMNS, MAX_ROWS, Cell, Row, Sheet, too_large
from app.people import tidy_text

_SEPARATORS = ";,\t"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_csv(data: bytes, name: str) -> Sheet:
    text = _decoded(data)
    separator, body = _separator(text)
    if body.count(separator) > MAX_ROWS * MAX_COLUMNS:  # a row of ten million fields is not even split
        raise too_large()
    lines = csv.reader(StringIO(body, newline=""), delimiter=separator)
    try:
        rows = tuple(_row(fields) for fields in islice(lines, MAX_ROWS + 1))
    except csv.Error as error:
        raise _not_text() from error
    if len(rows) > MAX_ROWS:
        raise too_large()
    return Sheet(name, rows)


def _decoded(data: bytes) -> str:
    encodings = ["utf-16"] if data.startswith(_UTF_16) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _not_text()


def _separator(text: str) -> tuple[str, str]:
    """Return the separator of the fields, and the text without Excel's `sep=` line."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and first[4:5] in _SEPARATORS:
        return first[4], rest
    heading = next((line for line in StringIO(text) if line.strip(_SEPARATORS + " \r\n")), "")
    return max(_SEPARATORS, key=heading.count), text


def _row(fields: list[str]) -> Row:
    if len(fields) > MAX_COLUMNS:
        raise too_large()
    return tuple(Cell(tidy_text(field)) for field in fields)


def _not_text() -> Unreadable:
    return Unreadable(
        "not_text",
        "Filen er verken en Excel-arbeidsbok (.xlsx) eller lesbar tekst (CSV). "
        "Åpne den i Excel, velg Lagre som, og velg .xlsx.",
    )
