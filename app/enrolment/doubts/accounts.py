"""Rows of people that the directory knows as one account: a question, and what its answer means."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlmodel import col, select

from app import cohorts, people, questions
from app.people import Person
from app.questions import Asking, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from app.audit import Deed
    from app.questions import Question

Teams = dict[int, list[str]]


def about_accounts(cohort_id: int) -> str:
    """Return the name of a cohort's accounts, for the questions about them."""
    return f"accounts:{cohort_id}"


def ask_about_shared_accounts(session: Session, cohort_id: int, *, now: datetime) -> None:
    """Ask of each account that several rows of the cohort have, and drop the questions that are none any more."""
    groups = [rows for rows in people.rows_by_account(session, cohort_id).values() if len(rows) > 1]
    teams = _teams_by_person(session, cohort_id) if groups else {}
    asked: set[str] = set()
    for rows in groups:
        here = [row for row in rows if row.id in teams]
        if len(here) > 1:
            asking = _asking(here, teams, about_accounts(cohort_id))
            questions.ask_question(session, asking, now=now, cohort_id=cohort_id)
            asked.add(asking.key)
    questions.withdraw_unasked(session, cohort_id, about=about_accounts(cohort_id), asked=asked)


def settled_accounts(session: Session, cohort_id: int) -> list[Question]:
    """Return the answers about accounts whose rows are all in the cohort still: each can be answered anew."""
    here = {person.uid for _, person in cohorts.grants_of(session, cohort_id=cohort_id)}
    settled = questions.answered_questions(session, cohort_id, about=about_accounts(cohort_id))
    return [one for one in settled if here.issuperset(one.details["uids"])]


def _teams_by_person(session: Session, cohort_id: int) -> Teams:
    names = {team.id: team.name for team in cohorts.teams_of(session, cohort_id=cohort_id)}
    found: Teams = defaultdict(list)
    for grant, person in cohorts.grants_of(session, cohort_id=cohort_id):
        found[person.id].append(names.get(grant.team_id or 0, ""))
    return dict(found)


def _asking(rows: Sequence[Person], teams: Mapping[int, Sequence[str]], about: str) -> Asking:
    uids = [row.uid for row in rows]
    alike = len({people.same_spelling(row.name) for row in rows}) == 1
    return Asking(
        kind=QuestionKind.same_account,
        seen=tuple(sorted(uids)),
        about=about,
        choices=("same", "shared"),
        proposed="same" if alike else None,
        details={"rows": "; ".join(_row(row, teams[row.id]) for row in rows), "uids": uids},
    )


def _row(row: Person, teams: Sequence[str]) -> str:
    """Write a row as it is told apart: «Kari Nes (kari@example.no, Kostvert)»."""
    home = dict.fromkeys(team for team in teams if team)
    return f"{row.name} ({', '.join([row.email, *home])})"


def settle_shared_account(session: Session, question: Question, _deed: Deed) -> None:
    """Let the rows be one person, told as the oldest of them; or a person each."""
    asked = select(Person).where(col(Person.uid).in_(question.details["uids"]))
    rows = session.exec(asked.order_by(col(Person.id))).all()
    if question.answer == "same" and rows:
        people.join_rows(session, rows)
    else:
        people.part_rows(rows)
    session.flush()
