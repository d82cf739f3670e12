"""The list of what people place themselves, and their word for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.ledger import COHORT, NOW, placed, unplaced, write

from app.audit import AuditRecord, Deed
from app.errors import Conflict, Invalid, NotFound
from app.provisioning.by_hand.service import by_hand_list, file_for, mark_all_done, mark_done
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from sqlmodel import Session

IT = Deed(actor="it", at=NOW)
LINK = "https://teams.example.no/l/channel/19%3Aabc%40thread/Kostvert?groupId=1"


def _ledger(session: Session) -> None:
    """A channel to make, two folders in it to make and to change, a file that a person need not place."""
    old = placed("k/c/f/2", "folder", {"name": "Ny"}, parent_key="k/c/f", by_hand=True)
    old.applied = {"name": "Gammel"}
    write(
        session,
        placed("k", "msteam", {"name": "Kull 3"}),
        unplaced(
            "k/c",
            "channel",
            {"name": "Kostvert", "description": "", "key": "k/c"},
            parent_key="k",
            by_hand=True,
        ),
        unplaced("k/c/f", "files", {}, parent_key="k/c"),
        unplaced("k/c/f/1", "folder", {"name": "01 Poster"}, parent_key="k/c/f", by_hand=True),
        old,
        placed("k/c/f/3", "folder", {"name": "Delt"}, parent_key="k/c/f", by_hand=True),
    )


def _row(session: Session, key: str) -> TenantObject:
    return session.get_one(TenantObject, key)


def test_what_waits_for_a_person_is_listed_in_order_with_where_it_is_to_stand(session: Session) -> None:
    _ledger(session)
    found = [(work.key, work.act, work.steps[0], work.needs_link) for work in by_hand_list(session, COHORT)]
    assert found == [
        ("k/c", "make", "Lag en standardkanal med dette navnet i Kull 3.", True),
        ("k/c/f/1", "make", "Lag mappen i Kull 3 › Kostvert.", False),
        ("k/c/f/2", "change", "Endre mappen i Kull 3 › Kostvert så den blir slik.", False),
    ]


def test_a_thing_withdrawn_is_to_be_removed_and_nothing_is_typed_in(session: Session) -> None:
    write(session, placed("k/f", "folder", {"name": "Delt"}, wanted=None, by_hand=True))
    (work,) = by_hand_list(session, COHORT)
    assert (work.act, work.steps, work.facts) == ("remove", ("Fjern mappen Delt fra Microsoft 365.",), ())
    mark_done(session, COHORT, key="k/f", deed=IT)
    row = _row(session, "k/f")
    assert (row.settled, row.external_id, row.generation) == (True, None, 1)


def test_what_others_stand_in_is_done_by_its_link_alone(session: Session) -> None:
    _ledger(session)
    for link in (None, "https://teams.example.no/l/team/x"):
        with pytest.raises(Invalid, match="Hent lenke til kanal"):
            mark_done(session, COHORT, key="k/c", link=link, deed=IT)
    mark_done(session, COHORT, key="k/c", link=LINK, deed=IT)
    row = _row(session, "k/c")
    assert (row.external_id, row.web_url, row.settled, row.version) == ("19:abc@thread", LINK, True, 1)


def test_all_that_needs_no_link_is_done_at_once_and_said_in_the_audit(session: Session) -> None:
    _ledger(session)
    assert mark_all_done(session, COHORT, deed=IT) == ["k/c/f/1", "k/c/f/2"]
    assert [work.key for work in by_hand_list(session, COHORT)] == ["k/c"]
    session.commit()
    said = session.exec(select(AuditRecord.actor, AuditRecord.about, AuditRecord.act)).all()
    assert said == [("it", key, "folder done by hand") for key in ("k/c/f/1", "k/c/f/2")]


def test_what_does_not_wait_for_a_person_cannot_be_marked(session: Session) -> None:
    _ledger(session)
    for key in ("k", "k/c/f/3"):
        with pytest.raises(Conflict, match="venter ikke på at noen gjør den for hånd"):
            mark_done(session, COHORT, key=key, deed=IT)
    with pytest.raises(NotFound, match="Kullet har ikke noe med nøkkelen k/x"):
        mark_done(session, COHORT, key="k/x", deed=IT)


def test_only_a_file_can_be_fetched(session: Session) -> None:
    _ledger(session)
    with pytest.raises(NotFound, match="Dette er ingen fil vi kan lage"):
        file_for(session, COHORT, key="k/c")
