"""Changes of one team's place by a person: an answer to an offer, or a line decided otherwise, always with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import audit, cohorts
from app.audit import Act
from app.cohorts import ApplicationState
from app.errors import Code, Conflict
from app.places.changes import Outcome, hold_places, note_change, tidy_why
from app.places.line import INSIDE, OUT
from app.places.vacancy import pass_on

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from app.audit import Deed

_CONFIRMED = "Teamet tar plassen."


def confirm(session: Session, *, cohort_id: int, team_id: int, why: str = "", deed: Deed) -> Outcome:
    """Note that a team takes the place it was offered. Raises Conflict where none was offered."""
    hold_places(session, cohort_id)
    team = cohorts.team_in(session, cohort_id, team_id)
    if team.place is ApplicationState.confirmed:
        return Outcome()
    if team.place is not ApplicationState.offered:
        raise Conflict(Code.place_not_offered, f"«{team.name}» har ikke fått tilbud om plass.")
    said = tidy_why(why) if why else _CONFIRMED
    changed = note_change(session, team, ApplicationState.confirmed, why=said, deed=deed)
    audit.record(session, Act.place_confirmed, deed, about=team.uid, cohort_id=cohort_id)
    return Outcome(changes=(changed,))


def give_place(
    session: Session, *, cohort_id: int, team_id: int, why: str, deed: Deed, reply_by: date | None = None
) -> Outcome:
    """Offer a team a place whatever the line says, also where the cohort is full."""
    hold_places(session, cohort_id)
    team, said = cohorts.team_in(session, cohort_id, team_id), tidy_why(why)
    if team.place in INSIDE:
        return Outcome()
    changed = note_change(session, team, ApplicationState.offered, why=said, deed=deed, reply_by=reply_by)
    audit.record(session, Act.place_given, deed, about=team.uid, cohort_id=cohort_id)
    return Outcome(changes=(changed,), reply_by=reply_by)


def put_on_waiting_list(
    session: Session, *, cohort_id: int, team_id: int, why: str, deed: Deed, reply_by: date | None = None
) -> Outcome:
    """Let a team wait, last on the list; a place it had goes on."""
    return _leave_line(
        session, cohort_id, team_id, ApplicationState.waiting, why=why, deed=deed, reply_by=reply_by
    )


def decline(
    session: Session, *, cohort_id: int, team_id: int, why: str, deed: Deed, reply_by: date | None = None
) -> Outcome:
    """Note that a team gets no place, or does not want the one it was offered, which goes on."""
    return _leave_line(
        session, cohort_id, team_id, ApplicationState.declined, why=why, deed=deed, reply_by=reply_by
    )


_ACTS = {
    ApplicationState.waiting: Act.place_waits,
    ApplicationState.declined: Act.place_declined,
    ApplicationState.withdrawn: Act.team_withdrawn,
}


def withdraw(
    session: Session,
    *,
    cohort_id: int,
    team_id: int,
    why: str,
    keep_channel: bool,
    deed: Deed,
    reply_by: date | None = None,
) -> Outcome:
    """Take a team out of the cohort; what it has handed in stays, and its place goes to the next that waits.

    Nothing is done in the tenant before a person has approved it. `reply_by` is the day the next must answer by,
    two weeks ahead where it is not said.
    """
    return _leave_line(
        session,
        cohort_id,
        team_id,
        ApplicationState.withdrawn,
        why=why,
        deed=deed,
        reply_by=reply_by,
        keep_channel=keep_channel,
    )


def _leave_line(  # noqa: PLR0913 - where it goes, and what follows
    session: Session,
    cohort_id: int,
    team_id: int,
    after: ApplicationState,
    *,
    why: str,
    deed: Deed,
    reply_by: date | None,
    keep_channel: bool = False,
) -> Outcome:
    """Move a team out of its place or its turn; where it stands so already, nothing is done and nobody promoted."""
    cohort = hold_places(session, cohort_id)
    team, said = cohorts.team_in(session, cohort_id, team_id), tidy_why(why)
    if team.place is after:
        return Outcome()
    if team.place in OUT and after is ApplicationState.withdrawn:
        raise Conflict(Code.place_not_offered, f"«{team.name}» har ikke plass, og kan ikke trekkes.")
    had_place = team.place in INSIDE
    changed = note_change(session, team, after, why=said, deed=deed, keep_channel=keep_channel)
    audit.record(session, _ACTS[after], deed, about=team.uid, cohort_id=cohort_id)
    if not had_place:
        return Outcome(changes=(changed,))
    passed = pass_on(session, cohort, team, deed=deed, reply_by=reply_by)
    return Outcome(changes=(changed, *passed.changes), promoted=passed.promoted, reply_by=passed.reply_by)
