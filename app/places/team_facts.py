"""A team gets another name, or belongs to another organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import audit, cohorts
from app.audit import Act
from app.cohorts import remember_name
from app.errors import Code, Conflict, Invalid
from app.people import same_spelling, tidy_text
from app.places.changes import Changed, Outcome, hold_places
from app.sensitive import refuse_identity_numbers

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.audit import Deed

MAX_NAME_CHARACTERS = 120


def rename_team(session: Session, *, cohort_id: int, team_id: int, name: str, deed: Deed) -> Outcome:
    """Give a team another name; workbooks that still use the old one mean the same team.

    The channel follows when a person has approved it; its folder keeps the name it was made with. Raises Conflict
    for another team's name.
    """
    hold_places(session, cohort_id)
    team, name = cohorts.team_in(session, cohort_id, team_id), _tidy_name(name)
    if team.name == name:
        return Outcome()
    for other in cohorts.teams_of(session, cohort_id=cohort_id):
        if other is not team and other.name_key == same_spelling(name):
            raise Conflict(Code.team_name_taken, f"Kullet har alt et team som heter «{other.name}».")
    changed = Changed(kind="name", about=team.name, before=team.name, after=name)
    remember_name(session, cohort_id=cohort_id, name_key=team.name_key, team_id=team.id)
    team.name, team.name_key = name, same_spelling(name)
    session.flush()
    audit.record(session, Act.team_renamed, deed, about=team.uid, cohort_id=cohort_id)
    return Outcome(changes=(changed,))


def _tidy_name(name: str) -> str:
    name = tidy_text(name)
    if not name:
        raise Invalid(Code.field_missing, "Skriv det nye navnet.")
    if len(name) > MAX_NAME_CHARACTERS:
        raise Invalid(Code.text_too_long, f"Navnet er for langt. Skriv høyst {MAX_NAME_CHARACTERS} tegn.")
    refuse_identity_numbers(name, where="Navnet")
    return name


def change_organisation(
    session: Session, *, cohort_id: int, team_id: int, organisation: str, deed: Deed
) -> Outcome:
    """Let a team belong to another organisation. It keeps its place; its turn is counted anew."""
    hold_places(session, cohort_id)
    team = cohorts.team_in(session, cohort_id, team_id)
    new = cohorts.organisation_called(session, _tidy_name(organisation))
    before = cohorts.organisations(session)[team.organisation_id]
    if new.id == before.id:
        return Outcome()
    team.organisation_id = new.id
    session.flush()
    audit.record(session, Act.team_changed_organisation, deed, about=team.uid, cohort_id=cohort_id)
    return Outcome(
        changes=(Changed(kind="organisation", about=team.name, before=before.name, after=new.name),)
    )
