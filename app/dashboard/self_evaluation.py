"""Self-evaluation over time: how many teams stand on each step, and the share that has come as far as the goal."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.dashboard.overview import Line
    from app.deliverables import Asked
    from app.programmes import SelfEvaluation


@dataclass(frozen=True, kw_only=True)
class Evaluated:
    """A time that teams placed themselves: `on` counts them by step, half a step with the step below."""

    title: str
    on: Mapping[int, int]
    answered: int
    reached: int

    @property
    def share(self) -> int:
        """Return how many of a hundred that answered have reached the goal."""
        return round(100 * self.reached / self.answered) if self.answered else 0


def over_time(lines: Sequence[Line], asked: Sequence[Asked], scale: SelfEvaluation) -> list[Evaluated]:
    """Count each time the programme asks teams to place themselves, in its order; unanswered times are left out."""
    times = [one for one in asked if one.words.key in scale.at]
    found = [_evaluated(lines, one, scale.goal_step) for one in times]
    return [one for one in found if one.answered]


def _evaluated(lines: Sequence[Line], asked: Asked, goal: float) -> Evaluated:
    key = asked.deliverable_id
    steps = [line.steps[key] for line in lines if key in line.steps]
    return Evaluated(
        title=asked.words.title,
        on=Counter(int(step) for step in steps),
        answered=len(steps),
        reached=sum(step >= goal for step in steps),
    )
