"""A person gets out what we keep of them, and is erased, by their address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.teams import a_team, join
from support.workbooks import NOW, a_cohort

from app.audit import AuditRecord, Deed
from app.errors import NotFound
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
