"""Whatever way a table is laid out, it gives back what was put in, or says that it does not."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.papers.reports import cell, p, table, word

from app.deliverables.fields import POSTER
from app.submissions.reading.reports.fields import Report, read

LABELS = {
    "mal": "1. Mål",
    "tiltak": "Tiltak",
    "resultater": "Resultater",
    "leder": "Nærmeste leder",
    "team": "Forbedringsteamet",
}
ANSWERS = [
    "Halvere ventetiden",
    "Tavlemøte",
    "12",
    "Se vedlegg",
    "Kari og Ola",
    "90 % innen jul",
    "Ikke noe nytt",
]
HELP = ["", "Skriv kort, maks 3 setninger.", "Hva vil dere oppnå?", "Ett punkt per linje"]
SAID = {"unclear_place", "more_beside", "set_aside", "two_values"}


@dataclass(frozen=True)
class Row:
    key: str
    answer: str
    help_text: str
    after_colon: bool


rows = st.lists(
    st.builds(
        Row, st.sampled_from(sorted(LABELS)), st.sampled_from(ANSWERS), st.sampled_from(HELP), st.booleans()
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda row: row.key,
)


def _label(row: Row, wide: int = 1) -> str:
    if not row.help_text:
        return cell(LABELS[row.key], wide)
    if row.after_colon:
        return cell(f"{LABELS[row.key]}: {row.help_text}", wide)
    return cell(p(LABELS[row.key]) + p(row.help_text), wide)


def _left(drawn: list[Row]) -> str:
    return table(*((_label(row), row.answer) for row in drawn))


def _left_wide(drawn: list[Row]) -> str:
    return table(*((_label(row, 2), cell(row.answer, 3)) for row in drawn))


def _left_help_between(drawn: list[Row]) -> str:
    return table(*((LABELS[row.key], row.help_text, row.answer) for row in drawn))


def _left_split(drawn: list[Row]) -> str:
    return table(*((_label(row), row.answer, "og mer til") for row in drawn))


def _left_high(drawn: list[Row]) -> str:
    """Merge each label over two rows: the answer, and more of it."""
    merged = "<w:tc><w:tcPr><w:vMerge{}/></w:tcPr>"
    return table(
        *(
            line
            for row in drawn
            for line in (
                (_label(row).replace("<w:tc>", merged.format(' w:val="restart"')), row.answer),
                (f"{merged.format('')}<w:p/></w:tc>", "og mer til"),
            )
        )
    )


def _above(drawn: list[Row]) -> str:
    return table(*(line for row in drawn for line in ((_label(row),), (row.answer,))))


def _above_wide(drawn: list[Row]) -> str:
    return table(*(line for row in drawn for line in ((_label(row, 2),), (cell(row.answer, 2),))))


def _across(drawn: list[Row]) -> str:
    return table(tuple(_label(row) for row in drawn), tuple(row.answer for row in drawn))


def _pairs(drawn: list[Row]) -> str:
    return table(tuple(part for row in drawn for part in (_label(row), row.answer)))


LAYOUTS = (
    _left,
    _left_wide,
    _left_help_between,
    _left_split,
    _left_high,
    _above,
    _above_wide,
    _across,
    _pairs,
)


def _check(layout: object, drawn: list[Row]) -> None:
    assert callable(layout)
    report = read(word(layout(drawn)), fields=POSTER)
    put_in = {row.key: {row.answer, f"{row.answer}\nog mer til"} for row in drawn}
    read_back = {one.key: one.text for one in report.answers}
    assert {key: text for key, text in read_back.items() if text not in put_in.get(key, set())} == {}
    assert all(_is_told(report, row) for row in drawn if row.key not in read_back)
    if layout is _left_split:
        assert "og mer til" in " ".join(one.text for one in report.findings)


def _is_told(report: Report, row: Row) -> bool:
    """Say whether a finding other than "not filled in" shows the answer that was not read."""
    return any(one.code in SAID and row.answer in one.text for one in report.findings)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LAYOUTS), rows)
def test_a_table_gives_back_what_was_put_in_or_says_that_it_does_not(
    layout: object, drawn: list[Row]
) -> None:
    _check(layout, drawn)


@pytest.mark.corpora
@settings(max_examples=1_500, deadline=None)
@given(st.sampled_from(LAYOUTS), rows)
def test_a_thousand_tables_give_back_what_was_put_in(layout: object, drawn: list[Row]) -> None:
    _check(layout, drawn)
