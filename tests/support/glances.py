"""What a team has handed in, as values: a line of Oversikt is made of these."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from app import programmes
from app.cohorts.models import Team
from app.dashboard.overview import Line, how
from app.deliverables.service import Asked
from app.submissions.status import HandedIn, StatusLine

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
WORDS = {one.key: one for one in programmes.shipped_one("torn-kull-3").deliverables}


def asked(number: int, key: str, *, due: date | None = None) -> Asked:
    return Asked(deliverable_id=number, words=WORDS[key], due=due, template=None, form=None)


def glance(
    one: Asked, state: str | None = None, *, late: bool = False, step: float | None = None, team_id: int = 1
) -> StatusLine:
    """One team and one thing: what was handed in is in this state, or None where it is missing."""
    team = Team(
        id=team_id, cohort_id=1, organisation_id=team_id, name=f"Team {team_id}", name_key=f"team {team_id}"
    )
    handed_in = state and HandedIn(
        id=10,
        team_id=team_id,
        deliverable_id=one.deliverable_id,
        state=state,
        web_url="https://files/1",
        barred=False,
        step=step,
        first_at=NOW - timedelta(days=1),
    )
    return StatusLine(team, one, handed_in or None, one.ends_at, late)


def line(*found: StatusLine, asks_for_help: int = 0) -> Line:
    team = found[0].team
    return Line(
        team=team,
        organisation="UNN",
        mentors=(),
        found=found,
        hows={one.asked.deliverable_id: how(one) for one in found},
        present=0,
        noted=0,
        asks_for_help=asks_for_help,
    )
