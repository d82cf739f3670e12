"""A person gets out what we keep of them, and is erased, by their address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.teams import a_team, join
from support.workbooks import NOW, a_cohort

from app.audit import AuditRecord, Deed
from app.cohorts.models import Request, RequestKind
from app.errors import NotFound
from app.people.accounts import join_rows
from app.people.models import Person, Role
from app.privacy.register import STAYS_AFTER_ERASURE
from app.privacy.service import erase, export

if TYPE_CHECKING:
    from sqlmodel import Session

DEED = Deed(actor="rhf", at=NOW)


def test_a_person_gets_their_rows_and_is_told_what_lies_elsewhere(session: Session) -> None:
    kari = join(session, a_team(session, a_cohort(session)), "kari", Role.leader)
    told = export(session, email=" Kari@example.no", deed=DEED)
    session.commit()
    assert (told["address"], told["elsewhere"]) == ("kari@example.no", list(STAYS_AFTER_ERASURE))
    assert {table: len(rows) for table, rows in told["rows"].items()} == {"person": 1, "rolegrant": 1}
    (row,) = session.exec(select(AuditRecord)).all()
    assert (row.actor, row.act, row.about) == ("rhf", "person exported", f"person:{kari.uid}")


def test_a_person_is_erased_by_their_address(session: Session) -> None:
    join(session, a_team(session, a_cohort(session)), "kari", Role.leader)
    erase(session, email="KARI@example.no", deed=DEED)
    assert session.exec(select(Person)).all() == []


def test_nobody_is_erased_by_an_address_we_do_not_know(session: Session) -> None:
    with pytest.raises(NotFound, match="Ingen med den adressen"):
        erase(session, email="ukjent@example.no", deed=DEED)


@pytest.fixture
def two_rows(session: Session) -> tuple[Person, Person]:
    """Kari Nes at two addresses of one account, each of which a text names."""
    team = a_team(session, a_cohort(session))
    kari, berg = (join(session, team, name, Role.staff) for name in ("kari", "kari.berg"))
    for row in (kari, berg):
        row.name, row.entra_id = "Kari Nes", "entra-1"
        row.directory_addresses = ["kari.berg@example.no", "kari@example.no", "k.nes@example.no"]
    for text in ("Kari Nes går ut", "Skriv til kari.berg@example.no", "Skriv til k.nes@example.no"):
        session.add(
            Request(
                cohort_id=team.cohort_id,
                team_id=team.id,
                kind=RequestKind.change,
                text=text,
                by="Ola",
                at=NOW,
            )
        )
    session.flush()
    return kari, berg


def _texts(session: Session) -> list[str]:
    return list(session.exec(select(Request.text).order_by(Request.id)))


def test_rows_that_are_one_person_are_given_out_together_by_either_address(
    session: Session, two_rows: tuple[Person, Person]
) -> None:
    join_rows(session, two_rows)
    session.flush()
    for address in ("kari@example.no", "kari.berg@example.no"):
        told = export(session, email=address, deed=DEED)
        assert (told["address"], told["same_account"]) == ("kari@example.no", [])
        assert {table: len(rows) for table, rows in told["rows"].items()} == {
            "person": 2,
            "rolegrant": 2,
            "request": 3,
        }
        assert [row["email"] for row in told["rows"]["person"]] == ["kari@example.no", "kari.berg@example.no"]


def test_rows_that_are_one_person_are_erased_together_and_nobody_is_asked_who_is_who(
    session: Session, two_rows: tuple[Person, Person]
) -> None:
    join_rows(session, two_rows)
    session.flush()
    done = erase(session, email="kari.berg@example.no", deed=DEED)
    assert (done.waits, done.undecided, done.same_account, done.rows["person"]) == ([], [], [], 2)
    assert (session.exec(select(Person)).all(), _texts(session)) == (
        [],
        [f"{done.pseudonym} går ut", f"Skriv til {done.pseudonym}", f"Skriv til {done.pseudonym}"],
    )


def test_another_row_of_the_account_is_named_and_stays_until_it_is_said_to_be_the_same_person(
    session: Session, two_rows: tuple[Person, Person]
) -> None:
    kari, berg = two_rows
    kari.name = "Kari Vik"
    session.flush()
    assert export(session, email="kari@example.no", deed=DEED)["same_account"] == ["kari.berg@example.no"]
    done = erase(session, email="kari@example.no", deed=DEED)
    assert (done.same_account, done.waits, done.rows["person"]) == (["kari.berg@example.no"], [], 1)
    assert session.exec(select(Person)).all() == [berg]
    assert (berg.entra_id, _texts(session)[:2]) == (
        "entra-1",
        ["Kari Nes går ut", "Skriv til kari.berg@example.no"],
    )
