"""Reading CSV as Norwegian Excel writes it: UTF-8 or cp1252, semicolon, comma, tab or bar."""

from __future__ import annotations

import codecs
import csv
from io import StringIO
from itertools import islice

from app.enrolment.excel.xml import without_escapes
from app.enrolment.headings import known_headings
from app.enrolment.problems import Unreadable
from app.enrolment.sheets import MAX_COLUMNS, MAX_ROWS, Cell, Row, Sheet, too_large
from app.people import tidy_text

_SEPARATORS = ";,\t|"
_MIN_HEADINGS = 3
_LINES_BEFORE_HEADINGS = 50
_MAX_HEADING_CHARACTERS = 10_000  # of a line; a longer one holds something else
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OLDER = {"mac_roman": "Macintosh", "cp850": "DOS"}
_END_OF_ASCII = 0x80
_NORWEGIAN = frozenset("æøåÆØÅ")


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


def older_program(data: bytes) -> str:
    """Return the kind of program whose letters a CSV is written in, where that is neither Unicode nor Windows."""
    return _OLDER.get(_encoding(data), "")


def _decoded(data: bytes) -> str:
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        raise _not_text() from error
    if "\0" in text:
        raise _not_text()
    return text


def _encoding(data: bytes) -> str:
    """Tell Excel's encodings apart; of the one-byte ones, by which of them gives Norwegian letters."""
    if data.startswith(_UTF_16):
        return "utf-16"
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        is_text = sum(byte < _END_OF_ASCII for byte in data) * 2 > len(data)
        one_byte: list[str] = ["cp1252", *(_OLDER if is_text else ())]
        counted = [_norwegian_letters(data, encoding) for encoding in one_byte]
        chosen: str = one_byte[counted.index(max(counted))]
        return chosen
    return "utf-8-sig"


def _norwegian_letters(data: bytes, encoding: str) -> int:
    return sum(letter in _NORWEGIAN for letter in data.decode(encoding, errors="ignore"))


def _separator(text: str) -> tuple[str, str]:
    """Return the separator of the fields, and the text without Excel's `sep=` line."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and first[4:5] in _SEPARATORS:
        return first[4], rest
    lines = [
        line for line in islice(StringIO(text), _LINES_BEFORE_HEADINGS) if line.strip(_SEPARATORS + " \r\n")
    ]
    found = {
        separator: max((_headings(line, separator) for line in lines), default=0) for separator in _SEPARATORS
    }
    likely = max(_SEPARATORS, key=lambda separator: found[separator])
    first_line = lines[0] if lines else ""
    return likely if found[likely] >= _MIN_HEADINGS else max(_SEPARATORS, key=first_line.count), text


def _headings(line: str, separator: str) -> int:
    fields = line.split(separator, MAX_COLUMNS) if len(line) < _MAX_HEADING_CHARACTERS else []
    return known_headings(tuple(Cell(tidy_text(field.strip('"\r\n '))) for field in fields))


def _row(fields: list[str]) -> Row:
    if len(fields) > MAX_COLUMNS:
        raise too_large()
    return tuple(Cell(tidy_text(without_escapes(field))) for field in fields)


def _not_text() -> Unreadable:
    return Unreadable(
        "not_text",
        "Filen er verken en Excel-arbeidsbok (.xlsx) eller lesbar tekst (CSV). "
        "Åpne den i Excel, velg Lagre som, og velg .xlsx.",
    )
