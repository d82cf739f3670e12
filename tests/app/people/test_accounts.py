"""The addresses an account is reached at, and rows that are one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.teams import a_team, join
from support.workbooks import NOW, a_cohort

from app.cohorts.service import holders, members_of
from app.outbox.service import owe, take_next
from app.people.accounts import (
    called_by,
    join_rows,
    part_rows,
    present_addresses,
    rows_at,
    rows_by_account,
    rows_of,
    same_account,
)
from app.people.models import Person, Role

if TYPE_CHECKING:
    from sqlmodel import Session

ADDRESSES = ["kari.berg@example.no", "kari@example.no", "k.nes@example.no"]


def _two_rows(session: Session) -> tuple[Person, Person]:
    team = a_team(session, a_cohort(session))
    kari, berg = (join(session, team, name, Role.staff) for name in ("kari", "kari.berg"))
    kari.entra_id = berg.entra_id = "entra-1"
    kari.directory_addresses = berg.directory_addresses = ADDRESSES
    session.flush()
    return kari, berg


def test_rows_with_one_account_are_found_together(session: Session) -> None:
    kari, berg = _two_rows(session)
    elsewhere = a_team(session, a_cohort(session, name="Annet"), "B")
    assert (rows_by_account(session, 1), rows_by_account(session, elsewhere.cohort_id)) == (
        {"entra-1": [kari, berg]},
        {},
    )
    join(session, elsewhere, "kari.berg", Role.staff)
    assert rows_by_account(session, elsewhere.cohort_id) == {"entra-1": [kari, berg]}
    assert (same_account(session, [kari]), same_account(session, [kari, berg])) == (
        ["kari.berg@example.no"],
        [],
    )


def test_mail_goes_to_the_present_address_and_the_letter_is_still_owed_to_the_person(
    session: Session,
) -> None:
    _two_rows(session)
    assert present_addresses(session, ["kari@example.no", "ola@example.no"]) == {
        "kari@example.no": "kari.berg@example.no"
    }
    owed = owe(
        session, to="kari@example.no", about="a", step="s", subject="S", text="T", approved=True, now=NOW
    )
    assert ([one.recipient for one in take_next(session, now=NOW)], owed.recipient) == (
        ["kari.berg@example.no"],
        "kari@example.no",
    )


def test_an_alias_is_its_persons_and_an_address_with_a_row_is_its_own(session: Session) -> None:
    kari, berg = _two_rows(session)
    own = {one: one for one in ("kari@example.no", "kari.berg@example.no")}
    asked = ["K.Nes@example.no", *own, "ola@example.no"]
    assert called_by(session, asked, 1) == {"k.nes@example.no": "kari@example.no"} | own
    join_rows(session, [kari, berg])
    session.flush()
    assert set(called_by(session, asked, 1).values()) == {"kari@example.no"}


def test_a_row_of_another_cohort_does_not_take_an_address_from_its_person_here(session: Session) -> None:
    """A person in two cohorts with two addresses: Outlook knows her at one of them in both."""
    here, there = (a_team(session, a_cohort(session, name=name)) for name in ("Her", "Der"))
    kari, berg = join(session, here, "kari", Role.staff), join(session, there, "kari.berg", Role.staff)
    kari.entra_id = berg.entra_id = "entra-1"
    kari.directory_addresses = berg.directory_addresses = ADDRESSES
    session.flush()
    called = [called_by(session, ADDRESSES, team.cohort_id) for team in (here, there)]
    assert called == [
        dict.fromkeys(ADDRESSES, "kari@example.no"),
        dict.fromkeys(ADDRESSES, "kari.berg@example.no"),
    ]
    assert [rows_at(session, one) for one in (*ADDRESSES, "K.NES@example.no", "nes@example.no")] == [
        [kari.id, berg.id],
        [kari.id, berg.id],
        [kari.id, berg.id],
        [kari.id, berg.id],
        [],
    ]


def test_rows_that_become_one_person_take_those_along_that_were_so_before(session: Session) -> None:
    team = a_team(session, a_cohort(session))
    one, two, three = (join(session, team, name, Role.staff) for name in ("one", "two", "three"))
    join_rows(session, [two, three])
    session.flush()
    join_rows(session, [one, two])
    session.flush()
    assert (one.same_as_id, two.same_as_id, three.same_as_id) == (None, one.id, one.id)
    join_rows(session, [two, three])
    assert (one.same_as_id, two.same_as_id, three.same_as_id) == (None, one.id, one.id)


def test_rows_that_are_one_person_are_told_once_until_they_are_parted(session: Session) -> None:
    kari, berg = _two_rows(session)
    team = a_team(session, a_cohort(session, name="Annet"), "B")
    again = join(session, team, "kari", Role.leader), join(session, team, "kari.berg", Role.leader)
    assert again == (kari, berg)
    join_rows(session, [kari, berg])
    session.flush()
    told = [(one.name, one.role) for one in holders(session, cohort_id=team.cohort_id)]
    assert (told, members_of(session, team_id=team.id)) == ([(kari.name, Role.leader)], [kari])
    assert (rows_of(session, berg), rows_of(session, kari)) == ([kari, berg], [kari, berg])
    part_rows([kari, berg])
    session.flush()
    assert [one.name for one in holders(session, cohort_id=team.cohort_id)] == [kari.name, berg.name]
