"""Whatever comes when, no window of Microsoft's holds more than it may; and who is told to stop, stops."""

from __future__ import annotations

import asyncio
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.paths import ROOT

from graph_adapters.errors import TryAgain
from graph_adapters.transport.pace import LIMITS, DocumentedPace, Lane, Limit

if TYPE_CHECKING:
    from collections.abc import Coroutine

DOCUMENTED = tomllib.loads((ROOT / "bench" / "limits.toml").read_text())
A_SERVICE = st.sampled_from(sorted(LIMITS))
PAUSES = st.lists(st.floats(0, 3) | st.just(0.0), min_size=1, max_size=300)


class Clock:
    """Whoever sleeps moves the time, in the order in which they would wake."""

    def __init__(self) -> None:
        self.time = 1000.0

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        until = self.time + seconds
        await asyncio.sleep(0)
        self.time = max(self.time, until)


@given(A_SERVICE, PAUSES)
def test_no_window_holds_more_than_is_documented(service: str, pauses: list[float]) -> None:
    limit, documented = LIMITS[service], DOCUMENTED[service]
    lane, now, spent = Lane(), 0.0, list[tuple[float, float]]()
    for pause in pauses:
        now += pause
        now += lane.wait(limit, now)
        lane = lane.take(limit, limit.write, now)
        spent.append((now, limit.write))
    for first, _ in spent:
        window = [cost for at, cost in spent if first <= at < first + documented["seconds"]]
        assert sum(window) <= documented["amount"]


@pytest.mark.parametrize("service", sorted(LIMITS))
def test_the_most_that_a_window_can_hold_is_documented(service: str) -> None:
    """What a rest allows at once, what comes in during the window, and the one that was just begun."""
    limit, documented = LIMITS[service], DOCUMENTED[service]
    assert limit.burst + limit.rate * documented["seconds"] + limit.write - 1 < documented["amount"]


def test_as_many_are_under_way_in_a_mailbox_as_is_documented() -> None:
    assert LIMITS["mailbox"].at_once == DOCUMENTED["mailbox_at_once"]["amount"]


def test_what_there_are_turns_for_goes_at_once_and_the_rest_one_after_the_other() -> None:
    clock = Clock()
    pace = DocumentedPace(clock.now, clock.sleep)
    went: list[float] = []

    async def go() -> None:
        async with pace.turn("mailbox:a", writes=True):
            went.append(clock.now() - 1000)

    _all(*(go() for _ in range(8)))
    assert [round(at, 1) for at in went] == [0.0] * 6 + [2.4, 4.9]


def test_only_four_are_under_way_in_a_mailbox() -> None:
    pace, under_way, most = DocumentedPace(), 0, 0

    async def go() -> None:
        nonlocal under_way, most
        async with pace.turn("mailbox:a", writes=False):
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0)
            under_way -= 1

    _all(*(go() for _ in range(9)))
    assert (most, under_way) == (4, 0)


def test_who_is_told_to_stop_lets_the_others_of_the_lane_wait_and_no_others() -> None:
    clock = Clock()
    pace = DocumentedPace(clock.now, clock.sleep)
    pace.slow_down("msteam:a", 7)

    async def go(lane: str) -> float:
        async with pace.turn(lane, writes=True):
            return clock.now() - 1000

    assert _all(go("msteam:b"), go("msteam:a")) == [0.0, 7.0]


def test_a_wait_that_is_too_long_to_sit_through_is_given_to_the_row() -> None:
    pace = DocumentedPace(lambda: 1000.0)
    pace.slow_down("planner", 900)

    async def go() -> None:
        async with pace.turn("planner", writes=True):
            pytest.fail("nothing goes now")

    with pytest.raises(TryAgain) as waits:
        asyncio.run(go())
    assert waits.value.wait == 900.0


def test_where_microsoft_publishes_nothing_a_refusal_halves_and_each_turn_gives_a_little_back() -> None:
    limit = LIMITS["planner"]
    lane = Lane().rest(limit, 2, now=0)
    assert (lane.share, lane.rest(limit, 2, now=1).share) == (0.5, 0.5)  # refused together is refused once
    assert lane.rest(limit, 2, now=3).share == 0.25
    for turn in range(5):
        lane = lane.take(limit, 1, now=10.0 + turn)
    assert round(lane.share, 3) == 1.0


def test_a_published_limit_is_not_halved() -> None:
    assert Lane().rest(Limit(rate=4), 2, now=0).share == 1.0


def _all(*going: Coroutine[Any, Any, Any]) -> list[Any]:
    async def together() -> list[Any]:
        return await asyncio.gather(*going)

    return asyncio.run(together())
