"""What `every: month` means in a programme that is stored.

Until intervals came (decision 40), a month that was begun by a week was four weeks. Cohorts that were started then
keep the dates they have: what is stored since holds its `interval`, and a repeat without one is read as it was meant.
"""

from __future__ import annotations

from typing import Any

Stored = dict[str, Any]
WEEKS_IN_A_MONTH_THEN, TIMES_A_YEAR_THEN = 4, 12


def as_meant_then(programme: Stored) -> Stored:
    """Say in today's words what a stored programme's repeats meant when it was stored. It need not be a right one."""
    meetings = programme.get("meetings")
    if not isinstance(meetings, list):
        return programme
    return {**programme, "meetings": [_as_meant_then(one) for one in meetings]}


def as_meant_now(changes: Stored) -> Stored:
    """Write today's meaning into the repeats of changes that are about to be stored."""
    meetings = changes.get("meetings")
    if isinstance(meetings, dict):
        return {**changes, "meetings": {key: _as_meant_now(one) for key, one in meetings.items()}}
    if isinstance(meetings, list):
        return {**changes, "meetings": [_as_meant_now(one) for one in meetings]}
    return changes


def _as_meant_then(meeting: Any) -> Any:  # noqa: ANN401 - any JSON
    repeat, when = _in(meeting, "repeat"), _in(meeting, "when")
    if "interval" in repeat or repeat.get("every") != "month" or not when.get("week"):
        return meeting
    times = repeat.get("times") or TIMES_A_YEAR_THEN
    return {
        **meeting,
        "repeat": {**repeat, "every": "week", "interval": WEEKS_IN_A_MONTH_THEN, "times": times},
    }


def _as_meant_now(meeting: Any) -> Any:  # noqa: ANN401 - any JSON
    repeat = _in(meeting, "repeat")
    return {**meeting, "repeat": {"interval": 1, **repeat}} if repeat else meeting


def _in(meeting: Any, field: str) -> Stored:  # noqa: ANN401 - any JSON
    value = meeting.get(field) if isinstance(meeting, dict) else None
    return value if isinstance(value, dict) else {}
