"""What a spreadsheet would take for a formula is text."""

from __future__ import annotations

import pytest

from app.safe.spreadsheet import cell_text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+47", "'+47"),
        ("-", "'-"),
        ("@SUM", "'@SUM"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
    ],
)
def test_what_begins_as_a_formula_gets_an_apostrophe(text: str, written: str) -> None:
    assert cell_text(text) == written


@pytest.mark.parametrize("text", ["", "Kirurgi", "1-2", " =1", "a=b"])
def test_any_other_text_is_as_it_was(text: str) -> None:
    assert cell_text(text) == text
