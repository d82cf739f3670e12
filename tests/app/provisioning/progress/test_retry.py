"""A person who has mended something has it tried at once; what Microsoft asked us to wait with is not hurried."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import col, select
from support.ledger import COHORT, NOW, unplaced, write

from app.audit import AuditRecord, Deed, by_system
from app.provisioning.ledger.models import TenantObject
from app.provisioning.progress.retry import is_tried_now, try_again, try_refused_again

if TYPE_CHECKING:
    from sqlmodel import Session

RHF = Deed(actor="rhf", at=NOW)


def _waiting(session: Session) -> None:
    later = {"next_try_at": NOW + timedelta(days=1)}
    write(
        session,
        unplaced("k/a", "folder", cause="person", team_id=1, **later),
        unplaced("k/b", "folder", cause="ours", team_id=2, **later),
        unplaced("k/c", "folder", cause="throttled", team_id=1, **later),
    )


def _tried_now(session: Session) -> list[str]:
    session.flush()
    return list(session.exec(select(TenantObject.key).where(col(TenantObject.next_try_at).is_(None))))


@pytest.mark.parametrize(
    ("asked", "tried"),
    [({}, ["k/a", "k/b"]), ({"team_id": 1}, ["k/a"]), ({"key": "k/b"}, ["k/b"]), ({"key": "k/c"}, [])],
)
def test_what_a_person_can_help_is_tried_now(
    session: Session, asked: dict[str, Any], tried: list[str]
) -> None:
    _waiting(session)
    assert try_again(session, COHORT, deed=RHF, **asked) == len(tried)
    assert _tried_now(session) == tried


def test_it_is_tried_soon_after_too_as_at_first(session: Session) -> None:
    write(session, unplaced("k/a", "folder", cause="person", attempts=9, next_try_at=NOW + timedelta(days=1)))
    try_again(session, COHORT, deed=RHF)
    session.flush()
    (row,) = session.exec(select(TenantObject)).all()
    assert (row.attempts, row.next_try_at, is_tried_now(session, COHORT)) == (0, None, True)


def test_new_permissions_let_what_waits_for_people_be_tried_in_every_cohort(session: Session) -> None:
    _waiting(session)
    assert try_refused_again(session, deed=by_system(NOW)) == 2
    assert (_tried_now(session), try_refused_again(session, deed=by_system(NOW))) == (["k/a", "k/b"], 2)


def test_the_audit_says_it_where_there_was_something_to_try(session: Session) -> None:
    _waiting(session)
    try_again(session, COHORT, key="k/c", deed=RHF)
    try_again(session, COHORT, deed=RHF)
    session.commit()
    (kept,) = session.exec(select(AuditRecord)).all()
    assert (kept.about, kept.details) == ("2 things", {"things": 2, "team_id": None})
