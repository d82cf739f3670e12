"""Receipts of approved changes: one mail to each leader of the team, and to whoever calls its meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import cohorts, outbox
from app.cohorts import Team
from app.people import Person, Role, RoleGrant, leads_team
from app.people_changes.said import in_a_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from app.audit import Deed
    from app.cohorts import Cohort, PeopleChange
    from app.people_changes.said import Said

STEP = "endring i teamet"


def receivers(session: Session, team_id: int) -> list[Person]:
    """Return whom a team's receipt goes to, as the team is now: its leaders and its meeting lead, once each."""
    members = cohorts.grants_of(session, cohort_id=session.get_one(Team, team_id).cohort_id)
    told = [person for grant, person in members if grant.team_id == team_id and _is_told(grant)]
    return list({person.same_as_id or person.id: person for person in told}.values())


def _is_told(grant: RoleGrant) -> bool:
    return leads_team(grant.role) or grant.role is Role.meeting_lead


def send_receipts(
    session: Session, cohort: Cohort, changed: Sequence[PeopleChange], said: dict[int, Said], *, deed: Deed
) -> None:
    """Owe each team's receipt of the changes that concern it, told as they were before they were carried out."""
    for team_id in cohorts.teams_concerned(changed):
        team = session.get_one(Team, team_id)
        lines = "\n".join(in_a_sentence(said[one.id]) for one in changed if team_id in one.facts["teams"])
        for person in receivers(session, team_id):
            outbox.owe(
                session,
                to=person.email,
                about=f"{cohort.uid}/team:{team.uid}/people-change:{changed[0].id}",
                step=STEP,
                subject=f"{team.name}: endring i teamet er godkjent",
                text=_letter(person, team, cohort, lines),
                approved=True,
                now=deed.at,
                cohort_id=cohort.id,
            )


def _letter(person: Person, team: Team, cohort: Cohort, lines: str) -> str:
    return (
        f"Hei {person.name}\n\n"
        f"Forbedringsenheten har godkjent dette for {team.name} i {cohort.name}:\n\n{lines}\n\n"
        "Kalender, kanal og oppgaver rettes av seg selv. Dere trenger ikke gjøre noe.\n"
    )
