"""Measures of a name in several sheets or tables: whether they are of one ward, or of several, is asked about."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.submissions.reading.asked import doubted
from app.submissions.reading.findings import Doubt
from app.submissions.reading.series.read import spelt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.submissions.reading.findings import Answered, Finding
    from app.submissions.reading.series.read import Read

_MONTHS = r"jan\w*|feb\w*|mars?|apr\w*|mai|juni?|juli?|aug\w*|sept?\w*|okt\w*|nov\w*|des\w*"
_OF_TIME = re.compile(
    r"(?:\b\d+\. ?)?\b(?:ark|sheet|tall|tal|data|måling|målinger|målingar|uke|veke|måned|månad|år|kvartal|kv|q|tertial|"
    rf"før|etter|fase|periode|baseline|vår|høst|haust|{_MONTHS})(?![^\W\d_])[\d\W_]*|\b20\d\d\b|\(\d+\)"
)
"""Words of a name that tell its time, or nothing at all."""


def one_measure_over_places(reads: Sequence[Read], answered: Answered) -> tuple[list[Read], list[Finding]]:
    """Give a measure the name of its sheet or table too, where a person says that; it waits while that is asked."""
    answers: dict[str, str | None] = {}
    told: list[Finding] = []
    for places, measures in _measures_by_places(reads).items():
        answer, finding = doubted(_doubt(places, measures), answered)
        told.append(finding)
        answers |= {spelt(measure): answer for measure in measures}
    kept = [(read, answers.get(spelt(read.measure), "same")) for read in reads]
    return [read if answer == "same" else _with_place(read) for read, answer in kept if answer], told


def _measures_by_places(reads: Sequence[Read]) -> dict[tuple[str, ...], list[str]]:
    """Return the measures that stand in places of different names, by these places."""
    places: dict[str, dict[str, None]] = {}
    shown: dict[str, str] = {}
    for read in reads:
        name = spelt(read.measure)
        shown.setdefault(name, read.measure)
        places.setdefault(name, {})[read.place] = None
    found: dict[tuple[str, ...], list[str]] = {}
    for name, those in places.items():
        if len({told_by(place) for place in those}) > 1:
            found.setdefault(tuple(those), []).append(shown[name])
    return found


def told_by(place: str) -> str:
    """Return what the name of a place tells, but for its time."""
    return " ".join(re.findall(r"\w+", _OF_TIME.sub(" ", spelt(place))))


def _with_place(read: Read) -> Read:
    return replace(read, measure=f"{read.measure} ({read.place})")


def _doubt(places: Sequence[str], measures: Sequence[str]) -> Doubt:
    first, *others = (f"{', '.join(measures)} ({place})" for place in places)
    return Doubt(
        kind="same-measure",
        seen=("places", *sorted(places), *sorted(map(spelt, measures))),
        choices=("same", "another"),
        details={"written": first, "other": "», «".join(others)},
    )
