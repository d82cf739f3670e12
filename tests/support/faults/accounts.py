"""Rows of people that come, leave and change, and their accounts in the tenant, for worlds of `world.py`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlmodel import col, select

from app.answering.service import settle
from app.audit import Deed
from app.db import unit_of_work
from app.people.models import Person, Role, RoleGrant
from app.questions.service import open_questions
from support.faults.world import COHORT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlmodel import Session

    from support.faults.world import World


def person(session: Session, uid: str) -> Person:
    return session.exec(select(Person).where(Person.uid == uid)).one()


def another_row(uid: str, email: str, *, role: Role = Role.staff, team: int = 1, **facts: object) -> None:
    """Enrol an address of an account that is in the cohort already, as a workbook does."""
    with unit_of_work() as session:
        session.add(row := Person(**{"uid": uid, "name": "Rad To", "email": email, **facts}))
        session.flush()
        session.add(RoleGrant(person_id=row.id, cohort_id=COHORT, team_id=team, role=role))


def leaves(uid: str) -> None:
    with unit_of_work() as session:
        held = select(RoleGrant).where(RoleGrant.person_id == person(session, uid).id)
        for grant in session.exec(held):
            session.delete(grant)


def comes_back(uid: str, *, role: Role = Role.staff, team: int = 1) -> None:
    with unit_of_work() as session:
        row = person(session, uid)
        session.add(RoleGrant(person_id=row.id, cohort_id=COHORT, team_id=team, role=role))


def alias(world: World, of: str, other: str) -> None:
    world.control("/people", [{"mail": of, "displayName": of, "aliases": [other]}])


def answer(world: World, said: str, *, anew: Sequence[str] = ()) -> list[str]:
    """Answer what is asked about accounts, or `anew` the questions with these keys; return the keys."""
    with unit_of_work() as session:
        keys = list(anew) or [one.key for one in open_questions(session, COHORT)]
        deed = Deed(actor="prøve", at=world.clock.now())
        settle(session, cohort_id=COHORT, answers=dict.fromkeys(keys, said), deed=deed)
    return keys


def said_to_be_one_as() -> dict[str, str | None]:
    """Return the address of the row that stands for each row that is somebody's other one."""
    with unit_of_work() as session:
        every = {row.id: row for row in session.exec(select(Person).order_by(col(Person.id)))}
        return {row.email: every[row.same_as_id].email for row in every.values() if row.same_as_id}


def news(world: World, before: Mapping[str, Sequence[str]]) -> dict[str, dict[str, int]]:
    """Count what each mailbox has got since, by kind."""
    came = {who: Counter(kinds) - Counter(before.get(who, ())) for who, kinds in world.census().mail.items()}
    return {who: dict(kinds) for who, kinds in came.items() if kinds}
