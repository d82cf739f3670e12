"""Two teams become one: the members move, files stay where they are, and the channel of one goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from app import audit, cohorts
from app.audit import Act
from app.cohorts import ApplicationState, Team, remember_name
from app.errors import Code, Conflict, Invalid
from app.people import Person, RoleGrant
from app.places.changes import Changed, Outcome, hold_places, note_change, tidy_why
from app.places.line import INSIDE, OUT
from app.places.vacancy import pass_on

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from app.audit import Deed
    from app.cohorts import Cohort


def merge(  # noqa: PLR0913 - two teams, a channel, and the day the next must answer by
    session: Session,
    *,
    cohort_id: int,
    team_id: int,
    into_id: int,
    why: str,
    keep_channel: bool,
    deed: Deed,
    reply_by: date | None = None,
) -> Outcome:
    """Move a team's people into another, which goes on; a place that becomes free goes to the next that waits.

    Workbooks that name the team mean the other from now on. Done again it changes nothing.
    """
    cohort = hold_places(session, cohort_id)
    team, into = (cohorts.team_in(session, cohort_id, one) for one in (team_id, into_id))
    if team is into:
        raise Invalid(Code.same_team, "Velg et annet team å slå sammen med.")
    if team.place is ApplicationState.withdrawn:
        return Outcome()
    if into.place in OUT:
        raise Conflict(Code.place_not_offered, f"«{into.name}» er ikke med, og kan ikke ta imot noen.")
    moved, said = _move_people(session, team, into), f"Slått sammen med «{into.name}». {tidy_why(why)}"
    places = _join_places(
        session, cohort, (team, into), why=said, keep_channel=keep_channel, deed=deed, reply_by=reply_by
    )
    remember_name(session, cohort_id=cohort_id, name_key=team.name_key, team_id=into.id)
    audit.record(
        session, Act.teams_merged, deed, about=team.uid, cohort_id=cohort_id, details={"into": into.uid}
    )
    return Outcome(changes=(*moved, *places.changes), promoted=places.promoted, reply_by=places.reply_by)


def _move_people(session: Session, team: Team, into: Team) -> list[Changed]:
    """Move every role in a team to the other; one the person holds there already falls away."""
    there = {(one.person_id, one.role) for one in _grants(session, into)}
    moved: dict[int, Changed] = {}
    for grant in _grants(session, team):
        person = session.get_one(Person, grant.person_id)
        moved[person.id] = Changed(kind="member", about=person.email, before=team.name, after=into.name)
        if (grant.person_id, grant.role) in there:
            session.delete(grant)
        else:
            grant.team_id = into.id
    session.flush()
    return list(moved.values())


def _grants(session: Session, team: Team) -> list[RoleGrant]:
    return list(session.exec(select(RoleGrant).where(RoleGrant.team_id == team.id)))


def _join_places(
    session: Session,
    cohort: Cohort,
    pair: tuple[Team, Team],
    *,
    why: str,
    keep_channel: bool,
    deed: Deed,
    reply_by: date | None,
) -> Outcome:
    """Take the one team out. Its place is the other's where that had none, else it goes on."""
    team, into = pair
    had_place = team.place in INSIDE
    took, before = team.place, into.place
    gone = note_change(
        session, team, ApplicationState.withdrawn, why=why, deed=deed, keep_channel=keep_channel
    )
    if had_place and before not in INSIDE:
        took_over = f"Tok over plassen til «{team.name}», som ble slått sammen med teamet."
        return Outcome(changes=(gone, note_change(session, into, took, why=took_over, deed=deed)))
    passed = pass_on(session, cohort, team, deed=deed, reply_by=reply_by) if had_place else Outcome()
    return Outcome(changes=(gone, *passed.changes), promoted=passed.promoted, reply_by=passed.reply_by)
