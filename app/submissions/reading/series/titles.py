"""The measure that a table's title names, where its only column of numbers is headed "Verdi"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.submissions.reading.reports.labels import plain
from app.submissions.reading.series.places import told_by
from app.submissions.reading.series.words import BARE_VALUE, PLACES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.submissions.reading.series.layouts import Reading

MAX_WORDS = 8

_OF_THE_TABLE = re.compile(
    r"(?:mål(?!rett)\w*|tall|tal|data|resultat\w*|fremdrift\w*|framdrift\w*|oversikt|registrering\w*|skjema|tabell|"
    r"graf|kull|vedlegg|eksempel)\b"
)


def named_by_title(title: str, found: Sequence[Reading]) -> list[Reading]:
    """Return the numbers by the title's name, unless their column has one of its own."""
    columns = {one.measure.address for one in found}
    if len(columns) != 1 or plain(found[0].measure.cell.text) not in BARE_VALUE or not _is_a_measure(title):
        return list(found)
    measure = found[0].measure
    named = replace(measure, cell=replace(measure.cell, text=title))
    return [replace(one, measure=named) for one in found]


def _is_a_measure(title: str) -> bool:
    """Tell a measure from words on the table, its time, and the ward it is of."""
    known = plain(title)
    words = known.split()
    return bool(
        0 < len(words) <= MAX_WORDS
        and ":" not in title
        and words[0] not in PLACES
        and not _OF_THE_TABLE.match(known)
        and told_by(title)
    )
