"""The difference between the tenant's clock and ours is known from its last answer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph_adapters.transport.far_clock import FarClock

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("date", "ahead"),
    [
        ("Wed, 01 Apr 2026 12:00:00 GMT", 0.0),
        ("Wed, 01 Apr 2026 12:02:00 GMT", 120.0),
        ("Tue, 31 Mar 2026 12:00:00 GMT", -86_400.0),
        ("yesterday", None),
        (None, None),
    ],
)
def test_an_answers_date_tells_how_far_it_is_ahead(date: str | None, ahead: float | None) -> None:
    clock = FarClock(lambda: NOON)
    clock.hear(date)
    assert clock.ahead_seconds == ahead


def test_an_answer_without_a_date_leaves_what_is_known() -> None:
    clock = FarClock(lambda: NOON)
    clock.hear("Wed, 01 Apr 2026 12:02:00 GMT")
    clock.hear(None)
    assert clock.ahead_seconds == 120.0
