"""Carry an approved change of people out on the rows: roles come and go, and nobody's work is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app import people
from app.cohorts import service as cohorts
from app.cohorts.models import ChangeKind
from app.cohorts.proposals import grants_concerned
from app.people import Access, Person, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

    from app.cohorts.models import PeopleChange
    from app.people import RoleGrant


def change_people(session: Session, change: PeopleChange) -> Person:
    """Let the rows be as the change says; return the person it is about afterwards."""
    person = _CARRIED_OUT[change.kind](session, change)
    session.flush()
    return person


def _add(session: Session, change: PeopleChange) -> Person:
    newcomer = _newcomer(session, change)
    organisation = change.facts.get("organisation")
    people.grant_also(
        session,
        person_id=newcomer.id,
        cohort_id=change.cohort_id,
        team_id=change.team_id,
        organisation_id=cohorts.organisation_called(session, organisation).id if organisation else None,
        roles=map(Role, change.roles),
    )
    return newcomer


def _remove(session: Session, change: PeopleChange) -> Person:
    for grant in grants_concerned(session, change):
        session.delete(grant)
    return session.get_one(Person, change.person_id)


def _replace(session: Session, change: PeopleChange) -> Person:
    newcomer = _newcomer(session, change)
    _hand_over(session, grants_concerned(session, change), newcomer)
    return newcomer


def _move(session: Session, change: PeopleChange) -> Person:
    person, left = session.get_one(Person, change.person_id), grants_concerned(session, change)
    roles = [Role(role) for role in change.roles] or [grant.role for grant in left]
    for grant in left:
        session.delete(grant)
    people.grant_also(
        session,
        person_id=person.id,
        cohort_id=change.cohort_id,
        team_id=change.to_team_id,
        organisation_id=None,
        roles=roles,
    )
    return person


def _role(session: Session, change: PeopleChange) -> Person:
    person = session.get_one(Person, change.person_id)
    held = grants_concerned(session, change)
    people.grant_exactly(
        session,
        person_id=person.id,
        cohort_id=change.cohort_id,
        team_id=change.team_id,
        organisation_id=held[0].organisation_id if held else None,
        roles=map(Role, change.roles),
    )
    return person


def _address(session: Session, change: PeopleChange) -> Person:
    """Call the person by the new address; a row that has it already is the same person, and takes the roles over.

    The account stays known until `forget_account`, so that the new address is not taken for somebody without one;
    and where the directory has told that the address is the account's too, it is not asked anew.
    """
    person = session.get_one(Person, change.person_id)
    there = people.with_address(session, email=change.email or "")
    if there is not None and there.id != person.id:
        _hand_over(session, grants_concerned(session, change), there)
        return there
    person.email = change.email or person.email
    if person.email not in (person.directory_addresses or ()):
        person.directory_addresses = None
    session.add(person)
    return person


def _newcomer(session: Session, change: PeopleChange) -> Person:
    told: dict[str, Any] = {name: change.facts.get(name) for name in ("profession", "basic_course")}
    access = Access(change.facts["access"]) if change.facts.get("access") else None
    person, _ = people.upsert_person(
        session, email=change.email or "", name=change.name or "", access=access, **told
    )
    return person


def _hand_over(session: Session, left: Iterable[RoleGrant], newcomer: Person) -> None:
    for grant in left:
        held = grant.model_dump(include={"cohort_id", "team_id", "organisation_id"})
        people.grant_also(session, person_id=newcomer.id, roles=[grant.role], **held)
        if grant.person_id != newcomer.id:
            session.delete(grant)


def forget_account(person: Person) -> None:
    """Ask the directory anew whose the present address is; until it answers nobody is let in by it."""
    person.entra_id = person.directory_addresses = person.directory_checked_at = person.directory_problem = (
        None
    )
    person.directory_guest = False


_CARRIED_OUT = {
    ChangeKind.add: _add,
    ChangeKind.remove: _remove,
    ChangeKind.swap: _replace,
    ChangeKind.move: _move,
    ChangeKind.role: _role,
    ChangeKind.address: _address,
}
