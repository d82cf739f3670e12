"""A look is asked for, done, and written down without overtaking what was worked in the meantime."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from support.ledger import COHORT, GONE, NOW, as_seen, placed, unplaced, write

from app.audit import Deed
from app.provisioning.drift import observations
from app.provisioning.drift.observations import Sight
from app.provisioning.ledger.due import placed_errands
from app.provisioning.ledger.models import Approval, TenantObject

if TYPE_CHECKING:
    from sqlmodel import Session

LATER = NOW + timedelta(minutes=1)
AS_MADE = Sight(there=True)


def _look(session: Session, **sights: Sight) -> None:
    """Note what was seen of each row by its last word; the look began a minute ago."""
    seen = [(one, sights[one.key.rpartition("/")[2]]) for one in placed_errands(session, COHORT)]
    observations.note_sight(session, COHORT, sights=seen, unseen=2, began=NOW, now=LATER)
    session.commit()


def test_a_look_is_asked_for_until_one_has_begun_since(session: Session) -> None:
    write(session)
    assert observations.looks_asked_for(session) == []
    observations.ask(session, COHORT, deed=Deed(actor="rhf", at=NOW))
    assert observations.looks_asked_for(session) == [COHORT]
    observations.note_sight(session, COHORT, sights=(), unseen=0, began=NOW, now=LATER)
    assert observations.looks_asked_for(session) == []
    assert observations.look_of(session, COHORT).asked_by == "rhf"


def test_what_was_seen_is_kept_with_when_it_was_first_seen_that_way(session: Session) -> None:
    first_seen = NOW - timedelta(days=1)
    write(
        session,
        placed("k/same", "folder", seen=as_seen(), seen_at=first_seen),
        placed("k/news", "folder", seen=as_seen(), seen_at=first_seen),
    )
    _look(session, same=AS_MADE, news=observations.GONE)
    rows = {key: session.get_one(TenantObject, f"k/{key}") for key in ("same", "news")}
    assert {key: (row.gone, row.seen_at) for key, row in rows.items()} == {
        "same": (False, first_seen),
        "news": (True, LATER),
    }
    look = observations.look_of(session, COHORT)
    assert (look.looked_at, look.unseen, look.drifted) == (NOW, 2, 1)


def test_a_row_worked_on_during_the_look_is_left_alone(session: Session) -> None:
    write(session, placed("k/f", "folder"))
    (read,) = placed_errands(session, COHORT)
    session.get_one(TenantObject, "k/f").version = 1
    session.commit()
    sights = [(read, observations.GONE)]
    observations.note_sight(session, COHORT, sights=sights, unseen=0, began=NOW, now=LATER)
    session.commit()
    session.expire_all()
    assert session.get_one(TenantObject, "k/f").seen is None


def test_what_went_with_the_thing_it_stood_in_is_counted_with_that() -> None:
    rows = [
        placed("k/plan", "taskplan", seen=GONE),
        placed("k/plan/b", "bucket", parent_key="k/plan", seen=GONE),
        placed("k/c", "channel", {"name": "Kostvert"}, seen=as_seen(name="Kost")),
        placed("k/c/t", "tab", parent_key="k/c", seen=GONE),
        unplaced("k/f", "folder"),
    ]
    found = observations.changed_outside({row.key: row for row in rows})
    assert [row.key for row in found] == ["k/plan", "k/c", "k/c/t"]


def test_only_an_open_cohort_that_somebody_has_approved_is_looked_over(session: Session) -> None:
    cohort = write(session)
    assert observations.cohorts_to_look_over(session) == []
    session.add(Approval(cohort_id=COHORT, checksum="c", approved_by="rhf", approved_at=NOW))
    session.flush()
    assert observations.cohorts_to_look_over(session) == [COHORT]
    cohort.closed_at = NOW
    session.flush()
    assert observations.cohorts_to_look_over(session) == []
