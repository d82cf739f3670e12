"""The audit of a write names our fields before and after, and tells of nobody more than it must."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import select
from support.ledger import NOW, errand, write

from app.audit import AuditRecord, Verb
from app.provisioning.ledger.audit_trail import note

if TYPE_CHECKING:
    from sqlmodel import Session


def _noted(session: Session, verb: Verb = Verb.changed, **more: Any) -> AuditRecord:
    write(session)
    note(session, errand(**more), verb, NOW, "r-1")
    session.commit()
    return session.exec(select(AuditRecord)).one()


def test_only_fields_that_are_otherwise_are_told_before_and_after(session: Session) -> None:
    before = {"title": "Samle", "due": None, "key": "k/t"}
    after = {"title": "Samle", "due": "2026-09-09", "key": "k/t"}
    kept = _noted(session, kind="task", applied=before, wanted=after)
    assert kept.details == {"from": {"due": None}, "to": {"due": "2026-09-09"}}
    assert (kept.act, kept.about, kept.request_id) == ("task changed", "k/f", "r-1")


def test_what_is_new_has_no_before_and_what_is_withdrawn_no_after(session: Session) -> None:
    kept = _noted(session, Verb.created, wanted={"name": "Delt"})
    assert kept.details == {"from": {}, "to": {"name": "Delt"}}
    note(session, errand(applied={"name": "Delt"}), Verb.let_go, NOW, None)
    session.commit()
    last = session.exec(select(AuditRecord).where(AuditRecord.act == "folder let go")).one()
    assert last.details == {"from": {"name": "Delt"}, "to": {}}


def test_people_are_told_by_number_and_long_texts_by_length(session: Session) -> None:
    after = {"attendees": [{"email": "a@example.no"}, {"email": "b@example.no"}], "text": "x" * 121}
    kept = _noted(session, kind="entry", applied={"text": "x" * 120}, wanted=after)
    assert kept.details == {
        "from": {"text": "x" * 120},
        "to": {"text": "121 tegn", "attendees": "2 stk."},
    }


def test_of_a_thing_about_one_person_only_the_fields_names_are_kept(session: Session) -> None:
    kept = _noted(session, kind="member", wanted={"user_id": "id-kari", "role": "member"})
    assert kept.details == {"fields": ["role", "user_id"]}
