"""A cohort of two teams with a mentor between them, as rows alone: no tenant, no process."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support.workbooks import a_cohort, take

from app.audit import Deed
from app.cohorts.models import Team
from app.meetings.models import Meeting
from app.meetings.service import OSLO

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from app.cohorts.models import Cohort

ENROLLED = (
    ("NLSH", 1, "Kirurgi", "Anne Aas", "anne@example.no", "teamleder"),
    ("NLSH", 1, "Kirurgi", "Berit Bø", "berit@example.no", "medarbeider"),
    ("UNN", 1, "Medisin", "Carl Dahl", "carl@example.no", "teamleder"),
    ("UNN", 1, "Medisin", "Dina Eng", "dina@example.no", "medarbeider"),
    ("NLSH", 1, "Kirurgi", "Mona Mo", "mona@example.no", "veileder"),
    ("NLSH", 1, "Kirurgi", "Nils Ness", "nils@example.no", "nærmeste leder"),
)


@pytest.fixture
def deed() -> Deed:
    """An adviser's, on the first of April 2026."""
    return Deed(actor="rhf", at=datetime(2026, 4, 1, 6, tzinfo=UTC))


@pytest.fixture
def cohort(session: Session) -> Cohort:
    """Kirurgi with its leader, a member, a mentor and a nearest leader; Medisin with its leader and a member."""
    cohort = a_cohort(session, name="Kullet")
    assert not take(session, cohort, *ENROLLED).refused
    return cohort


@pytest.fixture
def team_ids(session: Session, cohort: Cohort) -> dict[str, int]:
    return {team.name: team.id for team in session.exec(select(Team)) if team.cohort_id == cohort.id}


@pytest.fixture
def meeting(session: Session, cohort: Cohort) -> Callable[..., Meeting]:
    """Make one: `meeting("samling-1", "2026-09-16T09:00", "2026-09-16T15:00")`; times are Norwegian."""

    def made(key: str, starts: str | None = None, ends: str | None = None, **more: Any) -> Meeting:
        usual = {
            "kind": "gathering",
            "title": key.capitalize(),
            "audience": "teams",
            "mode": "physical",
            "precision": "exact" if starts else "unknown",
            "basis": "source",
        }
        row = Meeting(
            cohort_id=cohort.id,
            key=key,
            starts_at=starts and datetime.fromisoformat(starts).replace(tzinfo=OSLO),
            ends_at=ends and datetime.fromisoformat(ends).replace(tzinfo=OSLO),
            **{**usual, **more},
        )
        session.add(row)
        session.flush()
        return row

    return made
