"""Measures of a name in several sheets: whether they are of one ward, or of several, is asked about."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.people import same_spelling
from app.submissions.reading.asked import doubted
from app.submissions.reading.findings import Doubt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.submissions.reading.findings import Answered, Finding
    from app.submissions.reading.series.read import Read

_OF_TIME = re.compile(
    r"\d+|\b(?:ark|sheet|tall|tal|data|målinge?r?|målingar|uke|veke|måned|månad|år|kvartal|kv|q|tertial|vår|høst|haust|"
    r"jan\w*|feb\w*|mars?|apr\w*|mai|juni?|juli?|aug\w*|sept?\w*|okt\w*|nov\w*|des\w*)(?=\b|\d)"
)
"""Words of a sheet's name that tell its time, or nothing at all."""


def one_measure_over_sheets(reads: Sequence[Read], answered: Answered) -> tuple[list[Read], list[Finding]]:
    """Give a measure its sheet's name too, where a person says that; it is left out while that is asked."""
    answers: dict[str, str | None] = {}
    told: list[Finding] = []
    for sheets, measures in _measures_by_sheets(reads).items():
        answer, finding = doubted(_doubt(sheets, measures), answered)
        told.append(finding)
        answers |= {same_spelling(measure): answer for measure in measures}
    kept = [(read, answers.get(same_spelling(read.measure), "same")) for read in reads]
    return [read if answer == "same" else _with_sheet(read) for read, answer in kept if answer], told


def _measures_by_sheets(reads: Sequence[Read]) -> dict[tuple[str, ...], list[str]]:
    """Return the measures that stand in sheets of different names, by these sheets."""
    sheets: dict[str, dict[str, None]] = {}
    shown: dict[str, str] = {}
    for read in reads:
        name = same_spelling(read.measure)
        shown.setdefault(name, read.measure)
        sheets.setdefault(name, {})[_sheet(read)] = None
    found: dict[tuple[str, ...], list[str]] = {}
    for name, those in sheets.items():
        if len({_told_by(sheet) for sheet in those}) > 1:
            found.setdefault(tuple(those), []).append(shown[name])
    return found


def _sheet(read: Read) -> str:
    return read.cell.rpartition("!")[0]


def _told_by(sheet: str) -> str:
    """Return what a sheet's name tells, but for its time."""
    return " ".join(re.findall(r"\w+", _OF_TIME.sub(" ", same_spelling(sheet))))


def _with_sheet(read: Read) -> Read:
    return replace(read, measure=f"{read.measure} ({_sheet(read)})")


def _doubt(sheets: Sequence[str], measures: Sequence[str]) -> Doubt:
    first, *others = (f"{', '.join(measures)} ({sheet})" for sheet in sheets)
    return Doubt(
        kind="same-measure",
        seen=("sheets", *sorted(sheets), *sorted(map(same_spelling, measures))),
        choices=("same", "another"),
        details={"written": first, "other": "», «".join(others)},
    )
