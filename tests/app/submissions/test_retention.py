"""Files whose time is over: listed by the programme's rules, approved by the unit, gone with a receipt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select
from support.small_network import KIRURGI, MP4, NOW, UNNS, a_file, hand_in, receipt_given, tell

from app.audit import AuditRecord
from app.errors import Conflict
from app.submissions import retention
from app.submissions.models import LibraryItem, Removal
from app.submissions.retention import ToGo, ToRemove

if TYPE_CHECKING:
    from sqlmodel import Session

OVER = date(2026, 9, 30)  # fourteen days after Samling 1, which is on 16 September
FILM = ToGo(item_id=1, team_id=KIRURGI, name=MP4, since=OVER)


@pytest.fixture
def film(network: Session) -> Session:
    hand_in(network, a_file(MP4))
    return network


def _approve(session: Session, *item_ids: int, today: date = OVER) -> None:
    retention.approve(session, 1, item_ids=item_ids, deed=UNNS, today=today)


def test_a_film_is_listed_from_the_day_its_time_is_over(film: Session) -> None:
    assert retention.over(film, 1, today=date(2026, 9, 29)) == []
    assert retention.over(film, 1, today=OVER) == [FILM]


def test_what_the_programme_keeps_is_never_listed(network: Session) -> None:
    hand_in(network, a_file("Statusrapport 1.docx"))
    assert retention.over(network, 1, today=date(2030, 1, 1)) == []


def test_a_file_of_several_versions_is_listed_once_and_one_that_is_gone_not_at_all(film: Session) -> None:
    receipt_given(film, 1)
    hand_in(film, a_file(MP4, tag="2"))
    assert retention.over(film, 1, today=OVER) == [FILM]
    tell(film, whole=True)
    assert retention.over(film, 1, today=OVER) == []


def test_nothing_is_approved_that_was_not_on_the_list(film: Session) -> None:
    with pytest.raises(Conflict, match="Listen er endret siden du så den"):
        _approve(film, 1, 999)
    with pytest.raises(Conflict):
        _approve(film, 1, today=date(2026, 9, 29))
    assert film.exec(select(Removal)).all() == []


def test_what_is_approved_is_removed_once_and_leaves_a_receipt(film: Session) -> None:
    _approve(film, 1, 1)
    assert retention.over(film, 1, today=OVER) == []
    (one,) = retention.files_to_remove(film, now=NOW)
    assert one == ToRemove(removal_id=1, library_id="b!1", item_id="1")
    retention.note_removed(film, one, request_id="r-1", now=NOW)
    assert retention.files_to_remove(film, now=NOW) == []
    removal = film.exec(select(Removal)).one()
    assert (removal.removed_at, removal.receipt) == (NOW, retention.RECEIPT)
    assert film.exec(select(LibraryItem.gone)).one() is True


def test_what_could_not_be_removed_stays_on_the_way_and_says_why(film: Session) -> None:
    _approve(film, 1)
    (one,) = retention.files_to_remove(film, now=NOW)
    retention.note_not_removed(film, one, problem="Filen er låst.")
    assert retention.files_to_remove(film, now=NOW) == [one]
    assert film.exec(select(Removal.problem)).one() == "Filen er låst."


def test_the_removal_is_audited_as_the_act_of_whoever_approved_it(film: Session) -> None:
    _approve(film, 1)
    retention.note_removed(film, retention.files_to_remove(film, now=NOW)[0], request_id="r-1", now=NOW)
    film.commit()
    acts = select(AuditRecord).where(col(AuditRecord.about).in_(["retention", "file:1"]))
    told = film.exec(acts.order_by(col(AuditRecord.id))).all()
    assert [(one.actor, one.act, one.details, one.request_id) for one in told] == [
        ("unn", "removal approved", {"files": [1]}, None),
        ("unn", "file removed", {}, "r-1"),
    ]


def test_what_a_rule_of_the_tenant_holds_has_a_receipt_that_says_so_and_is_asked_for_once_a_day(
    film: Session,
) -> None:
    _approve(film, 1)
    (one,) = retention.files_to_remove(film, now=NOW)
    retention.note_held(film, one, now=NOW)
    assert retention.files_to_remove(film, now=NOW + timedelta(hours=23)) == []
    assert retention.files_to_remove(film, now=NOW + timedelta(days=1)) == [one]
    (receipt,) = retention.receipts(film, 1)
    assert (receipt.removed_at, receipt.said.partition(".")[0]) == (
        None,
        "Ikke slettet: holdes av oppbevaringsregel",
    )
    retention.note_removed(film, one, request_id=None, now=NOW + timedelta(days=1))
    (receipt,) = retention.receipts(film, 1)
    assert receipt.said == retention.RECEIPT
