"""The permissions of our token are remembered, so that a change of them is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.ledger import NOW

from app.provisioning.ledger.granted import note_granted

if TYPE_CHECKING:
    from sqlmodel import Session


def test_another_set_than_last_time_is_noticed_once(session: Session) -> None:
    told = [["A", "B"], ["B", "A"], ["A"], ["A"], ["A", "C"], []]
    assert [note_granted(session, names, now=NOW) for names in told] == [
        False,
        False,
        True,
        False,
        True,
        True,
    ]
