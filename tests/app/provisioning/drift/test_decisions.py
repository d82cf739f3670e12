"""A person's decision about what others have changed touches that one thing, and what stood in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support.ledger import COHORT, GONE, NOW, as_seen, placed, unplaced, write
from support.small_cohort import at

from app.audit import AuditRecord, Deed
from app.errors import Conflict, NotFound
from app.meetings.models import Meeting
from app.provisioning.drift.decisions import decide_about_drift
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.provisioning.drift.report import Decision

RHF = Deed(actor="rhf", at=NOW)


def _decide(session: Session, key: str, decision: Decision) -> list[str]:
    keys = decide_about_drift(session, COHORT, key=key, decision=decision, deed=RHF)
    session.flush()
    return keys


def _row(session: Session, key: str) -> TenantObject:
    return session.get_one(TenantObject, key)


def _renamed(**more: Any) -> TenantObject:
    return placed("k/c", "channel", {"name": "Kostvert"}, seen=as_seen(name="Kost"), **more)


def test_what_was_changed_is_put_back_by_sending_our_words_again(session: Session) -> None:
    write(session, _renamed(problem="Venter", attempts=3))
    assert _decide(session, "k/c", "put_back") == ["k/c"]
    row = _row(session, "k/c")
    assert (row.wanted, row.applied, row.external_id) == (
        {"name": "Kostvert"},
        {"name": "Kost"},
        "id of k/c",
    )
    assert (row.seen, row.problem, row.attempts, row.version) == (None, None, 0, 1)


def test_what_was_changed_is_taken_over_until_we_would_want_something_else(session: Session) -> None:
    write(session, _renamed())
    assert _decide(session, "k/c", "adopt") == ["k/c"]
    row = _row(session, "k/c")
    assert (row.settled, row.wanted) == (True, {"name": "Kost"})
    assert row.kept == {"name": {"instead_of": "Kostvert", "is": "Kost"}}


def test_our_mark_is_never_taken_over(session: Session) -> None:
    ours = {"name": "Kostvert", "key": "k/c"}
    write(session, placed("k/c", "channel", ours, seen=as_seen(name="Kost", key=None)))
    _decide(session, "k/c", "adopt")
    assert _row(session, "k/c").wanted == {"name": "Kost", "key": "k/c"}


def test_what_is_gone_is_made_again_with_what_stood_in_it_and_the_tab_that_showed_it(
    session: Session,
) -> None:
    write(
        session,
        placed("k/plan", "taskplan", {"title": "Plan"}, seen=GONE),
        placed("k/plan/b", "bucket", parent_key="k/plan", seen=GONE),
        placed("k/tab", "tab", {"name": "Oppgaver", "target_key": "k/plan"}),
        placed("k/f", "folder"),
    )
    assert _decide(session, "k/plan", "put_back") == ["k/plan", "k/plan/b", "k/tab"]
    assert [
        (_row(session, key).applied, _row(session, key).external_id) for key in ("k/plan", "k/plan/b")
    ] == [(None, None)] * 2
    assert _row(session, "k/tab").applied == {"name": "Oppgaver", "target_key": None}
    assert _row(session, "k/f").version == 0


def test_a_deleted_channel_is_made_under_the_next_name_nobody_has(session: Session) -> None:
    write(
        session,
        placed("k/c", "channel", {"name": "Kostvert"}, seen=GONE),
        placed("k/d", "channel", {"name": "kostvert (2)"}),
    )
    _decide(session, "k/c", "put_back")
    assert _row(session, "k/c").wanted == {"name": "Kostvert (3)"}


def test_a_new_channel_whose_name_is_taken_gets_the_next(session: Session) -> None:
    write(session, unplaced("k/c", "channel", {"name": "Kostvert (2)"}, problem="Navnet er opptatt."))
    assert _decide(session, "k/c", "put_back") == ["k/c"]
    assert _row(session, "k/c").wanted == {"name": "Kostvert (3)"}


def test_what_is_let_go_is_ours_no_more_until_a_person_takes_it_up_again(session: Session) -> None:
    write(
        session,
        placed("k/f", "folder", seen=GONE),
        placed("k/f/g", "folder", parent_key="k/f", seen=GONE),
    )
    assert _decide(session, "k/f", "let_go") == ["k/f", "k/f/g"]
    assert [_row(session, key).let_go for key in ("k/f", "k/f/g")] == [True, True]
    with pytest.raises(Conflict, match="Sett det tilbake først"):
        _decide(session, "k/f/g", "put_back")
    assert _decide(session, "k/f", "put_back") == ["k/f", "k/f/g"]
    assert [_row(session, key).settled for key in ("k/f", "k/f/g")] == [False, False]


def test_a_meeting_moved_outside_and_taken_over_moves_with_its_entry(session: Session) -> None:
    times = {"starts_at": "2026-09-16T13:00:00", "ends_at": "2026-09-16T14:00:00", "all_day": False}
    moved = as_seen(starts_at="2026-09-17T09:00:00", ends_at="2026-09-17T10:00:00")
    write(session, placed("k/meeting:samling", "entry", times, seen=moved))
    usual: dict[str, Any] = {"kind": "gathering", "title": "Samling", "audience": "teams", "mode": "physical"}
    starts_at, ends_at = at("2026-09-16T13:00"), at("2026-09-16T14:00")
    day = {"precision": "exact", "basis": "source", "starts_at": starts_at, "ends_at": ends_at}
    meeting = Meeting(cohort_id=COHORT, key="samling", **usual, **day)
    session.add(meeting)
    session.flush()
    _decide(session, "k/meeting:samling", "adopt")
    row = _row(session, "k/meeting:samling")
    assert (meeting.starts_at, meeting.ends_at) == (at("2026-09-17T09:00"), at("2026-09-17T10:00"))
    assert (row.settled, row.kept) == (True, {})


@pytest.mark.parametrize(
    ("key", "decision", "sentence"),
    [
        ("k/f", "let_go", "Denne er ikke endret utenfra, så det er ingenting å bestemme."),
        ("k/t", "adopt", "Den er borte, så det er ingenting å ta over. Sett den tilbake, eller slipp den."),
        (
            "k",
            "put_back",
            "Microsoft-teamet er slettet. Be IT gjenopprette gruppen i Entra, og se etter på nytt.",
        ),
    ],
)
def test_what_cannot_be_decided_is_refused_with_a_sentence(
    session: Session, key: str, decision: Decision, sentence: str
) -> None:
    write(
        session, placed("k", "msteam", seen=GONE), placed("k/t", "task", seen=GONE), placed("k/f", "folder")
    )
    with pytest.raises(Conflict) as refused:
        _decide(session, key, decision)
    assert str(refused.value) == sentence


def test_a_decision_is_in_the_audit_and_about_this_cohort_alone(session: Session) -> None:
    write(session, _renamed())
    with pytest.raises(NotFound, match="Kullet har ikke noe med nøkkelen k/x"):
        _decide(session, "k/x", "let_go")
    _decide(session, "k/c", "put_back")
    session.commit()
    (kept,) = session.exec(select(AuditRecord)).all()
    assert (kept.actor, kept.about, kept.details["things"]) == ("rhf", "k/c", 1)
