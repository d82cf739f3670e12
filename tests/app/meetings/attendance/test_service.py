"""Attendance by hand and by the list at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.gathering import gathering, noted
from support.small_cohort import ANNE, BERIT, CARL, DINA, at, started

from app.audit import Deed
from app.db import unit_of_work
from app.errors import Conflict, NotFound
from app.meetings.attendance import service
from app.meetings.models import Presence

if TYPE_CHECKING:
    from pathlib import Path

PRESENT, ABSENT, APOLOGISED = Presence.present, Presence.absent, Presence.apologised


@pytest.fixture
def cohort_id(here: Path) -> int:
    """Two teams of two."""
    return started("torn-kull-3", 2026)


def test_the_list_at_the_door_is_ticked_and_closed(cohort_id: int) -> None:
    with unit_of_work() as session:
        meeting_id = gathering(session, cohort_id)
        service.sign_the_list(session, meeting_id, email="Anne@Example.no", now=at("2026-09-16T09:00"))
        service.close_the_list(session, meeting_id, deed=Deed(actor="rhf", at=at("2026-09-17T16:00")))
        assert noted(session, meeting_id) == {ANNE: PRESENT, BERIT: ABSENT, CARL: ABSENT, DINA: APOLOGISED}
        service.tick(
            session,
            meeting_id,
            email=BERIT,
            presence=PRESENT,
            deed=Deed(actor="rhf", at=at("2026-09-18T09:00")),
        )
        assert noted(session, meeting_id)[BERIT] == PRESENT


def test_nobody_is_noted_before_a_meeting_begins_or_when_we_do_not_know_them(cohort_id: int) -> None:
    with unit_of_work() as session:
        meeting_id = gathering(session, cohort_id)
        with pytest.raises(Conflict, match="Møtet har ikke begynt ennå"):
            service.sign_the_list(session, meeting_id, email=ANNE, now=at("2026-09-15T09:00"))
        with pytest.raises(NotFound, match="er ikke innkalt"):
            service.sign_the_list(session, meeting_id, email="ukjent@example.no", now=at("2026-09-16T09:00"))
