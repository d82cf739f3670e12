"""Proposals of changes of people: made by the unit, a workbook or a team, and decided by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app import audit
from app.audit import Act, Deed
from app.cohorts import service as cohorts
from app.cohorts.models import ChangeKind, ChangeSource, ChangeState, PeopleChange
from app.errors import Code, Conflict, Invalid, NotFound
from app.people import Person, RoleGrant, tidy_address, tidy_text
from app.sensitive import refuse_identity_numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

COMES = {ChangeKind.add, ChangeKind.swap}
IN_A_TEAM = {ChangeKind.move, ChangeKind.role}
_SAME = ("kind", "person_id", "team_id", "to_team_id", "email", "roles")


def propose_change(session: Session, change: PeopleChange, *, deed: Deed) -> PeopleChange:
    """Write a change down to be decided about; the same one that waits already is returned as it stands.

    Raises Invalid for one that says too little or changes nothing, Conflict in a closed cohort.
    """
    change = _tidied(change, deed)
    _refuse_if_closed(session, change.cohort_id)
    if change.kind in IN_A_TEAM and change.team_id is None:
        change.team_id = _only_home(session, change)
    _refuse_if_unclear(session, change)
    known = next(
        (one for one in waiting_changes(session, change.cohort_id) if is_same_change(one, change)), None
    )
    if known is not None:
        return known
    change.facts = {**change.facts, "teams": _teams_of(session, change)}
    session.add(change)
    session.flush()
    record_change(session, change, Act.people_change_proposed, deed)
    return change


def _tidied(change: PeopleChange, deed: Deed) -> PeopleChange:
    change.name = tidy_text(change.name or "") or None
    change.email = tidy_address(change.email or "") or None
    change.roles = sorted(set(change.roles))
    change.by, change.at, change.state = deed.actor, deed.at, ChangeState.waiting
    return change


def _only_home(session: Session, change: PeopleChange) -> int | None:
    """Return the team of a person in a single one, None of one with roles of the whole cohort alone."""
    homes = {grant.team_id for grant in grants_concerned(session, change)}
    if len(homes) > 1:
        raise Invalid(Code.field_missing, "Personen er i flere team. Skriv hvilket det gjelder.")
    return next(iter(homes), None)


def is_same_change(one: PeopleChange, other: PeopleChange) -> bool:
    """Tell whether two proposals ask for the same change, whoever made them."""
    return all(getattr(one, name) == getattr(other, name) for name in _SAME)


def _refuse_if_closed(session: Session, cohort_id: int) -> None:
    cohort = cohorts.get(session, cohort_id)
    if cohort.closed_at:
        raise Conflict(
            Code.cohort_closed, f"{cohort.name} er avsluttet. Ingen kan byttes, meldes inn eller ut."
        )


def _refuse_if_unclear(session: Session, change: PeopleChange) -> None:
    for team_id in (change.team_id, change.to_team_id):
        if team_id is not None:
            cohorts.team_in(session, change.cohort_id, team_id)
    refuse_identity_numbers(change.name or "", where="Navn")
    _refuse_without_newcomer(change)
    _refuse_without_roles(change)
    if change.kind is not ChangeKind.add and not grants_concerned(session, change):
        raise NotFound(Code.not_in_cohort, "Personen har ingen rolle der. Velg en som er med i teamet.")


def _refuse_without_newcomer(change: PeopleChange) -> None:
    if change.kind in {*COMES, ChangeKind.address} and "@" not in (change.email or ""):
        raise Invalid(
            Code.address_malformed, "Skriv e-postadressen til den som kommer inn, eller den nye adressen."
        )
    if change.kind in COMES and not change.name:
        raise Invalid(Code.field_missing, "Skriv navnet på den som kommer inn.")


def _refuse_without_roles(change: PeopleChange) -> None:
    if change.kind in {ChangeKind.add, ChangeKind.role} and not change.roles:
        raise Invalid(Code.field_missing, "Skriv hvilken rolle personen skal ha.")
    if change.kind is ChangeKind.move and change.to_team_id in {None, change.team_id}:
        raise Invalid(Code.field_missing, "Velg teamet personen flytter til.")


def grants_concerned(session: Session, change: PeopleChange) -> list[RoleGrant]:
    """Return the roles a change takes up: in its team, or in the whole cohort; a replaced person's in `roles` alone."""
    found = select(RoleGrant).where(
        RoleGrant.cohort_id == change.cohort_id, RoleGrant.person_id == change.person_id
    )
    if change.team_id is not None:
        found = found.where(RoleGrant.team_id == change.team_id)
    if change.kind in {ChangeKind.swap, ChangeKind.remove} and change.roles:
        found = found.where(col(RoleGrant.role).in_(change.roles))
    return list(session.exec(found.order_by(col(RoleGrant.id))))


