"""The rules of privacy: a person's copy of their data, their erasure, and the nightly purge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app import audit, people, questions
from app.audit import Act, Deed
from app.errors import Code, NotFound
from app.privacy.erasure import Erased, erase_rows, finish, undecided_places, unfinished
from app.privacy.lookup import marks, of_one_person, the_one_called
from app.privacy.purge import keep_of, purge_rows
from app.privacy.register import BY_TABLE, REGISTER, STAYS_AFTER_ERASURE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

__all__ = [
    "BY_TABLE",
    "REGISTER",
    "STAYS_AFTER_ERASURE",
    "Erased",
    "answer_doubts",
    "erase",
    "export",
    "keep_of",
    "purge_rows",
    "undecided_places",
]


def export(session: Session, *, email: str, deed: Deed) -> dict[str, Any]:
    """Return a copy of a person's data: `{address, rows: {table: […]}, elsewhere, same_account}`. Raises NotFound.

    `same_account` are the addresses of other rows with the account, of which nobody has said that they are the person.
    """
    rows = people.rows_of(session, the_one_called(session, email=email))
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        for table, theirs in of_one_person(session, marks(session, row)).items():
            found[table] = [
                *found.get(table, []),
                *(one for one in theirs if one not in found.get(table, [])),
            ]
    audit.record(session, Act.person_exported, deed, about=f"person:{rows[0].uid}")
    return {
        "address": rows[0].email,
        "rows": found,
        "elsewhere": list(STAYS_AFTER_ERASURE),
        "same_account": people.same_account(session, rows),
    }


def erase(session: Session, *, email: str, deed: Deed) -> Erased:
    """Erase the person with this address, with all rows that are theirs, from every table. Raises NotFound."""
    rows = people.rows_of(session, the_one_called(session, email=email))
    others = people.same_account(session, rows)
    return replace(erase_rows(session, rows, deed=deed), same_account=others)


def answer_doubts(session: Session, answers: Mapping[str, str], *, deed: Deed) -> list[Erased]:
    """Say of names in doubt, by question key, whether each is the erased person's; return the erasures gone on with.

    Raises NotFound for a key that no unfinished erasure asks about, Invalid for an answer that is no choice.
    """
    asked = {one.key: one.about for one in undecided_places(session)}
    for key, answer in answers.items():
        if key not in asked:
            raise NotFound(Code.no_such_question, f"Det finnes ikke noe spørsmål {key} her.")
        questions.answer_question(session, cohort_id=None, key=key, answer=answer, deed=deed)
    about = {asked[key] for key in answers}
    return [finish(session, row, deed=deed) for row in unfinished(session) if row.pseudonym in about]
