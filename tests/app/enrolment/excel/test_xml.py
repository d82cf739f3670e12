"""Escapes of an Office text are undone as ST_Xstring defines them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.enrolment.excel.xml import without_escapes


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("A_x000D_B", "A\rB"),
        ("_x0009_", "\t"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x005f_", "_"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("_xD83D_", ""),
        ("_x000D", "_x000D"),
        ("_x00_", "_x00_"),
        ("a_xb", "a_xb"),
    ],
)
def test_an_escape_is_the_character_it_stands_for(written: str, meant: str) -> None:
    assert without_escapes(written) == meant


@given(some.text())
def test_a_text_whose_underscores_are_escaped_comes_back(text: str) -> None:
    assert without_escapes(text.replace("_", "_x005F_")) == text
