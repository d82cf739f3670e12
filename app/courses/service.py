"""A list of course participants sets «grunnkurs» on the people of a cohort, by address and never by name alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app import audit, cohorts, people, questions
from app.audit import Act, Deed
from app.courses.participants import Participant, participants_in
from app.health import OSLO
from app.people import Person, same_spelling
from app.questions import Asking, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlmodel import Session

    from app.questions import Question

SAME, ANOTHER = "same", "another"


@dataclass(frozen=True, kw_only=True)
class CourseResult:
    """How many people got «grunnkurs», had it, are elsewhere, or have it ahead; and what must be asked."""

    set_on: int = 0
    known: int = 0
    ahead: int = 0
    strangers: int = 0
    asked: tuple[Asking, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        return {
            "set": self.set_on,
            "known": self.known,
            "ahead": self.ahead,
            "strangers": self.strangers,
            "asked": len(self.asked),
        }

    def as_json(self) -> dict[str, Any]:
        return {**self.counts, "questions": [questions.asking_in_full(one) for one in self.asked]}


def about_courses(cohort_id: int) -> str:
    """Return the name of the cohort's course lists, for its questions."""
    return f"courses:{cohort_id}"


def read_course_list(
    session: Session, *, cohort_id: int, data: bytes, filename: str, deed: Deed, dry_run: bool = False
) -> CourseResult:
    """Set «grunnkurs» on the people of a cohort whose address is in a list; ask where it is uncertain.

    A row with a day to come is left alone: the course is not held yet. Doing it again changes nothing.
    """
    cohort = cohorts.get(session, cohort_id)
    listed = participants_in(data, filename)
    today = deed.at.astimezone(OSLO).date()
    held = [one for one in listed if one.day is None or one.day <= today]
    certain, doubts, strangers = _sorted_out(session, cohort_id, held)
    answers = questions.answers_in(session, cohort_id)
    set_on = sum(_set(session, email, only_look=dry_run) for email in certain)
    result = CourseResult(
        set_on=set_on,
        known=len(certain) - set_on,
        ahead=len(listed) - len(held),
        strangers=strangers,
        asked=tuple(one for one in doubts if one.key not in answers),
    )
    if not dry_run:
        for asking in result.asked:
            questions.ask_question(session, asking, now=deed.at, cohort_id=cohort_id)
        audit.record(
            session, Act.course_list_read, deed, about=cohort.uid, cohort_id=cohort_id, details=result.counts
        )
    return result


def settle_participant(session: Session, question: Question, deed: Deed) -> None:  # noqa: ARG001 - of a kind
    """Set «grunnkurs» once a person has said that it is the same; nothing is set before."""
    if question.answer == SAME:
        _set(session, question.details["email"])


def _set(session: Session, email: str, *, only_look: bool = False) -> bool:
    """Write it on every row of the person; return whether it is news."""
    person = people.with_address(session, email=email)
    rows = people.rows_of(session, person) if person else ()
    news = any(row.basic_course is not True for row in rows)
    if news and not only_look:
        for row in rows:
            row.basic_course = True
        session.flush()
    return news


def _sorted_out(
    session: Session, cohort_id: int, held: Sequence[Participant]
) -> tuple[list[str], list[Asking], int]:
    """Return the addresses of those who certainly took part, the doubts, and the number of strangers."""
    here = {person.email: person for _, person in cohorts.grants_of(session, cohort_id=cohort_id)}
    called = people.called_by(session, {one.address for one in held}, cohort_id)
    certain: dict[str, None] = {}
    doubts: dict[str, Asking] = {}
    strangers = set()
    for address, rows in _by_address(held).items():
        person = here.get(called.get(address, ""))
        if person is not None and any(_may_be_called(one.name, person.name) for one in rows):
            certain[person.email] = None
            continue
        alike = [person] if person else _namesakes(here, rows[0].name)
        asked = [_doubt(cohort_id, rows[0], one) for one in alike]
        doubts |= {one.key: one for one in asked}
        strangers |= set() if asked else {address}
    return list(certain), list(doubts.values()), len(strangers)


def _by_address(held: Sequence[Participant]) -> Mapping[str, list[Participant]]:
    found: dict[str, list[Participant]] = defaultdict(list)
    for one in held:
        found[one.address].append(one)
    return found


def _may_be_called(written: str, name: str) -> bool:
    """Tell whether a name in the list does not speak against a person: none is written, or a word of it is theirs."""
    return not written or bool(_words(written) & _words(name))


def _namesakes(here: Mapping[str, Person], name: str) -> list[Person]:
    return [one for one in here.values() if name and _words(one.name) == _words(name)]


def _words(name: str) -> set[str]:
    return set(same_spelling(name.replace(",", " ")).split())


def _doubt(cohort_id: int, row: Participant, person: Person) -> Asking:
    return Asking(
        kind=QuestionKind.course_participant,
        seen=(row.address, same_spelling(row.name), person.uid),
        about=about_courses(cohort_id),
        choices=(SAME, ANOTHER),
        proposed=SAME if same_spelling(row.name) == same_spelling(person.name) else ANOTHER,
        details={
            "name": row.name or "–",
            "address": row.address,
            "person": person.name,
            "email": person.email,
        },
    )
