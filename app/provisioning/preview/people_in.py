"""Draw the people of a cohort: once for each account, with their roles and how they are reached."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select as select_values
from sqlmodel import Session, col

from app.people import Access, Person, Role, RoleGrant
from app.provisioning.desired.picture import Reach, Somebody
from app.provisioning.preview.accounts_of import Accounts, accounts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from app.cohorts import Cohort
    from app.programmes import Definition
    from app.provisioning.preview.picture_of import Surroundings


@dataclass
class _Roles:
    by_team: dict[int | None, dict[int, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )


def people_in(
    session: Session, cohort: Cohort, definition: Definition, surroundings: Surroundings
) -> tuple[dict[int | None, tuple[Somebody, ...]], Accounts]:
    """Return the people with a role, by team, once for each account; under None the people of the whole cohort."""
    held = _Roles()
    counted = {role: {role, *_counts_as(definition, role)} for role in Role}
    grants = (
        select_values(
            *map(col, (RoleGrant.team_id, RoleGrant.role, Person.id)), *map(_column, _Known._fields)
        )
        .join(Person)
        .where(col(RoleGrant.cohort_id) == cohort.id)
    )
    read = session.execute(grants.order_by(col(Person.id))).all()
    found = {person_id: _Known(*known) for _, _, person_id, *known in read}
    accounts = accounts_of(session, cohort, found)
    for team_id, role, person_id, *_ in read:
        held.by_team[team_id][accounts.stands_for.get(person_id, person_id)] |= counted[role]
    reached = _reached(found, accounts, cohort, surroundings)
    people = {
        team_id: tuple(
            reached[person_id]._replace(roles=frozenset(roles)) for person_id, roles in by_person.items()
        )
        for team_id, by_person in held.by_team.items()
    }
    return people, accounts


def _reached(
    found: Mapping[int, _Known], accounts: Accounts, cohort: Cohort, surroundings: Surroundings
) -> dict[int, Somebody]:
    """Return each person without roles; an account is let in when one of its rows is."""
    guests = cohort.guests_allowed and "guests" not in surroundings.off
    reached: dict[int, Somebody] = {}
    for person_id, known in found.items():
        first = accounts.stands_for.get(person_id, person_id)
        reach = reach_of(known, guests_allowed=guests, own_domains=surroundings.own_domains)
        if first not in reached or reached[first].reach == "mail_only":
            placed_as = accounts.placed_as.get(first, ())
            reached[first] = _somebody(found[first], known, reach, placed_as)
    return reached


def _counts_as(definition: Definition, role: str) -> tuple[str, ...]:
    named = definition.roles.get(role)  # type: ignore[call-overload]  # a role's code is one of RoleCode's words
    return tuple(named.counts_as) if named else ()


class _Known(NamedTuple):
    """The fields of a person that decide how they reach the cohort; a cohort has hundreds."""

    uid: str
    name: str
    email: str
    access: Access | None
    entra_id: str | None
    directory_guest: bool
    directory_problem: str | None


def _column(name: str) -> Any:  # noqa: ANN401 - a column of whatever type
    return getattr(Person, name)


def _somebody(called: _Known, person: _Known, reach: Reach, placed_as: tuple[str, ...]) -> Somebody:
    """Call an account by the row that stands for it, and reach it as this row of it is."""
    return Somebody(
        uid=called.uid,
        name=called.name,
        email=called.email,
        roles=frozenset(),
        reach=reach,
        user_id=person.entra_id if reach != "mail_only" else None,
        problem=person.directory_problem,
        placed_as=placed_as,
    )


def reach_of(
    person: Person | _Known, *, guests_allowed: bool, own_domains: Collection[str] = frozenset()
) -> Reach:
    """Say how a person reaches the cohort; an address the directory does not know is reached by mail alone.

    So is one of our own domains that the workbook calls a guest's: the house invites none of its own.
    """
    if person.access == Access.mail_only:
        return "mail_only"
    if person.entra_id is None and person.email.rpartition("@")[2] in own_domains:
        return "mail_only"
    if person.access == Access.guest or person.directory_guest:
        return "guest" if guests_allowed else "mail_only"
    return "internal" if person.entra_id else "mail_only"
