"""Makes enrolment.xlsx from teams.txt and cohort.txt: python examples/torn-kull-3/make_workbook.py."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
WIDTHS = {
    "foretak": 34,
    "prioritet": 9,
    "team": 30,
    "enhet": 34,
    "tema": 42,
    "problem": 60,
    "mål": 60,
    "navn": 26,
    "e-post": 38,
    "rolle": 44,
    "profesjon": 26,
    "grunnkurs": 10,
    "tilgang": 12,
}

LATIN = str.maketrans("æøåáéčđŋšŧž", "aoaaecdnstz")

Row = dict[str, str | int | None]


def rows() -> Iterator[Row]:
    """Give the rows of the workbook, a row a person."""
    for block in _blocks("teams.txt"):
        yield from _team(block)
    for line in (line for block in _blocks("cohort.txt") for line in block):
        organisation, name, role, profession = line.split(" | ")
        yield {"foretak": organisation, **_person(organisation, name, role, profession)}


def workbook() -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = "Påmelding"
    sheet.append(list(WIDTHS))
    for row in rows():
        sheet.append([row.get(heading) for heading in WIDTHS])
    _dress(sheet)
    return book


def as_bytes(book: Workbook) -> bytes:
    """Save without the time of saving, so that the same rows are the same file."""
    saved, plain = BytesIO(), BytesIO()
    book.save(saved)
    with ZipFile(saved) as parts, ZipFile(plain, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            content = re.sub(rb"<dcterms:\w+[^>]*>[^<]*</dcterms:\w+>", b"", parts.read(name))
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return plain.getvalue()


def _blocks(file: str) -> list[list[str]]:
    text = (HERE / file).read_text(encoding="utf-8")
    blocks = (
        [line for line in block.splitlines() if not line.startswith("#")] for block in text.split("\n\n")
    )
    return [block for block in blocks if block]


def _team(block: list[str]) -> Iterator[Row]:
    """Give a team's rows; its facts stand in the first, as people fill such sheets in."""
    head, problem, aim, *people = block
    organisation, priority, team, unit, theme = head.split(" | ")
    facts: Row = {
        "prioritet": int(priority),
        "enhet": unit,
        "tema": theme,
        "problem": problem.removeprefix("problem: "),
        "mål": aim.removeprefix("mål: "),
    }
    for line in people:
        home, _, person = line.rpartition(": ")
        home = home or organisation
        yield {"foretak": home, "team": team, **facts, **_person(home, *person.split(" | "))}
        facts = {}


def _person(
    home: str, name: str, role: str, profession: str, course: str | None = None, access: str | None = None
) -> Row:
    return {
        "navn": name,
        "e-post": _address(name, home),
        "rolle": role,
        "profesjon": profession,
        "grunnkurs": course,
        "tilgang": access,
    }


def _address(name: str, home: str) -> str:
    """Make an address of the name, in a domain that reaches nobody."""
    letters = "".join(letter if letter.isalpha() else "." for letter in name.lower().translate(LATIN))
    return f"{letters}@{'kommune.' if home.endswith('kommune') else ''}example.no"


def _dress(sheet: Worksheet) -> None:
    for position, width in enumerate(WIDTHS.values(), start=1):
        cell = sheet.cell(1, position)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DCE9F5")
        sheet.column_dimensions[cell.column_letter].width = width
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


if __name__ == "__main__":
    (HERE / "enrolment.xlsx").write_bytes(as_bytes(workbook()))
