"""Meetings that were held, with who was there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app.meetings.models import Attendance, Presence

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from app.meetings.models import Meeting

IN_THE_TEAMS = ("anne", "berit", "carl", "dina")


@pytest.fixture
def held(session: Session, meeting: Callable[..., Meeting]) -> Callable[..., Meeting]:
    """Note one: `held("2026-09-16", "anne", "carl")`; the others of the two teams were absent."""

    def noted(day: str, *present: str) -> Meeting:
        row = meeting(day, f"{day}T09:00", f"{day}T15:00")
        for name in {*IN_THE_TEAMS, *present}:
            session.add(
                Attendance(
                    meeting_id=row.id,
                    email=f"{name}@example.no",
                    presence=Presence.present if name in present else Presence.absent,
                    noted_by="lista",
                    noted_at=datetime(2027, 6, 1, tzinfo=UTC),
                )
            )
        session.flush()
        return row

    return noted
