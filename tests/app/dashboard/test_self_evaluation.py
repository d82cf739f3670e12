"""Self-evaluation over time: teams on each step, and the share that has come as far as the goal."""

from __future__ import annotations

from support.handed_in import asked, glance, line

from app import programmes
from app.dashboard.self_evaluation import Evaluated, over_time

FIRST, SECOND, VIDEO = asked(1, "statusrapport-1"), asked(2, "statusrapport-2"), asked(3, "video")
SCALE = programmes.shipped_one("torn-kull-3").self_evaluation


def test_each_time_teams_placed_themselves_is_counted_and_the_others_are_left_out() -> None:
    assert SCALE is not None
    lines = [
        line(glance(FIRST, "received", step=step), glance(VIDEO, "received", step=5.0), glance(SECOND))
        for step in (1.5, 4.0, 4.5)
    ]
    assert over_time(lines, [FIRST, SECOND, VIDEO], SCALE) == [
        Evaluated(title="Statusrapport 1", on={1: 1, 4: 2}, answered=3, reached=2)
    ]


def test_the_share_is_of_those_that_answered() -> None:
    shares = [
        Evaluated(title="", on={}, answered=answered, reached=reached).share
        for answered, reached in ((3, 2), (8, 8), (0, 0))
    ]
    assert shares == [67, 100, 0]
