"""A change of people in words: what kind it is, the team it is in, and who before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app import cohorts
from app.cohorts import ChangeKind, PeopleChange, Team
from app.people import Person, Reader, Role, roles_in_words

if TYPE_CHECKING:
    from sqlmodel import Session

KINDS = {
    ChangeKind.add: "Kommer inn",
    ChangeKind.remove: "Går ut",
    ChangeKind.swap: "Byttes ut",
    ChangeKind.move: "Flytter",
    ChangeKind.role: "Ny rolle",
    ChangeKind.address: "Ny adresse",
}


@dataclass(frozen=True, kw_only=True)
class Said:
    """A change as it is shown: of people (`kind` is a ChangeKind), or of a thing in the tenant (its kind)."""

    kind: str
    about: str
    before: Any
    after: Any


def said_of(session: Session, change: PeopleChange, reader: Reader = Reader.unit) -> Said:
    """Say a change as this reader may see it, before it is carried out."""
    return Said(
        kind=change.kind.value,
        about=", ".join(_home(session, team_id) for team_id in _homes(change)),
        before=_before(session, change, reader),
        after=_after(session, change, reader),
    )


def _homes(change: PeopleChange) -> list[int | None]:
    """Return the team it is in; of a person in several, all of them."""
    return [change.team_id] if change.team_id else [*change.facts.get("teams", ())] or [None]


def _home(session: Session, team_id: int | None) -> str:
    return session.get_one(Team, team_id).name if team_id else "Hele kullet"


def _before(session: Session, change: PeopleChange, reader: Reader) -> str | None:
    if change.person_id is None:
        return None
    person = session.get_one(Person, change.person_id)
    if change.kind is ChangeKind.address:
        return f"{person.name} <{person.email}>"
    held = [
        grant.role
        for grant, holder in cohorts.grants_of(session, cohort_id=change.cohort_id)
        if holder.id == person.id and change.team_id in {None, grant.team_id}
    ]
    return _named(session, change, f"{person.name} <{person.email}>", held, reader)


def _after(session: Session, change: PeopleChange, reader: Reader) -> str | None:
    roles = [Role(role) for role in change.roles]
    if change.kind is ChangeKind.remove:
        return None
    if change.kind in {ChangeKind.add, ChangeKind.swap}:
        return _named(session, change, f"{change.name} <{change.email}>", roles, reader)
    person = session.get_one(Person, change.person_id)
    if change.kind is ChangeKind.address:
        return f"{person.name} <{change.email}>"
    to = f", {_home(session, change.to_team_id)}" if change.to_team_id else ""
    return _named(session, change, f"{person.name} <{person.email}>", roles, reader) + to


def _named(session: Session, change: PeopleChange, who: str, roles: list[Role], reader: Reader) -> str:
    names = cohorts.own_role_names(session, cohorts.get(session, change.cohort_id))
    words = ", ".join(roles_in_words(roles, reader, names))
    return f"{who}, {words}" if words else who


def in_a_sentence(said: Said) -> str:
    """Say a change of people in a line: «Byttes ut: Anne Aas → Nina Ny»."""
    who = " → ".join(filter(None, (said.before, said.after)))
    return f"{KINDS[ChangeKind(said.kind)]}: {who}"
