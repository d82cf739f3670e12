"""A file is hashed as Microsoft does, in however many parts it is read."""

from __future__ import annotations

import io

import pytest

from graph_adapters.quick_xor import quick_xor
from graph_adapters.sandbox.files.items import quick_xor as in_the_sandbox

PART = 160 * 1024


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        (b"J", "SgAAAAAAAAAAAAAAAQAAAAAAAAA="),
        (bytes(3), "AAAAAAAAAAAAAAAAAwAAAAAAAAA="),
    ],
)
def test_a_small_file_has_a_hash_that_can_be_counted_by_hand(content: bytes, told: str) -> None:
    """The first byte stands first, and the length is laid upon the last eight bytes of twenty."""
    assert quick_xor(io.BytesIO(content)) == told


@pytest.mark.parametrize("length", [1, 159, 160, 161, PART - 1, PART, PART + 1, 3 * PART + 77])
def test_a_file_is_hashed_alike_in_parts_and_whole(length: int) -> None:
    content = (bytes(range(251)) * (length // 251 + 1))[:length]
    assert quick_xor(io.BytesIO(content)) == in_the_sandbox(content)
