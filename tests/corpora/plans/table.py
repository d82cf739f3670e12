"""Each plan as it is laid out, with the rows and the findings that are right, written by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openpyxl import Workbook
from support.papers.reports import table, word
from support.workbooks import saved

if TYPE_CHECKING:
    from collections.abc import Mapping

Rows = tuple[tuple[str, ...], ...]
ACTIONS, MEASURES = "fremdriftsplan-tiltak", "fremdriftsplan-malinger"
HEADINGS = ("Tiltak", "Ansvarlig", "Start", "Ferdig", "Status")
BOARD = ("Tavlemøte", "Kari", "uke 1", "uke 5", "I gang")
LIST = ("Sjekkliste", "Per", "uke 2", "uke 6", "Ikke startet")
THE_BOARD = {
    "tiltak": "Tavlemøte",
    "ansvarlig": "Kari",
    "start": "uke 1",
    "ferdig": "uke 5",
    "status": "I gang",
}
THE_LIST = {
    "tiltak": "Sjekkliste",
    "ansvarlig": "Per",
    "start": "uke 2",
    "ferdig": "uke 6",
    "status": "Ikke startet",
}


@dataclass(frozen=True, kw_only=True)
class Paper:
    """`sheets` lie in a workbook, `tables` in a Word file. `rows` hold the filled cells, and `told` the findings."""

    name: str
    sheets: Mapping[str, Rows] = field(default_factory=dict)
    tables: tuple[Rows, ...] = ()
    source: str = ACTIONS
    rows: tuple[dict[str, str], ...]
    told: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        return "Plan.docx" if self.tables else "Plan.xlsx"

    @property
    def content(self) -> bytes:
        """Lay it out."""
        if self.tables:
            return word(*(table(*rows) for rows in self.tables))
        made = Workbook()
        made.remove(made.worksheets[0])
        for name, rows in self.sheets.items():
            sheet = made.create_sheet(name)
            for row in rows:
                sheet.append(row)
        return saved(made)


def crossed_out(text: str) -> str:
    """Return a cell of Word whose text is struck through."""
    return f"<w:tc><w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>{text}</w:t></w:r></w:p></w:tc>"


SEVERAL, COLUMN, NO_ROW = "info several_tables", "info unknown_column", "info no_row"
PAPERS = (
    Paper(name="our own", sheets={"Plan": (HEADINGS, BOARD, LIST)}, rows=(THE_BOARD, THE_LIST)),
    Paper(
        name="a sheet for each ward",
        sheets={"Post A": (HEADINGS, BOARD), "Post B": (HEADINGS, LIST)},
        rows=(THE_BOARD, THE_LIST), told=(SEVERAL,),
    ),
    Paper(name="the empty form first", sheets={"Mal": (HEADINGS,), "Plan": (HEADINGS, LIST)}, rows=(THE_LIST,)),
    Paper(
        name="two tables in a sheet", sheets={"Plan": (HEADINGS, BOARD, (), HEADINGS, LIST)},
        rows=(THE_BOARD, THE_LIST), told=(SEVERAL,),
    ),
    Paper(
        name="an action called Oppstart that is finished",
        sheets={"Plan": (HEADINGS, BOARD, ("Oppstart", "Kari", "uke 1", "uke 5", "Ferdig"))},
        rows=(THE_BOARD, THE_BOARD | {"tiltak": "Oppstart", "status": "Ferdig"}),
    ),
    Paper(
        name="words of others",
        sheets={"Plan": (("Aktivitet", "Ansvarleg", "Startdato", "Frist", "Status"), BOARD)}, rows=(THE_BOARD,),
    ),
    Paper(
        name="a column more, and one that is empty",
        sheets={"Plan": (("Nr", *HEADINGS, "Kommentar", "Kostnad"), ("1", *BOARD, "vanskelig"))},
        rows=(THE_BOARD,), told=(COLUMN,),
    ),
    Paper(
        name="a deputy who is not there", sheets={"Plan": ((*HEADINGS, "Ansvarlig (vara)"), BOARD)},
        rows=(THE_BOARD,),
    ),
    Paper(
        name="a deputy", sheets={"Plan": ((*HEADINGS, "Ansvarlig (vara)"), (*BOARD, "Per"))},
        rows=(THE_BOARD,), told=(COLUMN,),
    ),
    Paper(
        name="our word before another", sheets={"Plan": (("Frist", *HEADINGS), ("uke 9", *BOARD))},
        rows=(THE_BOARD,), told=(COLUMN,),
    ),
    Paper(
        name="measures under words of others, with numbers beside", source=MEASURES,
        sheets={
            "Plan": (
                ("Måling", "Type måling", "Datakilde", "Ansvarlig", "Hvor ofte?", "uke 40 2027"),
                ("Ventetid", "Resultat", "DIPS", "Kari", "Ukentlig", "5"),
            ),
            "Tall": (("Måling", "Dato", "Verdi", "Kilde"), ("Ventetid", "4.10.2027", "5", "DIPS")),
        },
        rows=(
            {
                "måling": "Ventetid",
                "type": "Resultat",
                "kilde": "DIPS",
                "ansvarlig": "Kari",
                "hvor-ofte": "Ukentlig",
            },
        ),
    ),
    Paper(
        name="two tables in Word", tables=((HEADINGS, BOARD), (HEADINGS, LIST)),
        rows=(THE_BOARD, THE_LIST), told=(SEVERAL,),
    ),
    Paper(
        name="a table in Word that goes on without headings", tables=((HEADINGS, BOARD), (LIST,)),
        rows=(THE_BOARD, THE_LIST), told=(SEVERAL,),
    ),
    Paper(
        name="a row in Word that is crossed out",
        tables=((HEADINGS, tuple(map(crossed_out, BOARD)), LIST),), rows=(THE_LIST,), told=("warning unseen",),
    ),
    Paper(
        name="times in a second row of headings",
        sheets={
            "Plan": (
                ("Tiltak", "Ansvarlig", "Tidsplan", "", "Status"), ("", "", "Start", "Ferdig", ""), BOARD, LIST,
            )
        },
        rows=(THE_BOARD, THE_LIST),
    ),
    Paper(
        name="times in a second row of headings, in Word",
        tables=((("Tiltak", "Ansvarlig", "Tidsplan", "", "Status"), ("", "", "Start", "Ferdig", ""), BOARD),),
        rows=(THE_BOARD,),
    ),
    Paper(
        name="all but the action in a second row of headings",
        sheets={"Plan": (("Tiltak", "Hvem", "Når", "", "Status"), ("", "Ansvarlig", "Start", "Ferdig", ""), BOARD)},
        rows=(THE_BOARD,),
    ),
    Paper(
        name="phases in rows of their own",
        sheets={"Plan": (HEADINGS, ("Fase 1: Kartlegge",), BOARD, ("Fase 2",), LIST)},
        rows=(THE_BOARD, THE_LIST), told=(NO_ROW,) * 2,
    ),
    Paper(
        name="who wrote it, below", sheets={"Plan": (HEADINGS, BOARD, (), ("Sist oppdatert av Kari 5.1.27",))},
        rows=(THE_BOARD,), told=(NO_ROW,),
    ),
    Paper(
        name="a footnote", sheets={"Plan": (HEADINGS, BOARD, ("* Status settes hver mandag",))},
        rows=(THE_BOARD,), told=(NO_ROW,),
    ),
    Paper(
        name="an example", sheets={"Plan": (HEADINGS, ("Eksempel: Tavle", "Navn", "uke 1", "uke 5", ""), LIST)},
        rows=(THE_LIST,), told=(NO_ROW,),
    ),
    Paper(
        name="an example in Word", tables=((HEADINGS, ("F.eks. tavle", "Navn", "uke 1", "uke 5", ""), LIST),),
        rows=(THE_LIST,), told=(NO_ROW,),
    ),
    Paper(
        name="actions that are not planned yet",
        sheets={"Plan": (HEADINGS, ("Oppdatere prosedyren",), ("Fase ut gammelt skjema",), ("Sjekkliste",))},
        rows=({"tiltak": "Oppdatere prosedyren"}, {"tiltak": "Fase ut gammelt skjema"}, {"tiltak": "Sjekkliste"}),
    ),
    Paper(
        name="another table in Word", tables=((HEADINGS, BOARD), (("Godkjent av", "Per"),)), rows=(THE_BOARD,),
    ),
)  # fmt: skip
