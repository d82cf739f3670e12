"""A place that has become free goes to the next on the waiting list, with a day to answer by."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app import audit, cohorts
from app.audit import Act
from app.cohorts import ApplicationState, Team
from app.health import OSLO
from app.places.changes import Outcome, note_change
from app.places.line import capacity_of, standings, turns
from app.places.verdicts import next_to_get

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlmodel import Session

    from app.audit import Deed
    from app.cohorts import Cohort

DAYS_TO_ANSWER = 14


def proposed_reply_by(now: datetime) -> date:
    """Return the day a team is asked to answer by when nobody has said another."""
    return now.astimezone(OSLO).date() + timedelta(days=DAYS_TO_ANSWER)


def pass_on(
    session: Session, cohort: Cohort, leaving: Team, *, deed: Deed, reply_by: date | None = None
) -> Outcome:
    """Offer the place to the first on the waiting list, if there is room for it; the one who left does not count."""
    capacity = capacity_of(session, cohort)
    line = [turn for turn in turns(session, cohort_id=cohort.id) if turn.team is not leaving]
    waiting = {turn.team.id for turn in line if turn.team.place is ApplicationState.waiting}
    found = next_to_get(standings(session, line, capacity), waiting, capacity)
    if found is None:
        return Outcome()
    team, answer_by = (
        cohorts.team_in(session, cohort.id, found.team_id),
        reply_by or proposed_reply_by(deed.at),
    )
    changed = note_change(
        session,
        team,
        ApplicationState.offered,
        why=f"Nummer {found.number} i køen, og først på ventelisten. Fikk plassen etter «{leaving.name}».",
        deed=deed,
        reply_by=answer_by,
        by_rule=True,
    )
    audit.record(
        session,
        Act.place_given,
        deed,
        about=team.uid,
        cohort_id=cohort.id,
        details={"after": leaving.uid},
    )
    return Outcome(changes=(changed,), promoted=team.name, reply_by=answer_by)
