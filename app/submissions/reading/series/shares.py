"""Shares and per cent in one series: 0,85 beside 87, or 85 beside 87 %, is asked about."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.people import same_spelling
from app.submissions.reading.asked import doubted
from app.submissions.reading.findings import Doubt
from app.submissions.reading.series.numbers import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.submissions.reading.findings import Answered, Finding
    from app.submissions.reading.series.read import Read

A_HUNDRED = 100
LEAST_PER_CENT = 20
"""A series with nothing from 1 up to this, but some below and some above, is hardly of one kind."""

_OF_SHARES = re.compile(r"andel|prosent|\bpst\b|%|dekning|etterlev|share|per ?cent", re.IGNORECASE)


def one_kind_a_series(
    measure: str, reads: Sequence[Read], answered: Answered
) -> tuple[list[Read], list[Finding]]:
    """Return a series of one kind; one with both is left out while it is asked about."""
    pair = _pair(measure, reads)
    if pair is None:
        return list(reads), []
    answer, finding = doubted(_doubt(measure, *pair), answered)
    match answer:
        case "shares":
            return [_as_share(read) if read.value > 1 else read for read in reads], [finding]
        case "per-cent":
            return [_as_share(read) for read in reads], [finding]
        case "as-written":
            return list(reads), [finding]
    return [], [finding]


def _as_share(read: Read) -> Read:
    return read if read.in_per_cent else replace(read, value=round(read.value / A_HUNDRED, 12))


def _pair(measure: str, reads: Sequence[Read]) -> tuple[Read, Read] | None:
    """Return two numbers of a series that hardly are of one kind."""
    bare = [read for read in reads if not read.in_per_cent and read.value]
    signed = next((read for read in reads if read.in_per_cent), None)
    if bare and signed:
        return min(bare, key=lambda read: read.value), signed
    parts = [read for read in bare if 0 < read.value < 1]
    wholes = [read for read in bare if read.value > 1]
    if not parts or not wholes:
        return None
    leaps = all(LEAST_PER_CENT <= read.value <= A_HUNDRED for read in wholes)
    return (parts[0], wholes[0]) if leaps or _OF_SHARES.search(measure) else None


def _doubt(measure: str, few: Read, many: Read) -> Doubt:
    choices = [
        "shares",
        *(["per-cent"] if few.value <= 1 else []),
        *([] if many.in_per_cent else ["as-written"]),
    ]
    return Doubt(
        kind="share-or-per-cent",
        seen=(same_spelling(measure), "sign" if many.in_per_cent else "no sign"),
        choices=(*choices, "left-out"),
        proposed="shares",
        details={
            "measure": measure,
            "few": written(few.value),
            "many": f"{written(many.value * A_HUNDRED)} %" if many.in_per_cent else written(many.value),
            "few_as_share": f"{written(few.value * (1 if few.value > 1 else A_HUNDRED))} %",
            "many_as_share": f"{written(many.value * (A_HUNDRED if many.in_per_cent else 1))} %",
            "few_as_per_cent": f"{written(few.value)} %",
        },
    )
