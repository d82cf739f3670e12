"""What a person does not see, or has crossed out, does not count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.filters import FilterColumn, Filters
from openpyxl.worksheet.table import Table
from support.workbooks import HEADINGS

from corpora.workbooks.laying_out import (
    KARI,
    LIV,
    OLA,
    THREE,
    Case,
    K,
    L,
    O,
    changed,
    in_sheet,
    laid,
    with_shared_strings,
    with_sheet,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

    Look = Callable[[Worksheet], None]

STRUCK = Font(strike=True)
GAMMEL = ("UNN", 2, "Gammelt team 2025", "Gammel Kari", "gammel@example.no", "leder")


def hide_row_3(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def hide_row_1(sheet: Worksheet) -> None:
    sheet.row_dimensions[1].hidden = True


def collapse_rows(sheet: Worksheet) -> None:
    sheet.row_dimensions.group(3, 4, hidden=True)


def filter_ola_away(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:F4"
    sheet.auto_filter.add_filter_column(3, ["Kari Nes", "Liv Moe"])
    hide_row_3(sheet)


def arrows_alone(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:F4"
    hide_row_3(sheet)


def filter_in_a_table(sheet: Worksheet) -> None:
    table: Any = Table(displayName="Deltakere", ref="A1:F4")
    sheet.add_table(table)
    table._initialise_columns()  # noqa: SLF001 - openpyxl does so when it writes, and then the filter is lost
    assert table.autoFilter is not None
    table.autoFilter.filterColumn = [FilterColumn(colId=3, filters=Filters(filter=["Kari Nes", "Liv Moe"]))]
    for column, heading in zip(table.tableColumns, HEADINGS, strict=True):
        column.name = heading
    hide_row_3(sheet)


def strike(*cells: str) -> Look:
    def look(sheet: Worksheet) -> None:
        for cell in cells:
            sheet[cell].font = STRUCK

    return look


def rich(cell: str, *runs: tuple[str, bool]) -> Look:
    def look(sheet: Worksheet) -> None:
        sheet[cell] = CellRichText(*(TextBlock(InlineFont(strike=struck), text) for text, struck in runs))

    return look


def hide_column(letter: str) -> Look:
    def look(sheet: Worksheet) -> None:
        sheet.column_dimensions[letter].hidden = True

    return look


def group_columns(sheet: Worksheet) -> None:
    sheet.column_dimensions.group("G", "H", hidden=True)


def all_struck_by_a_style(parts: dict[str, bytes]) -> None:
    parts["xl/styles.xml"] = (
        parts["xl/styles.xml"]
        .replace(b'<strike val="1"', b"<strike")
        .replace(b'<strike val="1" />', b"<strike/>")
    )


def two_addresses(second: str, look: Look) -> bytes:
    """Lay out three people with old addresses, and the new ones beside."""
    rows = ((*row[:4], f"{number}@gammel.example.no", *row[4:]) for number, row in enumerate(THREE))
    return laid(*rows, headings=(*HEADINGS[:5], second, "rolle"), look=look)


CASES = (
    Case(
        "hidden row",
        "Ola is hidden by hand",
        lambda: laid(*THREE, look=hide_row_3),
        f"{K}; {L}",
        "3 hidden_row",
    ),
    Case(
        "row of no height",
        "Ola's row is dragged shut",
        lambda: in_sheet(laid(*THREE), b'<row r="3"', b'<row r="3" ht="0" customHeight="true"'),
        f"{K}; {L}",
        "3 hidden_row",
    ),
    Case(
        "collapsed group",
        "a group of rows is folded",
        lambda: laid(*THREE, look=collapse_rows),
        K,
        "3 hidden_row; 4 hidden_row",
    ),
    Case(
        "filter",
        "Ola is filtered away",
        lambda: laid(*THREE, look=filter_ola_away),
        f"{K}; {L}",
        "3 filtered_row",
    ),
    Case(
        "filter in a table",
        "the same in Excel's own table",
        lambda: laid(*THREE, look=filter_in_a_table),
        f"{K}; {L}",
        "3 filtered_row",
    ),
    Case(
        "filter arrows alone",
        "arrows are on, and the row is hidden by hand",
        lambda: laid(*THREE, look=arrows_alone),
        f"{K}; {L}",
        "3 hidden_row",
    ),
    Case(
        "advanced filter",
        "the whole sheet is in filter mode",
        lambda: in_sheet(laid(*THREE, look=hide_row_3), b"<sheetPr>", b'<sheetPr filterMode="1">'),
        f"{K}; {L}",
        "3 filtered_row",
    ),
    Case(
        "hidden row without a number",
        "a program writes no row numbers",
        lambda: in_sheet(laid(*THREE, look=hide_row_3), b'<row r="3"', b"<row"),
        f"{K}; {L}",
        "3 hidden_row",
    ),
    Case(
        "hidden empty row", "nothing stands there", lambda: laid(KARI, (), OLA, look=hide_row_3), f"{K}; {O}"
    ),
    Case(
        "hidden sheet",
        "last year's team",
        lambda: with_sheet("hidden", HEADINGS, GAMMEL),
        f"{K}; {O}; {L}",
        "2 hidden_sheet",
    ),
    Case(
        "very hidden sheet",
        "hidden by a macro",
        lambda: with_sheet("veryHidden", HEADINGS, GAMMEL),
        f"{K}; {O}; {L}",
        "2 hidden_sheet",
    ),
    Case(
        "hidden sheet without addresses",
        "a list behind the choices",
        lambda: with_sheet("hidden", ("foretak", "team", "navn"), ("UNN", "A", "Per")),
        f"{K}; {O}; {L}",
        said="info sheet_not_read",
    ),
    Case(
        "hidden sheet with more headings",
        "last year's sheet knew more than this year's",
        lambda: with_sheet("hidden", (*HEADINGS, "tema", "mål"), (*GAMMEL, "Turnus", "Mindre")),
        f"{K}; {O}; {L}",
        "2 hidden_sheet",
    ),
    Case(
        "visible sheet",
        "two sheets, both meant",
        lambda: with_sheet("visible", HEADINGS, GAMMEL),
        f"{K}; {O}; {L}; Gammel Kari <gammel@example.no>",
    ),
    Case(
        "struck row",
        "Ola has withdrawn",
        lambda: laid(*THREE, look=strike("A3", "B3", "C3", "D3", "E3", "F3")),
        f"{K}; {L}",
        "3 struck_through",
    ),
    Case(
        "struck name",
        "Ola's name is crossed out",
        lambda: laid(*THREE, look=strike("D3")),
        f"{K}; {L}",
        "3 struck_through",
    ),
    Case(
        "struck address",
        "Ola's address is crossed out",
        lambda: laid(*THREE, look=strike("E3")),
        f"{K}; {L}",
        "3 struck_through",
    ),
    Case(
        "struck name by runs",
        "the whole text is crossed out, not the cell",
        lambda: laid(*THREE, look=rich("D3", ("Ola ", True), ("Vik", True))),
        f"{K}; {L}",
        "3 struck_through",
    ),
    Case(
        "struck name in a shared string",
        "the same, as Excel keeps it",
        lambda: changed(laid(*THREE, look=rich("D3", ("Ola ", True), ("Vik", True))), with_shared_strings),
        f"{K}; {L}",
        "3 struck_through",
    ),
    Case(
        "name mended in a shared string",
        "a word of it is crossed out",
        lambda: changed(
            laid(*THREE, look=rich("D3", ("Olav ", True), ("Ola Vik", False))), with_shared_strings
        ),
        f"{K}; {O}; {L}",
        said="warning struck_through",
    ),
    Case(
        "address mended",
        "the old address is crossed out, the new written after it",
        lambda: laid(*THREE, look=rich("E3", ("ola@gammel.example.no ", True), ("ola@example.no", False))),
        f"{K}; {O}; {L}",
        said="warning struck_through",
    ),
    Case(
        "struck cell with a run that is not",
        "the cell is struck, a run in it has a style of its own",
        lambda: laid(*THREE, look=lambda sheet: (rich("D3", ("Ola Vik", False))(sheet), strike("D3")(sheet))),
        f"{K}; {O}; {L}",
    ),
    Case(
        "struck priority",
        "one fact is crossed out",
        lambda: laid(*THREE, look=strike("B3")),
        f"{K}; {O}; {L}",
        said="warning struck_through",
    ),
    Case(
        "struck role",
        "which role Ola has is open",
        lambda: laid(*THREE, look=strike("F3")),
        f"{K}; {O}; {L}",
        said="warning struck_through; error no_role",
    ),
    Case(
        "struck empty cells",
        "an empty row was struck",
        lambda: laid(*THREE, look=strike("A9", "D9")),
        f"{K}; {O}; {L}",
    ),
    Case(
        "strike without a value",
        "a font says strike and no more",
        lambda: changed(laid(*THREE, look=strike("D3")), all_struck_by_a_style),
        f"{K}; {L}",
        "3 struck_through",
    ),
    Case(
        "struck heading",
        "a column is crossed out",
        lambda: laid(*((*row, "ja") for row in THREE), headings=(*HEADINGS, "grunnkurs"), look=strike("G1")),
        f"{K}; {O}; {L}",
    ),
    Case(
        "hidden column of access",
        "a column nobody sees gives no access",
        lambda: laid((*KARI, "intern"), headings=(*HEADINGS, "tilgang"), look=hide_column("G")),
        K,
        said="warning hidden_column",
    ),
    Case(
        "column of no width",
        "the same, dragged shut",
        lambda: in_sheet(
            laid((*KARI, "intern"), headings=(*HEADINGS, "tilgang")),
            b"<sheetData>",
            b'<cols><col min="7" max="7" width="0" customWidth="1"/></cols><sheetData>',
        ),
        K,
        said="warning hidden_column",
    ),
    Case(
        "folded columns",
        "a group of columns is folded",
        lambda: laid(
            (*KARI, "lege", "ja"), headings=(*HEADINGS, "profesjon", "grunnkurs"), look=group_columns
        ),
        K,
        said="warning hidden_column; warning hidden_column",
    ),
    Case(
        "hidden column of addresses",
        "nobody saw the addresses",
        lambda: laid(*THREE, look=hide_column("E")),
        said="error hidden_column",
    ),
    Case(
        "hidden empty column",
        "nothing stands there",
        lambda: laid(KARI, headings=(*HEADINGS, "tilgang"), look=hide_column("G")),
        K,
    ),
    Case(
        "hidden column of something else",
        "the author's own",
        lambda: laid((*KARI, "x"), headings=(*HEADINGS, "Ref"), look=hide_column("G")),
        K,
        said="info unread_column",
    ),
    Case(
        "hidden fact of a form",
        "another trust's name is hidden above the table",
        lambda: laid(
            ("Kari Nes", "kari@example.no", "leder"),
            headings=("Navn", "E-post", "Rolle"),
            above=(("Team", "A"), ("Foretak", "UNN"), ("Foretak", "Nordland")),
            look=hide_row_3,
        ),
        "Kari Nes <kari@example.no>",
        said="warning unseen_fact",
    ),
    Case(
        "hidden broken row",
        "an error nobody sees stops nothing",
        lambda: laid(KARI, ("UNN", 1, "A", "#REF!", "", ""), LIV, look=hide_row_3),
        f"{K}; {L}",
        "3 hidden_row",
    ),
    Case(
        "hidden headings in another order",
        "last year's stand above this year's",
        lambda: laid(
            *THREE, above=(("team", "foretak", "prioritet", "navn", "rolle", "e-post"),), look=hide_row_1
        ),
        f"{K}; {O}; {L}",
        said="info outside_table",
    ),
    Case(
        "hidden headings in English",
        "for a program",
        lambda: laid(
            *THREE, above=(("organisation", "priority", "team", "name", "email", "roles"),), look=hide_row_1
        ),
        f"{K}; {O}; {L}",
        said="info outside_table",
    ),
    Case(
        "hidden headings alone",
        "the rows are seen",
        lambda: laid(*THREE, look=hide_row_1),
        f"{K}; {O}; {L}",
    ),
    Case(
        "struck column of addresses",
        "the new ones stand beside",
        lambda: two_addresses("e-post", look=strike("E1", "E2", "E3", "E4")),
        f"{K}; {O}; {L}",
    ),
    Case(
        "struck column of addresses, unknown heading beside",
        "it has a word of its own",
        lambda: two_addresses("ny adresse", look=strike("E1", "E2", "E3", "E4")),
        said="error missing_column; info unread_column",
    ),
    Case(
        "struck addresses under a heading that is not",
        "all have withdrawn",
        lambda: laid(*THREE, look=strike("E2", "E3", "E4")),
        "",
        "2 struck_through; 3 struck_through; 4 struck_through",
    ),
)