def _teams_of(session: Session, change: PeopleChange) -> list[int]:
    """Return the teams it concerns: those it names, or all its person is in."""
    named = [team_id for team_id in (change.team_id, change.to_team_id) if team_id]
    if named or change.person_id is None:
        return named
    held = (grant.team_id for grant in grants_concerned(session, change))
    return list(dict.fromkeys(team_id for team_id in held if team_id))


def teams_concerned(changes: Iterable[PeopleChange]) -> list[int]:
    """Return the teams that changes concern, each once, also those a person has left."""
    return list(dict.fromkeys(team_id for change in changes for team_id in change.facts.get("teams", ())))


def waiting_changes(session: Session, cohort_id: int) -> Sequence[PeopleChange]:
    """Return the changes that wait for a decision, the oldest first."""
    return _in_state(session, cohort_id, {ChangeState.waiting})


def decided_changes(session: Session, cohort_id: int) -> Sequence[PeopleChange]:
    """Return the changes that were approved or dropped, the oldest first."""
    return _in_state(session, cohort_id, {ChangeState.approved, ChangeState.dropped})


def _in_state(session: Session, cohort_id: int, states: Collection[ChangeState]) -> Sequence[PeopleChange]:
    found = select(PeopleChange).where(
        PeopleChange.cohort_id == cohort_id, col(PeopleChange.state).in_(states)
    )
    return session.exec(found.order_by(col(PeopleChange.id))).all()


def waiting_change(session: Session, cohort_id: int, change_id: int) -> PeopleChange:
    """Find a change that waits. Raises NotFound, and Conflict for one that is decided."""
    change = session.get(PeopleChange, change_id)
    if change is None or change.cohort_id != cohort_id:
        raise NotFound(Code.no_such_people_change, f"Kullet har ingen endring {change_id}.")
    if change.state is not ChangeState.waiting:
        said = "godkjent" if change.state is ChangeState.approved else "forkastet"
        raise Conflict(Code.people_change_decided, f"Endringen er alt {said} av {change.decided_by}.")
    return change


def drop_change(session: Session, cohort_id: int, change_id: int, *, why: str, deed: Deed) -> PeopleChange:
    """Drop a change that waits, with a reason the team is told; nothing comes of it."""
    change = waiting_change(session, cohort_id, change_id)
    refuse_identity_numbers(why, where="Begrunnelsen")
    decide_change(change, ChangeState.dropped, deed, why=tidy_text(why) or None)
    session.flush()
    record_change(session, change, Act.people_change_dropped, deed)
    return change


def decide_change(change: PeopleChange, state: ChangeState, deed: Deed, *, why: str | None = None) -> None:
    change.state, change.decided_by, change.decided_at = state, deed.actor, deed.at
    change.why = why


def changes_asked_by_team(session: Session, team_id: int) -> Sequence[PeopleChange]:
    """Return the changes a team has asked for, the newest first."""
    found = select(PeopleChange).where(
        PeopleChange.team_id == team_id, PeopleChange.source == ChangeSource.team
    )
    return session.exec(found.order_by(col(PeopleChange.id).desc())).all()


def record_change(session: Session, change: PeopleChange, act: Act, deed: Deed) -> None:
    """Write the act down without names: the audit outlives the people in it."""
    about = f"people-change:{change.id}"
    audit.record(
        session, act, deed, about=about, cohort_id=change.cohort_id, details={"kind": change.kind.value}
    )


def person_named(session: Session, cohort_id: int, address_or_name: str) -> Person:
    """Find a person with a role in the cohort by an address, or by a name that only one of them has."""
    held = cohorts.grants_of(session, cohort_id=cohort_id)
    by_address = {
        person.id: person for _, person in held if tidy_address(address_or_name) in _addresses(person)
    }
    by_name = {person.id: person for _, person in held if tidy_text(address_or_name) == person.name}
    found = list((by_address or by_name).values())
    if len(found) != 1:
        raise NotFound(
            Code.not_in_cohort,
            f"«{tidy_text(address_or_name)}» er ikke én person i kullet. Skriv e-postadressen.",
        )
    return found[0]


def _addresses(person: Person) -> list[str]:
    return [person.email, *(person.directory_addresses or ())]
