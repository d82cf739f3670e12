"""The addresses an account is reached at, and rows that are one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.teams import a_team, join
from support.workbooks import NOW, a_cohort

from app.cohorts.service import holders, members_of
from app.outbox.service import owe, take_next
from app.people.accounts import called_by, join_rows, part_rows, present_addresses, rows_by_account, rows_of
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
    assert rows_by_account(session) == {"entra-1": [kari, berg]}


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
    assert called_by(session, ADDRESSES) == {"k.nes@example.no": "kari@example.no"}
    join_rows([kari, berg])
    session.flush()
    assert called_by(session, ADDRESSES) == {
        "k.nes@example.no": "kari@example.no",
        "kari.berg@example.no": "kari@example.no",
    }


def test_rows_that_are_one_person_are_told_once_until_they_are_parted(session: Session) -> None:
    kari, berg = _two_rows(session)
    team = a_team(session, a_cohort(session, name="Annet"), "B")
    again = join(session, team, "kari", Role.leader), join(session, team, "kari.berg", Role.leader)
    assert again == (kari, berg)
    join_rows([kari, berg])
    session.flush()
    told = [(one.name, one.role) for one in holders(session, cohort_id=team.cohort_id)]
    assert (told, members_of(session, team_id=team.id)) == ([(kari.name, Role.leader)], [kari])
    assert (rows_of(session, berg), rows_of(session, kari)) == ([kari, berg], [kari, berg])
    part_rows([kari, berg])
    session.flush()
    assert [one.name for one in holders(session, cohort_id=team.cohort_id)] == [kari.name, berg.name]
