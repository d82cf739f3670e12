"""Text around the table: titles, notes, totals, headings of parts, and other tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.workbooks import HEADINGS

from corpora.workbooks.laying_out import KARI, LIV, OLA, THREE, Case, K, L, O, laid, with_sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ALL = f"{K}; {O}; {L}"
LINE = "info outside_table"


def merge_title(sheet: Worksheet) -> None:
    sheet.merge_cells("A1:F1")


def merge_last(sheet: Worksheet) -> None:
    sheet.merge_cells("A6:F6")


def under(*rows: tuple[object, ...]) -> bytes:
    return laid(*THREE, *rows)


def merge_labels(sheet: Worksheet) -> None:
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A2:B2")


def form(*facts: tuple[object, ...]) -> bytes:
    """Lay out a team's sheet: facts above a table of its people."""
    return laid(("Kari Nes", "kari@example.no", "leder"), headings=("Navn", "E-post", "Rolle"), above=facts)


CASES = (
    Case("title", "above the table", lambda: laid(*THREE, above=(("Påmelding 2027",), ())), ALL, said=LINE),
    Case(
        "merged title",
        "over the whole table",
        lambda: laid(*THREE, above=(("Påmelding 2027",),), look=merge_title),
        ALL,
        said=LINE,
    ),
    Case(
        "note",
        "below the table",
        lambda: under((), ("Merk: Kari er i permisjon til 1. april.",)),
        ALL,
        said=LINE,
    ),
    Case(
        "notes right below",
        "no empty row",
        lambda: under(("* møter fra mars",), ("Sendt 12.02.2027 av KH",)),
        ALL,
        said=LINE,
    ),
    Case(
        "note in the column of names",
        "where there was room",
        lambda: under((None, None, None, "Ola slutter 1. mai.")),
        ALL,
        said=LINE,
    ),
    Case(
        "note in two cells",
        "label and text",
        lambda: under(("Merk", None, None, "Ola slutter til sommeren")),
        ALL,
        said=LINE,
    ),
    Case(
        "merged note",
        "over the whole table",
        lambda: laid(*THREE, (), ("Kari er i permisjon",), look=merge_last),
        ALL,
        said=LINE,
    ),
    Case(
        "note with an address",
        "whom to ask",
        lambda: under((), ("Spørsmål til kurs@example.no",)),
        ALL,
        said=LINE,
    ),
    Case("total", "how many", lambda: under(("Sum", None, None, 3)), ALL, said=LINE),
    Case(
        "total in the column of names",
        "how many",
        lambda: under((None, None, None, "Antall: 3")),
        ALL,
        said=LINE,
    ),
    Case(
        "totals between", "a total for each team", lambda: laid(KARI, OLA, ("Totalt", 2), LIV), ALL, said=LINE
    ),
    Case(
        "headings of parts",
        "the team's name on a row of its own",
        lambda: laid(("Sengepost A",), KARI, OLA, (None, None, "Sengepost A"), LIV),
        ALL,
        said=LINE,
    ),
    Case(
        "title, note and total",
        "one line",
        lambda: laid(*THREE, (), ("Antall", 3), ("NB! Utkast",), above=(("Påmelding",),)),
        ALL,
        said=LINE,
    ),
    Case(
        "table of numbers",
        "how many in each team",
        lambda: under((), ("Team", "Antall"), ("Sengepost A", 3)),
        ALL,
        said=LINE,
    ),
    Case(
        "table of others",
        "who is on the waiting list",
        lambda: under((), ("Navn", "E-post", "Rolle"), ("Per Ås", "per@example.no", "leder")),
        ALL,
        said="warning second_table",
    ),
    Case("headings again", "printed on two pages", lambda: laid(KARI, OLA, HEADINGS, LIV), ALL),
    Case(
        "name alone",
        "the rest is missing",
        lambda: under(("UNN", 1, "Sengepost A", "Per Ås")),
        f"{ALL}; Per Ås <None>",
        said="error no_role; warning no_email",
    ),
    Case(
        "name and nothing",
        "a person all the same",
        lambda: under((None, None, None, "Per Ås")),
        f"{ALL}; Per Ås <None>",
        said="error no_role; warning no_email",
    ),
    Case(
        "team without people",
        "they will come",
        lambda: under(("UNN", 2, "Sengepost B")),
        f"{ALL}; <None>",
        said="error no_name; error no_role; warning no_email",
    ),
    Case(
        "address alone",
        "whose",
        lambda: under((None, None, None, None, "per@example.no")),
        f"{ALL}; <per@example.no>",
        said="error no_name; error no_role",
    ),
    Case(
        "merged labels of a form",
        "the value stands after them",
        lambda: laid(
            ("Kari Nes", "kari@example.no", "leder"),
            headings=("Navn", "E-post", "Rolle"),
            above=(("Foretak", None, "UNN"), ("Team", None, "Sengepost A")),
            look=merge_labels,
        ),
        K,
    ),
    Case(
        "label and value in a cell of a form",
        "it may be help as well as a value",
        lambda: form(("Foretak", "UNN"), ("Team", "Sengepost A"), ("Enhet: Kirurgisk",)),
        K,
        said=LINE,
    ),
    Case(
        "help in the labels of a form",
        "the value stands beside",
        lambda: form(("Foretak (helseforetak)", "UNN"), ("Team: hva heter det?", "Sengepost A")),
        K,
    ),
    Case(
        "two trusts in a form",
        "which",
        lambda: form(("Foretak", "UNN"), ("Virksomhet", "Nordland"), ("Team", "Sengepost A")),
        said="error double_fact",
    ),
    Case(
        "a trust twice in a form",
        "the same",
        lambda: form(("Foretak", None), ("Virksomhet", "UNN"), ("Team", "Sengepost A")),
        K,
    ),
    Case(
        "title of a form",
        "it names a team by number",
        lambda: form(("Team 2",), ("Foretak", "UNN"), ("Team", "Sengepost A")),
        K,
        said=LINE,
    ),
    Case(
        "lists behind the choices",
        "a sheet of trusts, teams and roles",
        lambda: with_sheet(
            "visible", ("Foretak", "Team", "Rolle"), ("UNN", "Sengepost A", "leder"), title="Lister"
        ),
        ALL,
        said="info sheet_not_read",
    ),
    Case(
        "overview of teams",
        "how many in each",
        lambda: with_sheet(
            "visible",
            ("Foretak", "Prioritet", "Team", "Antall"),
            ("UNN", 1, "Sengepost A", 3),
            title="Oversikt",
        ),
        ALL,
        said="info sheet_not_read",
    ),
    Case(
        "pivot table",
        "the same people again",
        lambda: with_sheet(
            "visible",
            ("foretak", "team", "navn", "Antall av e-post"),
            ("UNN", "Sengepost A", "Kari Nes", 1),
            (None, None, "Ola Vik", 1),
            ("Totalsum", None, None, 2),
        ),
        ALL,
        said="info sheet_not_read",
    ),
    Case(
        "more people without addresses",
        "somebody is in no other sheet",
        lambda: with_sheet(
            "visible", ("foretak", "team", "navn"), ("UNN", "Sengepost A", "Per Ås"), title="Flere"
        ),
        said="error missing_column; error missing_column",
    ),
)
