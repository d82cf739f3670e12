from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session
from support import small_network
from support.small_network import KIRURGI, MONAS, MP4, NOW, a_file, hand_in, receipt_given

from app.submissions import service
from app.submissions.review.answered import answered
from app.submissions.review.on_task import Answered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Engine


@pytest.fixture
def both(database: Engine) -> Iterator[Session]:
    """Lists of many are read as each database's driver gives them."""
    with Session(database) as session:
        small_network.start(session)
        session.commit()
        yield session


def _versions(session: Session) -> list[tuple[int, str]]:
    return [(one.version, one.state) for one in answered(session, 1)]


def test_a_version_is_told_once_its_sender_has_a_receipt(both: Session) -> None:
    (film,) = hand_in(both, a_file(MP4))
    film.findings = [{"code": "portrait", "level": "warning", "text": "Filmen står på høykant."}]
    before = answered(both, 1)
    receipt_given(both, 1)
    (told,) = answered(both, 1)
    assert before == ()
    assert told._replace(received_at="", findings="") == Answered(
        team_id=KIRURGI,
        asked="video",
        version=1,
        name=MP4,
        received_at="",
        state="received",
        by_itself=False,
        barred=False,
        findings="",
    )
    assert told.received_at.startswith(f"{NOW:%Y-%m-%d %H:%M}")


def test_the_accepted_one_is_told_and_a_newer_beside_it_and_no_other(both: Session) -> None:
    for version, tag in enumerate(("a", "b", "c", "d"), start=1):
        hand_in(both, a_file(MP4, tag=tag))
        receipt_given(both, version)
    only_newest = _versions(both)
    service.accept(both, 2, deed=MONAS)
    service.give_back(both, 4, question="Hvem er dere?", deed=MONAS)
    assert (only_newest, _versions(both)) == ([(4, "received")], [(2, "accepted"), (4, "returned")])
    assert [one.by_itself for one in answered(both, 1)] == [False, False]
