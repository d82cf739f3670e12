"""What others have changed is told in words, with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.ledger import COHORT, GONE, NOW, as_seen, placed, write

from app.people.models import Person
from app.provisioning.drift.report import LetGo, called, choices, drift_of
from app.provisioning.ledger.models import Look

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.provisioning.drift.report import Decision
    from app.provisioning.ledger.models import TenantObject


def test_a_thing_that_is_gone_is_told_once_with_how_many_went_with_it(session: Session) -> None:
    write(
        session,
        placed("k/plan", "taskplan", {"title": "Oppgaver"}, seen=GONE, seen_at=NOW, team_id=1),
        placed("k/plan/b", "bucket", parent_key="k/plan", seen=GONE),
        placed("k/plan/b/t", "task", parent_key="k/plan/b", seen=GONE),
    )
    session.add(Look(cohort_id=COHORT, looked_at=NOW, unseen=3))
    found = drift_of(session, COHORT)
    assert (found.looked_at, found.unseen, found.let_go) == (NOW, 3, ())
    assert [
        (one.name, one.what, one.seen, one.below, one.choices, one.since, one.team_id)
        for one in found.drifted
    ] == [("planen i Planner Oppgaver", "borte", None, 2, ("put_back", "let_go"), NOW, 1)]


def test_a_thing_that_is_changed_is_told_with_what_stands_there_and_what_we_sent(session: Session) -> None:
    write(session, placed("k/c", "channel", {"name": "Kostvert"}, seen=as_seen(name="Kost")))
    (one,) = drift_of(session, COHORT).drifted
    assert (one.what, one.seen, one.wanted, one.restore) == (
        "endret: name",
        {"name": "Kost"},
        {"name": "Kostvert"},
        (),
    )


def test_what_was_let_go_is_told_by_its_outermost(session: Session) -> None:
    write(
        session,
        placed("k/f", "folder", {"name": "Delt"}, decision="let_go"),
        placed("k/f/g", "folder", parent_key="k/f", decision="let_go"),
    )
    assert drift_of(session, COHORT).let_go == (
        LetGo(key="k/f", kind="folder", name="mappen Delt", team_id=None),
    )


def test_a_place_in_the_team_is_called_by_its_persons_name(session: Session) -> None:
    member = placed("k/member:p1", "member", {"user_id": "1", "role": "member"}, seen=GONE)
    write(session, member)
    session.add(Person(uid="p1", email="kari@example.no", name="Kari Nordmann"))
    session.flush()
    assert [one.name for one in drift_of(session, COHORT).drifted] == ["medlemskapet Kari Nordmann"]
    assert called(member, {}) == "medlemskapet"


@pytest.mark.parametrize(
    ("row", "may"),
    [
        (placed("k/c", "channel", seen=as_seen(name="Annet")), ("put_back", "adopt", "let_go")),
        (placed("k/c", "channel", seen=GONE), ("put_back", "let_go")),
        (placed("k", "msteam", seen=GONE), ("let_go",)),
        (placed("k/general", "general", seen=GONE), ("let_go",)),
    ],
)
def test_what_is_gone_cannot_be_taken_over_and_what_microsoft_makes_not_be_put_back(
    row: TenantObject, may: tuple[Decision, ...]
) -> None:
    assert choices(row) == may
