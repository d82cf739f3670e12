"""Numbers that a person would miss: under no heading, under headings in two rows, or beside days across the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.submissions.reading.findings import info, warning
from app.submissions.reading.series.columns import letter_of
from app.submissions.reading.series.tables import is_number
from app.submissions.reading.series.words import DAY, MEASURE, TOTALS, is_a_helper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.submissions.reading.findings import Finding
    from app.submissions.reading.reports.spots import Spot
    from app.submissions.reading.series.tables import Table

MIN_NUMBERS, MIN_WORDS = 2, 2


def has_headings_in_two_rows(table: Table) -> bool:
    """Tell whether words below the headings part what stands under one of them, or under none."""
    under = next((row for row in table.below if any(spot.cell.text for spot in row)), [])
    if any(spot.cell.text for spot, known in zip(under, table.plains, strict=False) if _opens_a_row(known)):
        return False
    words = [at for at, spot in enumerate(under) if spot.cell.text]
    if len(words) < MIN_WORDS or any(is_number(under[at]) for at in words):
        return False
    names = [table.plains[at] if at < len(table.plains) else "" for at in words]
    unnamed = [at for at, name in zip(words, names, strict=True) if not name]
    return len(set(names)) < len(names) or any(_are_numbers(table.column(at)[1:]) for at in unnamed)


def _opens_a_row(known: str) -> bool:
    return known in DAY or known in MEASURE


def without_heading(table: Table) -> Iterator[Finding]:
    """Say which numbers stand right beside the table's, under no heading."""
    for at in range(1, max((len(row) for row in table.below), default=0)):
        heads = [table.plains[one] if one < len(table.plains) else "" for one in (at - 1, at)]
        if heads[0] and not heads[1] and _are_numbers(table.column(at)):
            yield warning(
                "unnamed_column",
                f"Tallene i kolonne {letter_of(table.column(at)[0])} i arket «{table.sheet}» er ikke lest, for de har "
                "ingen overskrift. Skriv hva de er, øverst i kolonnen.",
            )


def beside_days(table: Table, names: int, days: Sequence[int]) -> Iterator[Finding]:
    """Say which numbers stand under a heading that is neither a day nor a helper."""
    for at, known in enumerate(table.plains):
        is_known = at in days or at == names or known in TOTALS or not known
        if (
            not is_known
            and not is_a_helper(table.headings[at].cell.text, known, ())
            and _are_numbers(table.column(at), least=1)
        ):
            yield info(
                "unread_column",
                f"Kolonnen «{table.headings[at].cell.text}» i arket «{table.sheet}» er ikke lest, for overskriften er "
                "ingen dato.",
            )


def _are_numbers(spots: Sequence[Spot], *, least: int = MIN_NUMBERS) -> bool:
    return len(spots) >= least and all(map(is_number, spots))
