"""What is approved is written down: new rows in their order, changed ones tried at once, the rest left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select
from support.ledger import COHORT, GONE, NOW, as_seen, placed, unplaced, write

from app.provisioning.desired.changes import LedgerRow, changes
from app.provisioning.desired.wanted_thing import Wanted
from app.provisioning.ledger.due import as_written
from app.provisioning.ledger.intentions import begin_nothing_more, share_out, write_wanted
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from sqlmodel import Session


def _approve(session: Session, *things: Wanted) -> None:
    known = {row.key: row for row in map(LedgerRow._make, as_written(session, COHORT))}
    write_wanted(session, COHORT, wanted=things, changes=changes(things, known).changes)
    session.flush()


def _rows(session: Session) -> dict[str, TenantObject]:
    rows = session.exec(select(TenantObject).order_by(col(TenantObject.position))).all()
    return {row.key: row for row in rows}


def test_what_is_new_is_written_in_the_order_it_is_wanted(session: Session) -> None:
    write(session)
    parent = Wanted(key="k/b", kind="bucket", value={"name": "Oppstart"}, team_id=None)
    child = Wanted(key="k/a", kind="task", value={"title": "Samle"}, parent_key="k/b")
    _approve(session, parent, child)
    assert [
        (row.key, row.kind, row.parent_key, row.position, row.wanted, row.applied)
        for row in _rows(session).values()
    ] == [
        ("k/b", "bucket", None, 0, {"name": "Oppstart"}, None),
        ("k/a", "task", "k/b", 1, {"title": "Samle"}, None),
    ]


def test_what_is_changed_or_withdrawn_is_tried_at_once_and_what_is_the_same_keeps_its_wait(
    session: Session,
) -> None:
    waiting = {"attempts": 3, "next_try_at": NOW}
    write(session, *(placed(key, "folder", **waiting) for key in ("k/same", "k/new", "k/over")))
    things = [
        Wanted(key="k/same", kind="folder", value={"name": "k/same"}),
        Wanted(key="k/new", kind="folder", value={"name": "Ny"}),
    ]
    _approve(session, *things)
    found = {key: (row.wanted, row.attempts, row.next_try_at) for key, row in _rows(session).items()}
    assert found == {
        "k/same": ({"name": "k/same"}, 3, NOW),
        "k/new": ({"name": "Ny"}, 0, None),
        "k/over": (None, 0, None),
    }


def test_a_person_places_what_the_settings_say_but_no_team_that_it_has_given_us(session: Session) -> None:
    write(
        session,
        unplaced("k", "msteam", {"msteam_id": "g1"}),
        unplaced("k/c", "channel"),
        placed("k/t", "tab", by_hand=True),
    )
    share_out(session, COHORT, by_hand={"msteam", "channel"}, off=())
    assert {key: row.by_hand for key, row in _rows(session).items()} == {
        "k": False,
        "k/c": True,
        "k/t": False,
    }


def test_of_a_kind_that_is_off_what_stands_is_left_and_no_more_is_made(session: Session) -> None:
    changed = placed("k/e", "entry", wanted={"subject": "Ny"}, applied={"subject": "Før"})
    write(session, changed, unplaced("k/f", "entry"), unplaced("k/b", "bucket"))
    share_out(session, COHORT, by_hand=(), off={"entry"})
    assert {key: row.settled for key, row in _rows(session).items()} == {
        "k/e": True,
        "k/f": True,
        "k/b": False,
    }
    assert _rows(session)["k/e"].wanted == {"subject": "Før"}


def test_at_the_end_nothing_is_begun_but_the_archiving_and_no_change_waits_for_a_person(
    session: Session,
) -> None:
    renamed = placed("k/c", "channel", applied={"name": "Kost"}, seen=as_seen(name="Annet"))
    removed = placed("k/t", "tab", wanted=None, applied={"name": "Fane"}, seen=GONE)
    changed = placed("k", "msteam", wanted={"name": "Kull (avsluttet)"}, applied={"name": "Kull"})
    write(session, changed, renamed, removed, unplaced("k/b", "bucket"), unplaced("k/archive", "archive", {}))
    begin_nothing_more(session, COHORT)
    assert [key for key, row in _rows(session).items() if not row.settled] == ["k", "k/t", "k/archive"]
