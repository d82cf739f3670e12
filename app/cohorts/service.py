"""The rules of cohorts and their teams."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func
from sqlalchemy import select as select_values
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.cohorts.models import Cohort, Organisation, Team
from app.errors import Code, NotFound
from app.people import Person, Role, RoleGrant, same_spelling, sits_in_team, tidy_text

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime


def get(session: Session, cohort_id: int) -> Cohort:
    cohort = session.get(Cohort, cohort_id)
    if cohort is None:
        raise NotFound(
            Code.no_such_cohort,
            f"Det finnes ikke noe kull med nummer {cohort_id}.",
        )
    return cohort


def called(session: Session, id_or_name: str) -> Cohort:
    """Find a cohort as a person says it: by its number, or by its name."""
    for cohort in all_cohorts(session):
        if id_or_name == str(cohort.id) or same_spelling(id_or_name) == same_spelling(cohort.name):
            return cohort
    raise NotFound(
        Code.no_such_cohort,
        f"Det finnes ikke noe kull som heter «{id_or_name}».",
    )


def all_cohorts(session: Session) -> list[Cohort]:
    return list(session.exec(select(Cohort).order_by(col(Cohort.id))))


class InShort(NamedTuple):
    """A cohort, as much of it as a list needs."""

    id: int
    name: str
    start_year: int
    closed_at: datetime | None
    programme_name: str


def in_short(session: Session, only: int | None = None) -> list[InShort]:
    """Return every cohort, or a single one, without its programme: most of the row, and alike in many."""
    row = Cohort
    alike = func.min(row.id).over(partition_by=(col(row.programme), col(row.programme_version)))
    columns = map(col, (row.id, row.name, row.start_year, row.closed_at))
    read = select_values(*columns, alike).order_by(col(row.id))
    found = session.execute(read if only is None else read.where(col(row.id) == only)).all()
    names = _programme_names(session, {first for *_, first in found})
    return [
        InShort(cohort_id, name, start_year, closed_at, names[like])
        for cohort_id, name, start_year, closed_at, like in found
    ]


def _programme_names(session: Session, cohort_ids: Collection[int]) -> dict[int, str]:
    named = select_values(col(Cohort.id), col(Cohort.definition)["name"].as_string())
    return dict(session.execute(named.where(col(Cohort.id).in_(cohort_ids))).all())


def open_cohorts(session: Session) -> list[int]:
    """Return the cohorts that are not closed."""
    found = select_values(col(Cohort.id)).where(col(Cohort.closed_at).is_(None))
    return list(session.execute(found.order_by(col(Cohort.id))).scalars())


def teams_of(session: Session, *, cohort_id: int) -> list[Team]:
    """Return the teams in the order they applied."""
    return list(session.exec(select(Team).where(Team.cohort_id == cohort_id).order_by(col(Team.id))))


def team_ids(session: Session, *, cohort_id: int) -> list[int]:
    """Return the same by their ids alone."""
    found = select_values(col(Team.id)).where(col(Team.cohort_id) == cohort_id)
    return list(session.execute(found.order_by(col(Team.id))).scalars())


def team_in(session: Session, cohort_id: int, team_id: int) -> Team:
    """Find a team of the cohort. Raises NotFound for another cohort's."""
    team = session.get(Team, team_id)
    if team is None or team.cohort_id != cohort_id:
        raise NotFound(Code.no_such_team, "Kullet har ikke noe slikt team.")
    return team


def team_called(session: Session, *, cohort_id: int, name: str) -> Team:
    """Find a team as a person writes its name."""
    for team in teams_of(session, cohort_id=cohort_id):
        if same_spelling(name) == same_spelling(team.name):
            return team
    raise NotFound(Code.no_such_team, f"Kullet har ikke noe team som heter «{name}».")


def grants_of(session: Session, *, cohort_id: int) -> list[tuple[RoleGrant, Person]]:
    """Return every role in the cohort with its holder."""
    return list(
        session.exec(
            select(RoleGrant, Person)
            .join(Person, col(RoleGrant.person_id) == Person.id)
            .where(RoleGrant.cohort_id == cohort_id)
            .order_by(col(RoleGrant.id))
        )
    )


class Holder(NamedTuple):
    """A role and its holder, as plain values for long lists."""

    team_id: int | None
    role: Role
    person_id: int
    name: str
    email: str
    basic_course: bool | None
    organisation_id: int | None = None
    site: str | None = None


def holders(session: Session, *, cohort_id: int) -> list[Holder]:
    """Return every role in a cohort with its holder, as plain values: a thousand cost as much as a few rows.

    Rows that are one person are told as the row that stands for them.
    """
    told = aliased(Person)
    held = (
        select_values(
            col(RoleGrant.team_id),
            col(RoleGrant.role),
            col(told.id),
            col(told.name),
            col(told.email),
            col(told.basic_course),
            col(RoleGrant.organisation_id),
            col(RoleGrant.site),
        )
        .join(Person, col(RoleGrant.person_id) == Person.id)
        .join(told, col(told.id) == func.coalesce(Person.same_as_id, Person.id))
        .where(col(RoleGrant.cohort_id) == cohort_id)
        .order_by(col(RoleGrant.id))
    )
    once = {tuple(row[:3]): Holder(*row) for row in reversed(session.execute(held).all())}
    return list(once.values())[::-1]


def without_team(session: Session, *, cohort_id: int) -> dict[int, list[Holder]]:
    """Return the roles of people in the whole cohort, by person, in the order they were enrolled."""
    found: dict[int, list[Holder]] = {}
    for one in holders(session, cohort_id=cohort_id):
        if one.team_id is None:
            found.setdefault(one.person_id, []).append(one)
    return found


def sites_of(session: Session, *, cohort_id: int) -> dict[int | None, set[str]]:
    """Return the sites of each team and its people; under None those of people without a team."""
    found: dict[int | None, set[str]] = {
        team.id: {team.site} for team in teams_of(session, cohort_id=cohort_id) if team.site
    }
    for one in holders(session, cohort_id=cohort_id):
        if one.site:
            found.setdefault(one.team_id, set()).add(one.site)
    return found


def people_of(session: Session, *, team_id: int) -> list[Person]:
    """Return the people with a role in the team, each once, in the order they were enrolled."""
    holders = session.exec(
        select(Person)
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .where(RoleGrant.team_id == team_id)
        .order_by(col(RoleGrant.id))
    )
    return list({person.id: person for person in holders}.values())


def members_of(session: Session, *, team_id: int) -> list[Person]:
    """Return the members of a team; its mentor, and leaders that only follow it, are left out."""
    sitting = select(RoleGrant.person_id).where(
        RoleGrant.team_id == team_id, col(RoleGrant.role).in_([role for role in Role if sits_in_team(role)])
    )
    ids = set(session.exec(sitting))
    members = [person for person in people_of(session, team_id=team_id) if person.id in ids]
    return list({person.same_as_id or person.id: person for person in reversed(members)}.values())[::-1]


def organisations(session: Session) -> dict[int | None, Organisation]:
    return {organisation.id: organisation for organisation in session.exec(select(Organisation))}


def organisation_key(name: str) -> str:
    """Return the part that two spellings of a trust share; «HF» is often left out."""
    return same_spelling(name).removesuffix(" hf")


def organisation_called(session: Session, name: str) -> Organisation:
    """Find the trust or municipality by its name, or write it down."""
    for organisation in organisations(session).values():
        if organisation_key(organisation.name) == organisation_key(name):
            return organisation
    organisation = Organisation(name=tidy_text(name))
    session.add(organisation)
    session.flush()
    return organisation
