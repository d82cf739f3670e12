"""JSON from strangers: read only when it is no deeper than anybody needs, and all its text can be written."""

from __future__ import annotations

import json
from typing import Any

MAX_JSON_DEPTH = 100
"""Levels of lists and objects; the reader itself gives up near 1,000."""


def read_plain_json(content: bytes) -> Any:  # noqa: ANN401 - any JSON
    """Read JSON. Raises ValueError for what is none, nests deeper than 100, or holds half a character or no number."""
    try:
        value = json.loads(content.decode(), parse_constant=_no_number)
    except RecursionError:
        raise ValueError("too deep") from None
    if is_deeper(value, MAX_JSON_DEPTH):
        raise ValueError("too deep")
    if b"\\u" in content:
        json.dumps(
            value, ensure_ascii=False
        ).encode()  # half a character cannot be encoded, and that is a ValueError
    return value


def is_deeper(value: Any, most: int) -> bool:  # noqa: ANN401 - any JSON
    """Tell whether lists and objects stand in each other more than `most` deep, a level at a time."""
    level = [value]
    for _ in range(most):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _no_number(word: str) -> float:
    raise ValueError(word)
