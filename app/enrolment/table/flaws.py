"""Flaws of cells, each said where it stands; merged cells are said in one line a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.enrolment.sheets import Cell, Flaw
from app.enrolment.table.columns import Column
from app.sensitive import LOOKS_LIKE_ONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.enrolment.lines import Line
    from app.enrolment.problems import Problem, Where

_MAX_SHOWN = 4  # cells

_FLAWS = {
    Flaw.broken: ("broken_cell", "Cellen viser feilen «{text}». Skriv inn det som skal stå der."),
    Flaw.unsaved_formula: (
        "formula",
        "Cellen er en formel uten lagret verdi. Skriv verdien rett inn, eller lagre arket på nytt i Excel.",
    ),
    Flaw.identity_number: ("identity_number", LOOKS_LIKE_ONE),
    Flaw.date: (
        "date",
        "Excel har gjort cellen om til datoen {text}. Gjør den om til tekst og skriv den på nytt.",
    ),
}
_NOTES = {
    Flaw.formula: ("formula", "Cellen er en formel. Verdien «{text}» er lest; sjekk at den stemmer."),
    Flaw.struck_through: (
        "struck_through",
        "Teksten i cellen er strøket over og er ikke lest. Ta bort gjennomstrekingen om den skal gjelde.",
    ),
}
_AS_ABOVE = {
    *('"', "''", "”", "“", "„", "″", "〃", "´´", "↓", "do", "ditto", "som over", "samme", "same"),
    *("samme som over", "same som over", "se over", "sjå over", "same as above", "as above"),
}
_PARTLY_STRUCK = "Bare «{text}» er lest; resten av cellen er strøket over. Sjekk at det stemmer."


def same_as_above(lines: Iterable[Line]) -> Iterator[Problem]:
    """Refuse marks that mean the row above: a team by the name of a quotation mark is nobody's."""
    for line in lines:
        for column in Column:
            text = line.text(column)
            if text.lower().strip(" .-–—") in _AS_ABOVE and text:
                yield line.where(column).error(
                    "as_above",
                    f"«{text}» betyr vel det samme som i raden over. Skriv det helt ut i hver rad.",
                )


def flaws_of(lines: Iterable[Line]) -> list[Problem]:
    """Report each flawed cell once, although a fact above the table is shared by many rows."""
    spots = {
        line.where(column): line.cell(column)
        for line in lines
        for column in Column
        if line.cell(column).flaw is not None and not _is_date_of_a_course(line, column)
    }
    merged = [where for where, cell in spots.items() if cell.flaw is Flaw.merged]
    return [
        *_merged(merged, spots),
        *(problem for where, cell in spots.items() for problem in _flaw(where, cell)),
    ]


def _is_date_of_a_course(line: Line, column: Column) -> bool:
    """Tell whether a date is one on purpose; that it says neither yes nor no is told with the answer."""
    return column is Column.basic_course and line.cell(column).flaw is Flaw.date


def _flaw(where: Where, cell: Cell) -> Iterator[Problem]:
    if cell.flaw in _FLAWS:
        code, sentence = _FLAWS[cell.flaw]
        yield where.error(code, sentence.format(text=cell.text))
    elif cell.flaw in _NOTES:
        code, sentence = _NOTES[cell.flaw]
        partly = cell.flaw is Flaw.struck_through and cell.text
        yield where.warning(code, (_PARTLY_STRUCK if partly else sentence).format(text=cell.text))


def _merged(wheres: list[Where], spots: dict[Where, Cell]) -> Iterator[Problem]:
    by_sheet: dict[str | None, list[Where]] = {}
    for where in wheres:
        by_sheet.setdefault(where.sheet, []).append(where)
    for first, *others in by_sheet.values():
        yield first.warning("merged_cells", _merged_sentence([first, *others], spots))


def _merged_sentence(wheres: list[Where], spots: dict[Where, Cell]) -> str:
    if len(wheres) == 1:
        return f"Cellen er slått sammen med andre. «{spots[wheres[0]].text}» er lest i hver av radene."
    columns = ", ".join(dict.fromkeys(where.column or "" for where in wheres))
    rows = sorted({where.row or 0 for where in wheres})
    texts = ", ".join(
        f"«{text}»" for text in list(dict.fromkeys(spots[where].text for where in wheres))[:_MAX_SHOWN]
    )
    return (
        f"Celler er slått sammen i kolonne {columns}, rad {rows[0]}–{rows[-1]}. "
        f"Teksten er lest i hver av radene de dekker: {texts}. Sjekk at det stemmer."
    )
