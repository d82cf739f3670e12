"""A person goes from every table; what Microsoft 365 still holds is waited for, and then forgotten too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.teams import a_team, join
from support.workbooks import NOW, a_cohort

from app.audit.deed import Deed
from app.cohorts.models import Request, RequestKind, Team
from app.people.models import Person, Role, RoleGrant
from app.privacy.erasure import erase, finish, unfinished
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from sqlmodel import Session

DEED = Deed(actor="rhf", at=NOW)


@pytest.fixture
def team(session: Session) -> Team:
    return a_team(session, a_cohort(session))


@pytest.fixture
def kari(session: Session, team: Team) -> Person:
    join(session, team, "ola", Role.staff)
    person = join(session, team, "kari", Role.leader, Role.measurement_lead)
    person.name = "Kari Nes"
    session.add(
        Request(
            cohort_id=team.cohort_id,
            team_id=team.id,
            kind=RequestKind.help,
            text="Kari Nes (kari@example.no) er syk",
            by="Kari Nes",
            at=NOW,
        )
    )
    session.commit()
    return person


def test_own_rows_go_and_others_name_a_pseudonym_instead(session: Session, kari: Person) -> None:
    done = erase(session, person=kari, deed=DEED)
    assert {table: done.rows[table] for table in ("person", "rolegrant", "request")} == {
        "person": 1,
        "rolegrant": 2,
        "request": 1,
    }
    asked = session.exec(select(Request)).one()
    session.refresh(asked)
    assert (asked.text, asked.by) == (f"{done.pseudonym} ({done.pseudonym}) er syk", done.pseudonym)
    assert session.exec(select(Person.name)).all() == ["ola"]
    assert len(session.exec(select(RoleGrant)).all()) == 1


def test_an_erasure_waits_for_what_stands_in_microsoft_365(
    session: Session, team: Team, kari: Person
) -> None:
    key = f"k1:member:{kari.uid}"
    thing = TenantObject(cohort_id=team.cohort_id, key=key, kind="member", wanted={}, external_id="m-1")
    session.add(thing)
    session.flush()
    assert erase(session, person=kari, deed=DEED).waits == [key]
    (waiting,) = unfinished(session)
    assert (waiting.words, waiting.finished_at) == (["kari@example.no", "Kari Nes"], None)

    thing.external_id, thing.wanted = None, None
    session.flush()
    assert finish(session, waiting, deed=DEED).waits == []
    assert (waiting.words, waiting.finished_at, list(unfinished(session))) == ([], NOW, [])
    assert session.exec(select(TenantObject)).all() == []
