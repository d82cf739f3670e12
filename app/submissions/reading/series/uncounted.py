"""Rows that say themselves that their numbers do not count: an example, or a slip. A person says whether they do."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.people import same_spelling
from app.submissions.reading.asked import doubted
from app.submissions.reading.findings import Doubt
from app.submissions.reading.series.words import REMARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.submissions.reading.findings import Answered, Finding
    from app.submissions.reading.series.tables import Row, Table

MAX_WORDS_SAID = 8
MAX_ROWS_SHOWN = 3

_EXAMPLE = re.compile(r"\W*(?:eksempel|døme|f\.? ?eks|example)\b(?!\w)")
_IS_OUT = re.compile(
    r"\b(?:eksempel|slett(?:es|ast)?|feil ?registrert|feil ?ført|utgår|utgått|strykes|strykast|annullert|ugyldig|"
    r"feil (?:tall|tal|dato|verdi)|(?:ikke|ikkje) (?:bruk|tell|ta med|gyldig)\w*|(?:tell|gjeld)\w* (?:ikke|ikkje)|"
    r"(?:skal|kan) (?:ikke|ikkje) (?:telle|telje|være med|vere med|brukes|brukast|telles|teljast))\b"
)


def is_an_example(text: str) -> bool:
    return _EXAMPLE.match(same_spelling(text)) is not None


def without_uncounted(table: Table, answered: Answered) -> tuple[Table, list[Finding]]:
    """Return a table without the rows that do not count, as a person has said or until one does."""
    saying: dict[str, list[int]] = {}
    for at, row in enumerate(table.below):
        if words := _said(table, row):
            saying.setdefault(words, []).append(at)
    left: set[int] = set()
    told: list[Finding] = []
    for words, rows in saying.items():
        answer, finding = doubted(_doubt(table, words, rows), answered)
        told.append(finding)
        left |= set() if answer == "take" else set(rows)
    below = [row for at, row in enumerate(table.below) if at not in left]
    return replace(table, below=below), told


def _said(table: Table, row: Row) -> str:
    """Return the words by which a row says that it does not count; a row without numbers has nothing to count."""
    if not any(any(map(str.isdigit, spot.cell.text)) for spot in row):
        return ""
    names = (spot.cell.text for spot in row if is_an_example(spot.cell.text))
    return next(names, "") or next((text for text in _remarks(table, row) if _is_out(text)), "")


def _remarks(table: Table, row: Row) -> list[str]:
    known = table.plains
    return [spot.cell.text for at, spot in enumerate(row) if at >= len(known) or known[at] in {"", *REMARKS}]


def _is_out(text: str) -> bool:
    return len(text.split()) <= MAX_WORDS_SAID and _IS_OUT.search(same_spelling(text)) is not None


def _doubt(table: Table, words: str, rows: Sequence[int]) -> Doubt:
    shown = [", ".join(spot.cell.text for spot in table.below[at] if spot.cell.text) for at in rows]
    more = " …" if len(shown) > MAX_ROWS_SHOWN else ""
    return Doubt(
        kind="uncounted-numbers",
        seen=(table.sheet, *sorted(shown)),
        choices=("take", "leave"),
        proposed="leave",
        details={"sheet": table.sheet, "said": words, "rows": "», «".join(shown[:MAX_ROWS_SHOWN]) + more},
    )
