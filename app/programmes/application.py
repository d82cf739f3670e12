"""How a team applies for a place: the days, and what comes after them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.programmes.dates.days import day_in
from app.programmes.dates.norwegian import day_in_norwegian

if TYPE_CHECKING:
    from datetime import date

    from app.programmes.language.definition import Definition


@dataclass(frozen=True, kw_only=True)
class HowToApply:
    """The days of the start year, and what a place binds to; `waiting_list` is None where all who apply have room."""

    deadline: date
    reply_by: date | None
    per_org_priority: bool
    binding: bool
    waiting_list: bool | None


def how_to_apply(definition: Definition, start_year: int) -> HowToApply | None:
    """Return how a cohort of this year is applied for; None where the programme does not say."""
    asked, room = definition.application, definition.capacity
    if not asked:
        return None
    return HowToApply(
        deadline=day_in(start_year, asked.deadline),
        reply_by=day_in(start_year, asked.reply_by) if asked.reply_by else None,
        per_org_priority=asked.per_org_priority,
        binding=asked.binding,
        waiting_list=room.waiting_list if room else None,
    )


def told_application(asked: HowToApply) -> list[str]:
    """Say the days in sentences, for a workbook or a terminal."""
    reply = f"Svar om plass kommer senest {day_in_norwegian(asked.reply_by)}." if asked.reply_by else ""
    first = f"Påmeldingsfristen er {day_in_norwegian(asked.deadline)}."
    bound = "Påmeldingen er bindende." if asked.binding else ""
    return [text for text in (first, reply, bound) if text]
