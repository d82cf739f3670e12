"""A change as people and programs write it: by names and addresses; turned into a proposal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, Field

from app import cohorts
from app.cohorts import ChangeKind, ChangeSource, PeopleChange
from app.errors import Code, Invalid
from app.people import Role, role_called, with_address

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.audit import Deed

Text = Annotated[str, Field(max_length=200)]


class Wish(BaseModel, extra="forbid"):
    """A change of people, by names.

    `who` is an address, or a name only one in the cohort has; `email` and `name` are of whoever comes, or the new
    address. Without `team` it is all the teams the person is in. `roles` are codes or Norwegian words.
    """

    kind: ChangeKind
    who: Text = ""
    name: Text = ""
    email: Text = ""
    team: Text = ""
    to_team: Text = ""
    roles: list[Text] = []
    tasks_left: bool = False


def proposed_by(
    session: Session,
    cohort_id: int,
    wish: Wish,
    *,
    source: ChangeSource,
    deed: Deed,
    request_id: int | None = None,
) -> PeopleChange:
    """Write a wish down as a proposal. Raises NotFound and Invalid for people, teams and roles that are not there."""
    person = cohorts.person_named(session, cohort_id, wish.who) if wish.who else None
    if person is None and wish.kind is not ChangeKind.add:
        raise Invalid(Code.field_missing, "Skriv hvem endringen gjelder.")
    change = PeopleChange(
        cohort_id=cohort_id,
        kind=wish.kind,
        source=source,
        person_id=person.id if person else None,
        team_id=_team(session, cohort_id, wish.team),
        to_team_id=_team(session, cohort_id, wish.to_team),
        name=wish.name or _name_of(session, wish.email),
        email=wish.email,
        roles=_roles(session, cohort_id, wish.roles),
        tasks_left=wish.tasks_left,
        request_id=request_id,
        by=deed.actor,
        at=deed.at,
    )
    return cohorts.propose_change(session, change, deed=deed)


def _name_of(session: Session, email: str) -> str:
    """Return what the person with an address is called, or what the address itself says: «kari.nes@…»."""
    known = with_address(session, email=email) if email.strip() else None
    said = re.sub(r"[._-]+", " ", email.partition("@")[0]).strip().title()
    return known.name if known else said


def _team(session: Session, cohort_id: int, name: str) -> int | None:
    return cohorts.team_called(session, cohort_id=cohort_id, name=name).id if name.strip() else None


def _roles(session: Session, cohort_id: int, words: list[str]) -> list[str]:
    names = cohorts.own_role_names(session, cohorts.get(session, cohort_id))
    found: list[Role] = []
    for word in (one for written in words for one in written.split(",") if one.strip()):
        role = role_called(word, names)
        if role is None:
            raise Invalid(Code.no_such_role, f"«{word.strip()}» er ingen rolle i programmet.")
        found.append(role)
    return [role.value for role in dict.fromkeys(found)]
