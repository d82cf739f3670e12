"""JSON from strangers: deep, half characters and what is no number are refused; all else is read as it is."""

from __future__ import annotations

import pytest

from app.safe import read_plain_json


def test_what_people_and_programs_send_is_read_as_it_is() -> None:
    said = '{"navn": "Åse \\ud83d\\ude00", "tall": [1, 2.5, null, true]}'
    assert read_plain_json(said.encode()) == {"navn": "Åse 😀", "tall": [1, 2.5, None, True]}


def test_a_hundred_levels_are_read_and_one_more_is_not() -> None:
    assert read_plain_json(b"[" * 100 + b"]" * 100) is not None
    with pytest.raises(ValueError, match="too deep"):
        read_plain_json(b"[" * 101 + b"]" * 101)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b"[" * 100_000,
        b'["\\ud800"]',
        b'{"\\udfff": 1}',
        b'["\xed\xa0\x80"]',
        b"[NaN]",
        b"[-Infinity]",
        b"9" * 5000,
        b"\xff\xfe[\x00]\x00",
        b"",
    ],
    ids=lambda content: repr(content[:12]),
)
def test_what_cannot_be_read_stored_or_told_again_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of any kind
        read_plain_json(content)
