"""The columns of a table by their headings: the days, the measures, and whose the numbers are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.people import same_spelling
from app.submissions.reading.asked import doubted
from app.submissions.reading.findings import Doubt, info
from app.submissions.reading.series.days import is_a_day
from app.submissions.reading.series.words import (
    DAY,
    MEASURE,
    PARTS_OF_A_DAY,
    PLACES,
    ROUGH,
    TOTALS,
    first,
    is_a_helper,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.submissions.reading.findings import Answered, Finding
    from app.submissions.reading.reports.spots import Spot
    from app.submissions.reading.series.tables import Row, Table


def day_column(table: Table) -> int:
    """Return the column of days: one with the most cells that are days, and of such the first of short times."""
    columns = [at for at, known in enumerate(table.plains) if known in DAY]
    return max(
        columns,
        key=lambda at: (
            sum(is_a_day(spot.cell.text) for spot in table.column(at)),
            table.plains[at] not in ROUGH,
        ),
    )


def columns_of_measures(table: Table, day: int) -> tuple[list[int], list[Finding]]:
    """Return the columns of measures: neither helpers, nor totals of the others, nor mere words."""
    named = [at for at in range(len(table.plains)) if at != day and _names_a_measure(table, at)]
    columns = [at for at in named if table.plains[at] not in TOTALS] or named
    words = [at for at in columns if _are_words(table.column(at))]
    if len(words) == len(columns):
        return columns, []
    told = [
        info(
            "no_numbers", f"Kolonnen «{table.headings[at].cell.text}» i arket «{table.sheet}» har ingen tall."
        )
        for at in words
    ]
    return [at for at in columns if at not in words], told


def _names_a_measure(table: Table, at: int) -> bool:
    """Tell the heading of a measure; day is one beside night."""
    known, others = table.plains[at], {*table.plains[:at], *table.plains[at + 1 :]}
    if known in PARTS_OF_A_DAY and others & PARTS_OF_A_DAY:
        return True
    return bool(known) and not is_a_helper(table.headings[at].cell.text, known, others)


def _are_words(spots: Sequence[Spot]) -> bool:
    """Tell a column of words or days; empty ones are neither."""
    texts = [spot.cell.text for spot in spots]
    return bool(texts) and all(is_a_day(text) or not any(map(str.isdigit, text)) for text in texts)


def place_column(table: Table, but: int) -> int | None:
    """Return the column, other than `but`, that tells whose the numbers are, where it tells of several."""
    columns = [at for at, known in enumerate(table.plains) if at != but and known in PLACES]
    told = {at: {same_spelling(spot.cell.text) for spot in table.column(at)} for at in columns}
    return next((at for at in columns if len(told[at]) > 1), None)


def place_of(table: Table, row: Row, column: int | None) -> str:
    """Return whose the numbers of a row are; a bare number stands with its heading."""
    text = row[column].cell.text if column is not None and column < len(row) else ""
    return f"{table.headings[column or 0].cell.text} {text}" if text.isdigit() else text


def column_of_names(
    table: Table, days: Sequence[int], answered: Answered
) -> tuple[int | None, list[Finding]]:
    """Return the column of the measures' names before days across the top, and ask where several may be it."""
    if (known := first(table.plains, MEASURE)) is not None:
        return known, []
    of_words = [at for at in range(days[0]) if _holds_names(table, at)]
    apart = [at for at in of_words if _are_all_different(table.column(at))]
    if len(of_words) <= 1 or len(apart) == 1:
        return next(iter(apart if len(of_words) > 1 else of_words), 0), []
    names = {at: named_apart(table, at, of_words) for at in of_words}
    doubt = Doubt(
        kind="which-measure",
        seen=(table.sheet, *sorted(names.values())),
        choices=(*names.values(), "left-out"),
        details={"sheet": table.sheet, "columns": "», «".join(names.values())},
    )
    answer, finding = doubted(doubt, answered)
    return next((at for at, name in names.items() if name == answer), None), [finding]


def named_apart(table: Table, at: int, columns: Sequence[int]) -> str:
    """Return a column's heading, with its letter where another of `columns` has the same or none is there."""
    text = table.headings[at].cell.text
    if text and sum(table.headings[one].cell.text == text for one in columns) == 1:
        return text
    letter = letter_of(table.headings[at])
    return f"{text} ({letter})" if text else letter


def letter_of(spot: Spot) -> str:
    """Return the letter of a cell's column, as Excel shows it."""
    return spot.address.rpartition("!")[2].rstrip("0123456789")


def _holds_names(table: Table, at: int) -> bool:
    is_word = any(not any(map(str.isdigit, spot.cell.text)) for spot in table.column(at))
    return is_word and not is_a_helper(table.headings[at].cell.text, table.plains[at], ())


def _are_all_different(spots: Sequence[Spot]) -> bool:
    return len({same_spelling(spot.cell.text) for spot in spots}) == len(spots)
