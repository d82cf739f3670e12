"""The effects of changes of people, found by trying them: the preview before is compared with the preview after.

Nothing is worked out twice: who is let in, invited and mailed is what the picture and the preview say.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import col, select

from app import cohorts, provisioning, submissions
from app.cohorts import ChangeKind, PeopleChange, shortcomings_by_team
from app.people import Access, Person, RoleGrant, leads_team
from app.people_changes.receipts import receivers
from app.people_changes.said import Said, said_of
from app.people_changes.things import shown_things

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlmodel import Session

    from app.cohorts import Cohort
    from app.provisioning import Preview, Surroundings

PRESUMED = "presumed:"
"""Stands for an account that the directory has not been asked about yet."""


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail somebody gets, and what it is about, in words."""

    to: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Effects:
    """What changes of people do. `changes` are the changes first, then the things in the tenant they touch.

    `requests` is how many things are written in the tenant, a request each. `checksum` covers all that is shown.
    """

    changes: list[Said]
    requests: int = 0
    mails: list[Mail] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    films: list[str] = field(default_factory=list)

    @property
    def checksum(self) -> str:
        text = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def effects_in_full(effects: Effects) -> dict[str, Any]:
    """Return it for programs."""
    return {**asdict(effects), "checksum": effects.checksum}


class Tried(NamedTuple):
    """The previews before and after, and the accounts whose tasks stay with them."""

    before: Preview
    after: Preview
    leaving_tasks: frozenset[str]


def effects_of(
    session: Session, cohort_id: int, proposed: Sequence[PeopleChange], around: Surroundings
) -> Effects:
    """Try changes and take them back; tell what they would do. Before the cohort is approved they send nothing."""
    cohort, said = cohorts.get(session, cohort_id), [said_of(session, change) for change in proposed]
    films, wrong_before = list(_films(session, proposed)), _wrong(session, cohort, proposed)
    trial = session.begin_nested()
    try:
        if cohort.approved_at is None:
            for change in proposed:
                cohorts.change_people(session, change)
            return Effects(
                changes=said, warnings=_warnings(session, cohort, proposed, wrong_before), films=films
            )
        tried = try_changes(session, cohort_id, proposed, around, presuming=True)
        news = provisioning.difference_between(
            session, cohort_id, tried.before, tried.after, leave_tasks_of=tried.leaving_tasks
        )
        things = shown_things(session, cohort_id, tried.before, news)
        return Effects(
            changes=[*said, *things],
            requests=len(things),
            mails=[*_mails(news), *_receipts(session, proposed)],
            warnings=_warnings(session, cohort, proposed, wrong_before),
            films=films,
        )
    finally:
        trial.rollback()


def try_changes(
    session: Session,
    cohort_id: int,
    proposed: Sequence[PeopleChange],
    around: Surroundings,
    *,
    presuming: bool = False,
) -> Tried:
    """Carry changes out between two previews; with `presuming`, newcomers are taken to have the accounts we expect."""
    leaving = frozenset(
        account for change in proposed if change.tasks_left and (account := _account(session, change))
    )
    before = provisioning.preview_cohort(session, cohort_id, around)
    for change in proposed:
        person = cohorts.change_people(session, change)
        if presuming:
            _presume_account(person, around)
    session.flush()
    return Tried(before, provisioning.preview_cohort(session, cohort_id, around), leaving)


def _account(session: Session, change: PeopleChange) -> str | None:
    return session.get_one(Person, change.person_id).entra_id if change.person_id else None


def _presume_account(person: Person, around: Surroundings) -> None:
    """Take a newcomer with an address of ours, whom the directory has not been asked about, to have an account."""
    ours = not around.own_domains or person.email.rpartition("@")[2] in around.own_domains
    unasked = person.entra_id is None and person.directory_checked_at is None
    if ours and unasked and person.access in {None, Access.internal}:
        person.entra_id = PRESUMED + person.email


def _mails(news: Preview) -> Iterator[Mail]:
    for told in news.messages:
        if told.letters:
            yield Mail(to=told.email, why="Brev om at innkallingene kommer")
        if told.invitations:
            yield Mail(to=told.email, why=_many(told.invitations, "innkalling", "innkallinger"))
        if told.updates:
            yield Mail(to=told.email, why=_many(told.updates, "avlysning", "avlysninger"))
        if told.microsoft:
            told_of = _many(told.microsoft, "melding", "meldinger")
            yield Mail(to=told.email, why=f"{told_of} fra Microsoft om oppgaver eller gjestetilgang")


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _receipts(session: Session, proposed: Iterable[PeopleChange]) -> Iterator[Mail]:
    for team_id in cohorts.teams_concerned(proposed):
        for person in receivers(session, team_id):
            yield Mail(to=person.email, why="Kvittering på endringen")


def _films(session: Session, proposed: Iterable[PeopleChange]) -> Iterator[str]:
    """Tell of the films that people who leave are seen in; what they answered stands."""
    for change in proposed:
        if change.person_id is not None and change.kind is not ChangeKind.add:
            person = session.get_one(Person, change.person_id)
            seen_in = submissions.count_films_of(session, change.cohort_id, person.email)
            if seen_in:
                films = _many(seen_in, "film", "filmer")
                yield f"{person.name} er med i {films}. Filmen og samtykket står."


def _warnings(
    session: Session, cohort: Cohort, proposed: Sequence[PeopleChange], wrong_before: Sequence[str]
) -> list[str]:
    """Warn of what is wrong with a team afterwards and was not before, and of a person's other cohorts."""
    session.flush()
    news = [text for text in _wrong(session, cohort, proposed) if text not in wrong_before]
    return [*news, *_elsewhere(session, proposed)]


def _wrong(session: Session, cohort: Cohort, proposed: Sequence[PeopleChange]) -> list[str]:
    """Tell which teams concerned are without a leader, and what they lack by the programme."""
    led = {one.team_id for one in cohorts.holders(session, cohort_id=cohort.id) if leads_team(one.role)}
    missing = shortcomings_by_team(session, cohort)
    wrong: list[str] = []
    for team_id in cohorts.teams_concerned(proposed):
        name = cohorts.team_in(session, cohort.id, team_id).name
        if team_id not in led:
            wrong.append(f"«{name}» blir uten leder.")
        wrong += [f"«{name}» {one.text}." for one in missing[team_id]]
    return wrong


def _elsewhere(session: Session, proposed: Iterable[PeopleChange]) -> Iterator[str]:
    for change in proposed:
        if change.kind is ChangeKind.address and change.person_id:
            names = _other_cohorts(session, change)
            if names:
                yield f"Adressen endres også i {', '.join(names)}."


def _other_cohorts(session: Session, change: PeopleChange) -> list[str]:
    held = select(RoleGrant.cohort_id).where(
        RoleGrant.person_id == change.person_id, col(RoleGrant.cohort_id) != change.cohort_id
    )
    return sorted({cohorts.get(session, cohort_id).name for cohort_id in session.exec(held)})
