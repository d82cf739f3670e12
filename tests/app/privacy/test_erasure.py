"""A person goes from every table; what Microsoft 365 still holds is waited for, and then forgotten too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select
from support.teams import a_team, join
from support.workbooks import NOW, a_cohort

from app.audit.deed import Deed
from app.cohorts.models import Request, RequestKind, Team
from app.errors import NotFound
from app.people.models import Person, Role, RoleGrant
from app.privacy.erasure import erase, finish, undecided_places, unfinished
from app.privacy.service import answer_doubts
from app.provisioning.ledger.models import TenantObject
from app.questions.service import question_in_words

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


def test_others_of_nearly_the_same_name_keep_theirs(session: Session, team: Team, kari: Person) -> None:
    other = join(session, team, "kari2", Role.staff)
    other.name = "Kari Ness"
    _asked(
        session,
        team,
        "Kari Ness og Kari Nes-Vik kommer, nes, kari gjør ikke. Kari Ness' rapport, Kari Nes' film",
    )
    done = erase(session, person=kari, deed=DEED)
    assert _texts(session)[-1] == (
        f"Kari Ness og Kari Nes-Vik kommer, {done.pseudonym} gjør ikke. Kari Ness' rapport, {done.pseudonym}' film"
    )
    assert sorted(session.exec(select(Person.name))) == ["Kari Ness", "ola"]


def test_a_name_two_people_have_is_asked_about_and_an_answer_decides(
    session: Session, team: Team, kari: Person
) -> None:
    namesake = join(session, team, "kari2", Role.staff)
    namesake.name = "Kari Nes"
    _asked(session, team, "Kari Nes (kari2@example.no) slutter")
    _asked(session, team, "Kari Nes begynner, og en til: Kari Nes")
    done = erase(session, person=kari, deed=DEED)
    assert _texts(session) == [
        f"{done.pseudonym} ({done.pseudonym}) er syk",
        "Kari Nes (kari2@example.no) slutter",
        "Kari Nes begynner, og en til: Kari Nes",
    ]
    first, _ = [one for one in done.undecided if one.details["around"].startswith("Kari Nes begynner")]
    assert question_in_words(first) == (
        "Er «Kari Nes» i teksten «Kari Nes begynner, og en til: Kari Nes» den samme som skal slettes?"
    )
    assert unfinished(session)[0].words == ["kari@example.no", "Kari Nes"]

    (waiting,) = answer_doubts(session, {first.key: "another"}, deed=DEED)
    assert _texts(session)[-1] == "Kari Nes begynner, og en til: Kari Nes"
    assert len(waiting.undecided) == len(done.undecided) - 1

    answer_doubts(session, {one.key: "same" for one in waiting.undecided}, deed=DEED)
    assert _texts(session)[-1] == f"Kari Nes begynner, og en til: {done.pseudonym}"
    assert (list(unfinished(session)), undecided_places(session)) == ([], [])


def test_an_answer_to_a_doubt_nobody_has_is_refused(session: Session, kari: Person) -> None:
    erase(session, person=kari, deed=DEED)
    with pytest.raises(NotFound, match="Det finnes ikke noe spørsmål named-in-text:1 her"):
        answer_doubts(session, {"named-in-text:1": "same"}, deed=DEED)


def _asked(session: Session, team: Team, text: str) -> None:
    session.add(
        Request(
            cohort_id=team.cohort_id, team_id=team.id, kind=RequestKind.change, text=text, by="ola", at=NOW
        )
    )
    session.flush()


def _texts(session: Session) -> list[str]:
    session.expire_all()
    return list(session.exec(select(Request.text).order_by(col(Request.id))))
