"""Several numbers of a measure for one day: which of them holds is asked about."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from app.submissions.reading.asked import doubted
from app.submissions.reading.findings import Doubt
from app.submissions.reading.series.numbers import written
from app.submissions.reading.series.read import spelt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from app.submissions.reading.findings import Answered, Finding
    from app.submissions.reading.series.read import Read

MAX_DAYS_ASKED_ONE_BY_ONE = 3
MAX_VALUES_TO_CHOOSE = 6

Days = list[tuple["date", list["Read"]]]


def one_number_a_day(
    measure: str, reads: Sequence[Read], answered: Answered
) -> tuple[list[Read], list[Finding]]:
    """Return a series with one number a day; days with several are left out while they are asked about."""
    days: Days = [(day, list(those)) for day, those in groupby(sorted(reads, key=_day), _day)]
    double = [(day, those) for day, those in days if len(those) > 1]
    asked = [[one] for one in double] if len(double) <= MAX_DAYS_ASKED_ONE_BY_ONE else [double]
    settled: dict[date, Read | None] = {}
    told = []
    for those_days in asked:
        answer, finding = doubted(_doubt(measure, those_days), answered)
        told.append(finding)
        settled |= {day: _chosen(those, answer) for day, those in those_days}
    return _kept(reads, settled), told


def _day(read: Read) -> date:
    return read.day


def _kept(reads: Sequence[Read], settled: Mapping[date, Read | None]) -> list[Read]:
    """Return the numbers in their order; a day that is settled counts once, where it stands first."""
    seen: set[date] = set()
    kept: list[Read] = []
    for read in reads:
        chosen = settled.get(read.day, read)
        if chosen is not None and read.day not in seen:
            kept.append(chosen)
        seen.add(read.day)
    return kept


def _chosen(reads: Sequence[Read], answer: str | None) -> Read | None:
    values = [read.value for read in reads]
    match answer:
        case None | "left-out":
            return None
        case "mean":
            return replace(reads[0], value=round(sum(values) / len(values), 12))
        case "sum":
            return replace(reads[0], value=round(sum(values), 12))
    return next((read for read in reads if written(read.value) == answer), None)


def _doubt(measure: str, days: Days) -> Doubt:
    (day, reads), *more = days
    values = list(dict.fromkeys(written(read.value) for read in reads))
    to_choose = values if not more and len(values) <= MAX_VALUES_TO_CHOOSE else []
    mean, total = _chosen(reads, "mean"), _chosen(reads, "sum")
    others = f" og {len(more)} dager til" if more else ""
    return Doubt(
        kind="several-on-a-day",
        seen=(
            spelt(measure),
            *(
                f"{one.isoformat()}: {', '.join(sorted(written(read.value) for read in those))}"
                for one, those in days
            ),
        ),
        choices=(*to_choose, "mean", "sum", "left-out"),
        details={
            "measure": measure,
            "day": f"{day:%d.%m.%Y}{others}",
            "values": ", ".join(written(read.value) for read in reads[:MAX_VALUES_TO_CHOOSE]),
            "mean": written(mean.value if mean else 0) + (" …" if more else ""),
            "sum": written(total.value if total else 0) + (" …" if more else ""),
        },
    )
