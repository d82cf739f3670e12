"""A person is found by id, uid, address, Entra id and full name, in rows of their own and in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.teams import a_team, join
from support.workbooks import NOW, a_cohort

from app import outbox
from app.cohorts.models import Request, RequestKind, Team
from app.errors import NotFound
from app.people.models import Person, Role
from app.privacy.lookup import marks, of_one_person, the_one_called

if TYPE_CHECKING:
    from sqlmodel import Session


@pytest.fixture
def team(session: Session) -> Team:
    return a_team(session, a_cohort(session))


@pytest.fixture
def kari(session: Session, team: Team) -> Person:
    person = join(session, team, "kari", Role.leader)
    person.name, person.entra_id = "Kari Nes", "entra-1"
    join(session, team, "ola", Role.staff)
    session.flush()
    return person


def test_a_person_is_looked_for_by_whole_names_alone(session: Session, kari: Person) -> None:
    assert marks(session, kari).words == ["kari@example.no", "entra-1", "Kari Nes"]
    kari.name, kari.entra_id = "Kari", None
    assert marks(session, kari).words == ["kari@example.no"]


def test_a_person_is_found_by_their_address_however_it_is_written(session: Session, kari: Person) -> None:
    assert the_one_called(session, email="KARI@example.no ") is kari
    with pytest.raises(NotFound, match="Ingen med den adressen er registrert her"):
        the_one_called(session, email="eli@example.no")


def test_own_rows_are_given_whole_and_others_by_the_columns_that_name_the_person(
    session: Session, team: Team, kari: Person
) -> None:
    asked = Request(
        cohort_id=team.cohort_id,
        team_id=team.id,
        kind=RequestKind.change,
        text="Går ut: Kari Nes",
        by="Ola Vik",
        at=NOW,
    )
    session.add(asked)
    session.flush()
    found = of_one_person(session, marks(session, kari))
    assert {table: len(rows) for table, rows in found.items()} == {"person": 1, "rolegrant": 1, "request": 1}
    assert found["person"][0]["email"] == "kari@example.no"
    assert found["request"] == [{"id": asked.id, "named_in": ["text"]}]


def test_own_rows_tell_others_only_as_another_person(session: Session, team: Team, kari: Person) -> None:
    for name in ("Kari Nes Vik", "Ola Vik", "Li"):
        session.add(Person(name=name, email=f"{name.split()[0].lower()}.vik@example.no"))
    outbox.owe(
        session,
        to=kari.email,
        about="meeting:1",
        step="forfall",
        subject="Ola Vik kommer ikke",
        text="Hei Kari Nes. Vik, Ola og Kari Nes Vik (kari.vik@example.no) uteblir. Li Dal og kari@example.no kommer.",
        approved=False,
        now=NOW,
    )
    session.flush()
    letter, _ = of_one_person(session, marks(session, kari))["owedmessage"]
    assert (letter["subject"], letter["text"], letter["recipient"]) == (
        "en annen person kommer ikke",
        "Hei Kari Nes. en annen person og en annen person (en annen person) uteblir. Li Dal og kari@example.no kommer.",
        "kari@example.no",
    )


def test_a_namesakes_name_is_ones_own_and_their_address_is_not(
    session: Session, team: Team, kari: Person
) -> None:
    session.add(Person(name="KARI NES", email="kari.nes@example.no"))
    outbox.owe(
        session,
        to=kari.email,
        about="x",
        step="y",
        subject="Kari Nes",
        text="Kari Nes <kari.nes@example.no>",
        approved=True,
        now=NOW,
    )
    session.flush()
    letter, _ = of_one_person(session, marks(session, kari))["owedmessage"]
    assert (letter["subject"], letter["text"]) == ("Kari Nes", "Kari Nes <en annen person>")
