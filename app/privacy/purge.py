"""Purge every night the rows that are past their time, and leave a receipt."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, delete, func
from sqlmodel import Session, col, select

from app import cohorts, mentors
from app.audit import by_system
from app.cohorts import PeopleChange, Team, programme_as_said
from app.meetings import Meeting
from app.mentors import MentorLine
from app.people import Person, RoleGrant
from app.privacy.erasure import erase, finish, unfinished
from app.privacy.lookup import table_of
from app.privacy.models import PurgeReceipt
from app.privacy.register import BY_TABLE, REGISTER, Kept
from app.programmes import Keep

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Table

    from app.cohorts import Cohort


def purge_rows(session: Session, *, now: datetime) -> Counter[str]:
    """Remove every row that is past its time; return how many went, by table. A second time removes nothing."""
    gone: Counter[str] = Counter()
    for row in unfinished(session):
        gone.update(finish(session, row, deed=by_system(now)).rows)
    mentors.note_roles(session, now=now)
    with_line = _with_mentor_line(session)
    for kept in REGISTER:
        if kept.since:
            gone[kept.table] += _past(session, kept, now)
    _without_role(session, with_line - _with_mentor_line(session), gone, now)
    for cohort in cohorts.all_cohorts(session):
        _of_a_closed_cohort(session, cohort, gone, now)
    for table, rows in sorted(gone.items()):
        if rows:
            kept_as = BY_TABLE[table].data.name
            session.add(PurgeReceipt(at=now, kept_as=kept_as, table_name=table, rows=rows))
    session.flush()
    return +gone


def _past(session: Session, kept: Kept, now: datetime) -> int:
    """Remove rows by their own time. Where programmes differ on it, a row is kept as long as any of them says."""
    days = kept.days if isinstance(kept.days, int) else _longest(session, str(kept.days))
    is_past = _time_of(kept) < now - timedelta(days=days)
    return session.execute(delete(table_of(kept)).where(is_past)).rowcount  # type: ignore[attr-defined, no-any-return]


def _time_of(kept: Kept) -> ColumnElement[Any]:
    columns = table_of(kept).c
    since: ColumnElement[Any] = columns[kept.since]
    if not kept.given_up:
        return since
    tried = func.coalesce(columns.tried_at, columns.owed_at)
    return func.coalesce(since, case((columns.state.in_(kept.given_up), tried)))


def _longest(session: Session, field: str) -> int:
    return max(
        [getattr(keep_of(session, cohort), field) for cohort in cohorts.all_cohorts(session)], default=0
    )


def keep_of(session: Session, cohort: Cohort) -> Keep:
    """Read the periods for which this cohort's programme keeps personal data."""
    return Keep.model_validate(programme_as_said(session, cohort).get("keep") or {})


def _of_a_closed_cohort(session: Session, cohort: Cohort, gone: Counter[str], now: datetime) -> None:
    keep = keep_of(session, cohort)
    if cohort.closed_at is None or cohort.closed_at > now - timedelta(days=keep.people):
        return
    people = _people_of(session, cohort)
    for kept in REGISTER:
        if kept.days == "people":
            gone[kept.table] += _of_cohort(session, kept, cohort)
    _without_role(session, set(people) - _with_mentor_line(session), gone, now)


def _with_mentor_line(session: Session) -> set[int]:
    """Return the people with a line as mentors, which outlives their last cohort."""
    return set(session.exec(select(MentorLine.person_id)))


def _without_role(session: Session, people: set[int], gone: Counter[str], now: datetime) -> None:
    """Erase those of the people who have no role in any cohort."""
    for person in session.exec(
        select(Person).where(col(Person.id).in_(people)).order_by(col(Person.id))
    ).all():
        if not session.exec(select(RoleGrant.id).where(RoleGrant.person_id == person.id)).first():
            gone.update(erase(session, person=person, deed=by_system(now)).rows)


def _people_of(session: Session, cohort: Cohort) -> list[int]:
    """Return the people with a role in a cohort, and those who had one and left."""
    held = select(RoleGrant.person_id).where(RoleGrant.cohort_id == cohort.id)
    had = select(PeopleChange.person_id).where(PeopleChange.cohort_id == cohort.id)
    return [*session.exec(held), *(person for person in session.exec(had) if person)]


def _of_cohort(session: Session, kept: Kept, cohort: Cohort) -> int:
    table = table_of(kept)
    of_it = _belongs_to(table, cohort)
    return session.execute(delete(table).where(of_it)).rowcount  # type: ignore[attr-defined, no-any-return]


def _belongs_to(table: Table, cohort: Cohort) -> ColumnElement[bool]:
    """Say that a row is a cohort's, by itself, by its meeting or by its team."""
    columns = table.c
    if "cohort_id" in columns:
        return columns.cohort_id == cohort.id
    if "meeting_id" in columns:
        return columns.meeting_id.in_(select(Meeting.id).where(Meeting.cohort_id == cohort.id))
    return columns.team_id.in_(select(Team.id).where(Team.cohort_id == cohort.id))
