"""The content of a cohort's meeting, as it was stored when the cohort was started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.programmes import Content

if TYPE_CHECKING:
    from app.meetings.models import Meeting


def content_of(meeting: Meeting) -> Content:
    """Read a meeting's content; one stored before contents were has all in one text."""
    stored = meeting.details.get("content")
    return Content.model_validate(stored) if stored else Content(text=meeting.details.get("text") or "")
