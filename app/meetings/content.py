"""The content of a cohort's meeting, as it was stored when the cohort was started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.programmes import Content

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.meetings.models import Meeting


def content_of(meeting: Meeting) -> Content:
    """Read a meeting's content; one stored before contents were has all in one text."""
    stored = meeting.details.get("content")
    return Content.model_validate(stored) if stored else Content(text=meeting.details.get("text") or "")


def content_in_plain_text(content: Content, place: str | None) -> list[str]:
    """Return the lines of a meeting's agenda, questions, directions and links, for calendars that show no lists."""
    days = content.agenda_by_day
    way = content.way_to(place)
    return [
        *(
            line
            for day, lines in days
            for line in _listed(f"Program dag {day}:" if len(days) > 1 else "Program:", lines)
        ),
        *_listed("Dette går vi gjennom:", content.guide),
        *_listed("Slik finner du fram:", filter(None, (way.place, way.travel, way.link) if way else ())),
        *_listed("Les mer:", (f"{link.title}: {link.address}" for link in content.links)),
    ]


def _listed(heading: str, lines: Iterable[str]) -> list[str]:
    items = [f"– {line}" for line in lines]
    return [heading, *items] if items else []
