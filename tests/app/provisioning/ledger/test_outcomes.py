"""How the work on a row went is written onto the version that was read, and onto no newer one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import select
from support.ledger import COHORT, NOW, placed, unplaced, write

from app.audit import AuditRecord, Verb
from app.provisioning.ledger.due import due_errands
from app.provisioning.ledger.models import TenantObject
from app.provisioning.ledger.outcomes import (
    Setback,
    record_kept,
    record_placed,
    record_setback,
    record_withdrawn,
)
from app.tenant.things import Placed

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.provisioning.ledger.errands import AnyErrand

TOMORROW = NOW + timedelta(days=1)
BUSY = Setback(problem="Opptatt", next_step="Vent.", next_try_at=TOMORROW, cause="busy", request_id="r-9")


def _read(session: Session) -> AnyErrand:
    (found,) = due_errands(session, COHORT, now=NOW)
    return found


def _row(session: Session) -> TenantObject:
    session.commit()
    session.expire_all()
    return session.exec(select(TenantObject)).one()


def test_what_was_sent_is_kept_with_where_it_stands_and_when_we_made_it(session: Session) -> None:
    write(session, unplaced("k/f", "folder", attempts=2, problem="Opptatt", cause="busy"))
    mine = _read(session)
    at = Placed(external_id="drive/item", web_url="https://x", request_id="r-1")
    record_placed(session, mine, at, applied={"name": "k/f"}, now=NOW, verb=Verb.created)
    row = _row(session)
    assert (row.external_id, row.web_url, row.made_at, row.request_id) == (
        "drive/item",
        "https://x",
        NOW,
        "r-1",
    )
    assert (row.settled, row.attempts, row.problem, row.cause, row.version) == (True, 0, None, None, 1)


def test_what_was_found_has_not_been_made_by_us(session: Session) -> None:
    write(session, unplaced("k/f", "folder"))
    found = Placed(external_id="drive/item")
    record_placed(session, _read(session), found, applied={"name": "k/f"}, now=NOW, verb=Verb.found)
    assert _row(session).made_at is None


def test_a_row_wanted_otherwise_in_the_meantime_stays_unsettled(session: Session) -> None:
    write(session, unplaced("k/f", "folder"))
    mine = _read(session)
    session.get_one(TenantObject, "k/f").wanted = {"name": "Ny"}
    session.commit()
    record_placed(session, mine, Placed(external_id="1"), applied={"name": "k/f"}, now=NOW, verb=Verb.created)
    assert (_row(session).applied, _row(session).settled) == ({"name": "k/f"}, False)


def test_a_setback_is_said_and_counted(session: Session) -> None:
    write(session, unplaced("k/f", "folder", attempts=1))
    record_setback(session, _read(session), BUSY)
    row = _row(session)
    assert (row.attempts, row.next_try_at, row.problem, row.next_step, row.cause, row.request_id) == (
        2,
        TOMORROW,
        "Opptatt",
        "Vent.",
        "busy",
        "r-9",
    )


def test_a_late_write_on_an_older_version_is_refused(session: Session) -> None:
    write(session, unplaced("k/f", "folder"))
    mine = _read(session)
    successor = Placed(external_id="successor")
    record_placed(session, mine, successor, applied=mine.after, now=NOW, verb=Verb.created)
    session.commit()
    record_setback(session, mine, BUSY)
    record_placed(session, mine, Placed(external_id="zombie"), applied={}, now=NOW, verb=Verb.created)
    row = _row(session)
    assert (row.external_id, row.problem, row.version, row.settled) == ("successor", None, 1, True)


def test_a_key_that_was_withdrawn_is_spent(session: Session) -> None:
    write(session, placed("k/e", "entry", {"subject": "Samling"}, wanted=None, made_at=NOW, decision="undo"))
    record_withdrawn(session, _read(session), now=NOW, verb=Verb.withdrawn, request_id=None)
    row = _row(session)
    assert (row.settled, row.external_id, row.made_at, row.decision, row.generation) == (
        True,
        None,
        None,
        None,
        1,
    )


def test_what_somebody_has_worked_in_stands_with_what_it_stands_in(session: Session) -> None:
    undone = {"wanted": None, "decision": "undo"}
    write(
        session,
        placed("k/p", "taskplan", {"title": "Plan"}, **undone),
        placed("k/p/b", "bucket", parent_key="k/p", **undone),
        placed("k/p/b/t", "task", parent_key="k/p/b", **undone),
        placed("k/p/c", "bucket", parent_key="k/p", **undone),
    )
    mine = next(one for one in due_errands(session, COHORT, now=NOW) if one.key == "k/p/b/t")
    record_kept(session, mine, now=NOW)
    session.commit()
    rows = session.exec(select(TenantObject)).all()
    assert {row.key: row.settled for row in rows} == {
        "k/p": True,
        "k/p/b": True,
        "k/p/b/t": True,
        "k/p/c": False,
    }
    assert session.exec(select(AuditRecord.act, AuditRecord.about)).all() == [("task left", "k/p/b/t")]
