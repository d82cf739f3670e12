"""The days from which a deliverable is asked for, and from which an answer to it is a later version."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from app.programmes import compile_programme, due_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.programmes import DatedDeliverable, Definition

OSLO = ZoneInfo("Europe/Oslo")


class Window(NamedTuple):
    """`asked_from` is the first day it is asked for, `last_day` the last before answers are later versions.

    None is not known, or not limited; `waits` is then whether its first day hangs on a meeting without a date.
    """

    asked_from: date | None = None
    last_day: date | None = None
    waits: bool = False

    def is_open(self, now: datetime) -> bool:
        """Tell whether it is asked for now, in Norway."""
        return not self.waits and (self.asked_from is None or self.asked_from <= now.astimezone(OSLO).date())

    def is_frozen(self, at: datetime) -> bool:
        """Tell whether what came then is a later version; the last day is whole."""
        if self.last_day is None:
            return False
        return at >= datetime.combine(self.last_day + timedelta(days=1), time(), tzinfo=OSLO)


ALWAYS = Window()


def windows_of(definition: Definition, start_year: int, days: Mapping[str, date | None]) -> dict[str, Window]:
    """Return the windows of those deliverables that have one, by key."""
    if not any(one.required_after or one.freeze_after for one in definition.deliverables):
        return {}
    dated = compile_programme(definition, start_year).deliverables
    return {one.id: _window(one, days) for one in dated if one.required_after or one.freeze_after}


def _window(dated: DatedDeliverable, days: Mapping[str, date | None]) -> Window:
    asked_from = due_on(dated.required_after, days) if dated.required_after else None
    return Window(
        asked_from=asked_from,
        last_day=due_on(dated.freeze_after, days) if dated.freeze_after else None,
        waits=dated.required_after is not None and asked_from is None,
    )
