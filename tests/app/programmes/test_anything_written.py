"""Whatever somebody writes, they read sentences and never a trace."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from app.programmes.language import check
from app.programmes.language.check import Unreadable, parsed

WHOLE = (Path(__file__).parent / "whole.yaml").read_text("utf-8")
ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers(-10, 3000) | some.text(max_size=8) | some.dates(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def places_in(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    if isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(place for name, one in inner for place in places_in(one, (*path, name)))]


def with_something_else_at(value: Any, path: tuple[str | int, ...], other: object) -> Any:
    if not path:
        return other
    whole: Any = dict(value) if isinstance(value, dict) else list(value)
    whole[path[0]] = with_something_else_at(value[path[0]], path[1:], other)
    return whole


@settings(deadline=None)
@given(some.sampled_from(places_in(parsed(WHOLE))), ANYTHING)
def test_whatever_stands_anywhere_is_answered_with_sentences(
    path: tuple[str | int, ...], other: object
) -> None:
    problems = check.problems_in(with_something_else_at(parsed(WHOLE), path, other))
    assert {(bool(one.path), one.text[-1:] in {".", "?"}) for one in problems} <= {(True, True)}


@settings(deadline=None)
@given(some.text(max_size=60) | some.text(alphabet="ab:-?![]{}&*<>|'\"#%@`, \n\t012.", max_size=60))
def test_whatever_a_file_holds_is_answered_with_sentences(text: str) -> None:
    with suppress(Unreadable):
        assert check.problems_in(parsed(text)) != []
