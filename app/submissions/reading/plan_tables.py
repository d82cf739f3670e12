"""The tables of a plan: their columns, by the form's fields, and the columns that are none of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.submissions.reading.findings import info
from app.submissions.reading.reports.labels import plain
from app.submissions.reading.series.days import is_a_day
from app.submissions.reading.series.uncounted import is_an_example

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.submissions.reading.findings import Finding
    from app.submissions.reading.reports.labels import Labels

HEADING_WITHIN_ROWS = 20
MAX_CHARACTERS_SHOWN = 40

_OF_NUMBERS = {"verdi", "resultat", "antall", "andel"}
_HELPERS = {"nr", "nummer", "løpenr", "id"}
_NOTE = re.compile(
    r"\*|(?:sist )?(?:oppdatert|endret|endra|revidert|godkjent|utarbeidet|utarbeidd)\b(?: av\b|:| \d|$)|"
    r"(?:fase|del|trinn|steg|bolk) (?:\d+|[ivx]+)\b|(?:nb|obs|merk|kilde|kjelde|forklaring)\b ?[:!]"
)


@dataclass(frozen=True)
class PlanLine:
    """A row of a sheet or a table as it stands there."""

    at: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class PlanTable:
    """`columns` are the fields' keys by the places of their columns in `headings`; `beside` are lines of no row."""

    headings: tuple[str, ...]
    columns: dict[int, str]
    lines: list[PlanLine] = field(default_factory=list)
    beside: list[PlanLine] = field(default_factory=list)

    def told(self) -> Iterator[Finding]:
        """Say which filled columns, and which lines, are not read."""
        for line in self.beside:
            text = next(filter(None, line.texts))[:MAX_CHARACTERS_SHOWN]
            yield info(
                "no_row",
                f"{line.at} («{text}») er ikke lest som en rad i planen, for det ser ut som en merknad, en overskrift "
                "eller et eksempel.",
            )
        for at, heading in enumerate(self.headings):
            known = at in self.columns or not plain(heading) or plain(heading) in _HELPERS
            if not known and not is_a_day(heading) and self._is_filled(at):
                yield info(
                    "unknown_column",
                    f"Kolonnen «{heading}» er ikke lest, for den er ikke i malen. Veilederen ser på den i filen.",
                )

    def _is_filled(self, at: int) -> bool:
        return any(line.texts[at] for line in self.lines if at < len(line.texts))


def tables_of(
    grids: Iterable[Sequence[PlanLine]], labels: Labels, *, may_go_on: bool = False
) -> list[PlanTable]:
    """Return the plan's tables. One without headings may go on with the one before, if it is as wide."""
    found: list[PlanTable] = []
    for grid in grids:
        tables = list(_tables(grid, labels))
        if tables and not (found and _OF_NUMBERS & set(map(plain, tables[0].headings))):
            found += tables
        elif may_go_on and found and _is_as_wide(grid, found[-1]):
            found.append(replace(found[-1], lines=list(grid)))
    return found


def _tables(lines: Sequence[PlanLine], labels: Labels) -> Iterator[PlanTable]:
    """Give the rows below each row of headings."""
    table: PlanTable | None = None
    for at, line in enumerate(lines):
        columns = _columns(line, labels) if table or at < HEADING_WITHIN_ROWS else {}
        if table and not table.lines and (both := _in_two_rows(table, line, columns)):
            table = both
        elif len(columns) > 1 and (table is None or _are_headings(line, columns, after=table)):
            if table:
                yield table
            table = PlanTable(line.texts, columns)
        elif table:
            (table.beside if _is_beside(line) else table.lines).append(line)
    if table:
        yield table


def _in_two_rows(table: PlanTable, line: PlanLine, columns: dict[int, str]) -> PlanTable | None:
    """Join headings with those right below, where these are others and stand apart or under a wider word."""
    filled = {at for at, text in enumerate(line.texts) if text}
    are_others = columns and not set(columns.values()) & set(table.columns.values())
    if not are_others or filled != set(columns) or filled & set(table.columns):
        return None
    wide = max(len(table.headings), len(line.texts))
    above, below = (texts + ("",) * (wide - len(texts)) for texts in (table.headings, line.texts))
    joined = tuple(low or high for high, low in zip(above, below, strict=True))
    return PlanTable(joined, dict(sorted({**table.columns, **columns}.items())))


def _is_beside(line: PlanLine) -> bool:
    """Tell a row of the plan from an example, and from a note or a title that stands alone on its line."""
    texts = [text for text in line.texts if text]
    if texts and is_an_example(texts[0]):
        return True
    return len(set(texts)) == 1 and _NOTE.match(texts[0].casefold()) is not None


def _are_headings(line: PlanLine, columns: dict[int, str], *, after: PlanTable) -> bool:
    """Tell headings that come again from a row that has their words among others, as "Oppstart" and "Ferdig"."""
    return len(columns.items() & after.columns.items()) > 1 or len(columns) == sum(map(bool, line.texts))


def _columns(line: PlanLine, labels: Labels) -> dict[int, str]:
    """Return one column for each field: by its own label, else the first by another."""
    keyed = [(at, key, text) for at, text in enumerate(line.texts) if (key := labels.key(text))]
    keyed.sort(key=lambda one: plain(one[2]).replace(" ", "-") != one[1])
    chosen: dict[str, int] = {}
    for at, key, _ in keyed:
        chosen.setdefault(key, at)
    return {at: key for key, at in sorted(chosen.items(), key=lambda one: one[1])}


def _is_as_wide(grid: Sequence[PlanLine], table: PlanTable) -> bool:
    return bool(grid) and {len(line.texts) for line in grid} == {len(table.headings)}
