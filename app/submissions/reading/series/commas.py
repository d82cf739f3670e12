"""CSV files in which the comma stands both between the fields and in the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.submissions.reading.findings import error
from app.submissions.reading.series.tables import is_number, tables
from app.submissions.reading.series.words import REMARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.enrolment import Sheets
    from app.submissions.reading.findings import Finding
    from app.submissions.reading.reports.spots import Spot
    from app.submissions.reading.series.tables import Table


def split_at_decimals(sheets: Sheets, filename: str) -> Finding | None:
    """Refuse a CSV whose numbers are split: they go on right behind the last heading, or as a remark."""
    spots = (
        spot
        for sheet in sheets.sheets
        if sheet.name == filename  # as the sheet of a CSV is called
        for table in tables(sheet)
        for spot in _spots_behind(table)
    )
    if (found := next(filter(is_number, spots), None)) is None:
        return None
    row = found.address.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return error(
        "split_at_decimals",
        f"Rad {row} i filen har flere tall enn overskrifter. Det skjer når kommaet både skiller feltene og står i "
        "tallene. Lagre filen som .xlsx, eller med semikolon mellom feltene.",
    )


def _spots_behind(table: Table) -> Iterator[Spot]:
    """Give the cells where the rest of a number would stand."""
    filled = [at for at, known in enumerate(table.plains) if known]
    behind = [filled[-1] + 1, *(at for at in filled[-1:] if table.plains[at] in REMARKS)]
    for row in table.below:
        yield from (row[at] for at in behind if at < len(row))
