"""A four-entry memo for pure functions whose arguments are unhashable.

Nothing can be forgotten that the answer hangs on, for all the function was given is compared, whole. So reading what
it is given is all that the second time costs.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_ANSWERS = 4
"""So many answers are kept: a large cohort's take some ten megabytes."""

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def remembered(work: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Keep the newest answers of a function without effects, whose answers are never changed."""
    kept: deque[tuple[tuple[object, ...], Answer]] = deque(maxlen=MAX_ANSWERS)

    def answered(*given: Given.args, **named: Given.kwargs) -> Answer:
        asked = (given, named)
        for before, answer in tuple(kept):
            if before == asked:
                return answer
        answer = work(*given, **named)
        kept.append((asked, answer))
        return answer

    return answered
