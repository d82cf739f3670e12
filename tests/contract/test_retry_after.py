"""Retry-After in every form it comes in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph_adapters.errors import retry_after

NOW = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7.0),
        ("2.128", 2.128),
        ("0", 0.0),
        ("900", 900.0),
        ("99999999999999", 604_800.0),
        ("-3", 0.0),
        ("Wed, 01 Apr 2026 06:01:30 GMT", 90.0),
        ("Wed, 01 Apr 2026 06:01:30 -0000", 90.0),
        ("Wed, 01 Apr 2026 05:00:00 GMT", 0.0),
        ("7,7", None),
        ("soon", None),
        ("", None),
    ],
)
def test_each_form_is_read_or_left_to_our_own_waits(said: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": said}, now=NOW) == seconds


@pytest.mark.parametrize("said", ["nan", "inf", "1e400"])
def test_what_is_no_time_is_no_time(said: str) -> None:
    assert retry_after({"retry-after": said}, now=NOW) is None
