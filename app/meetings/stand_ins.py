"""Stand-ins: a person comes to a meeting instead of a team member. Only these two are mailed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app import audit, cohorts
from app.audit import Act, Deed
from app.errors import Code, Conflict, Invalid, NotFound
from app.meetings import service as meetings
from app.meetings.audience import roles_for
from app.meetings.models import StandIn
from app.meetings.reach import places_at
from app.meetings.roster import roster
from app.people import tidy_address, tidy_text

if TYPE_CHECKING:
    from collections.abc import Sequence


def name_stand_in(
    session: Session, meeting_id: int, *, team_id: int, instead_of: str, name: str, email: str, deed: Deed
) -> StandIn:
    """Name a stand-in for a member; naming another replaces the first.

    Raises NotFound when the one replaced does not sit in the team, or is not called, and Conflict when the meeting is
    over.
    """
    meeting = meetings.get(session, meeting_id)
    meetings.refuse_what_is_over(meeting, deed.at)
    instead_of, email, name = tidy_address(instead_of), tidy_address(email), tidy_text(name)
    if "@" not in email or not name:
        raise Invalid(Code.field_missing, "Skriv navn og e-postadresse til den som kommer i stedet.")
    places = places_at(
        meeting,
        cohorts.teams_of(session, cohort_id=meeting.cohort_id),
        roster(session, meeting.cohort_id),
    ).get(instead_of, [])
    held = [place for place in places if place.team_id == team_id and place.sits_in_team]
    if not held:
        raise NotFound(Code.not_in_team, f"{instead_of} er ikke med i dette teamet.")
    if not roles_for(meeting) & set(held[0].roles):
        raise NotFound(
            Code.not_in_team, f"{meeting.title} er ikke for {instead_of}, så ingen kommer i stedet."
        )
    if email == instead_of:
        raise Conflict(Code.stand_in_is_same, "Den som kommer i stedet, må være en annen.")
    row = _standing(session, meeting_id, team_id, instead_of)
    if row is None:
        row = StandIn(
            meeting_id=meeting_id,
            team_id=team_id,
            instead_of=instead_of,
            name="",
            email="",
            by="",
            at=deed.at,
        )
        session.add(row)
    row.name, row.email, row.by, row.at = name, email, deed.actor, deed.at
    _note(session, row, meeting.cohort_id, act=Act.stand_in_named, deed=deed)
    return row


def withdraw_stand_in(
    session: Session, meeting_id: int, *, team_id: int, instead_of: str, deed: Deed
) -> None:
    """Let the member come after all. Raises NotFound when the member has no stand-in."""
    meeting = meetings.get(session, meeting_id)
    row = _standing(session, meeting_id, team_id, tidy_address(instead_of))
    if row is None:
        raise NotFound(Code.no_stand_in, f"Ingen kommer i stedet for {instead_of}.")
    session.delete(row)
    _note(session, row, meeting.cohort_id, act=Act.stand_in_withdrawn, deed=deed)


def stand_ins_of(session: Session, meeting_id: int) -> Sequence[StandIn]:
    found = select(StandIn).where(StandIn.meeting_id == meeting_id)
    return session.exec(found.order_by(col(StandIn.id))).all()


def _standing(session: Session, meeting_id: int, team_id: int, instead_of: str) -> StandIn | None:
    found = select(StandIn).where(
        StandIn.meeting_id == meeting_id, StandIn.team_id == team_id, StandIn.instead_of == instead_of
    )
    return session.exec(found).one_or_none()


def _note(session: Session, row: StandIn, cohort_id: int, *, act: Act, deed: Deed) -> None:
    details = {"instead_of": row.instead_of, "email": row.email}
    about = f"meeting {row.meeting_id}, team {row.team_id}"
    audit.record(session, act, deed, about=about, cohort_id=cohort_id, details=details)
