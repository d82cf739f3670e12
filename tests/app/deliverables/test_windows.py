"""A deliverable is asked for from its day, and what comes after another day is a later version."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from support.faults.smallest_cohort import PROGRAMME

from app.deliverables.windows import Window, windows_of
from app.programmes.language.definition import Definition

ASKED = {
    "key": "poster",
    "type": "poster",
    "title": "Poster",
    "required_after": "samling",
    "freeze_after": {"after": "samling", "days": 14},
}
SAID = PROGRAMME.model_dump(mode="json")
DEFINITION = Definition.model_validate({**SAID, "deliverables": [*SAID["deliverables"], ASKED]})


def _window(day: date | None) -> Window:
    (window,) = windows_of(DEFINITION, 2026, {"samling": day}).values()
    return window


def test_its_days_are_counted_from_the_meeting_as_it_stands() -> None:
    assert _window(date(2026, 9, 16)) == Window(asked_from=date(2026, 9, 16), last_day=date(2026, 9, 30))
    assert _window(None) == Window(waits=True)


def test_a_programme_without_such_days_has_no_windows() -> None:
    assert windows_of(PROGRAMME, 2026, {}) == {}


@pytest.mark.parametrize(
    ("at", "is_open", "is_frozen"),
    [
        (datetime(2026, 9, 15, 21, 59, tzinfo=UTC), False, False),
        (datetime(2026, 9, 15, 22, tzinfo=UTC), True, False),
        (datetime(2026, 9, 30, 21, 59, tzinfo=UTC), True, False),
        (datetime(2026, 9, 30, 22, tzinfo=UTC), True, True),
    ],
    ids=["the minute before", "its first day in Norway", "the last minute", "the day after"],
)
def test_both_days_are_whole_in_norway(at: datetime, *, is_open: bool, is_frozen: bool) -> None:
    window = _window(date(2026, 9, 16))
    assert (window.is_open(at), window.is_frozen(at)) == (is_open, is_frozen)


def test_it_is_not_asked_for_while_its_meeting_has_no_date() -> None:
    assert (
        Window(waits=True).is_open(datetime(2030, 1, 1, tzinfo=UTC)),
        Window().is_open(datetime(2026, 1, 1, tzinfo=UTC)),
    ) == (False, True)
