"""What comes after a deliverable is frozen is a later version: taken in, said so, and used once it is accepted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session, select
from support import small_network
from support.small_network import MONAS, MP4, NOW, VIDEO, VIDEO_ENDS, a_file, hand_in, receipt_given

from app.cohorts.models import CohortDeviation
from app.dashboard.overview import how
from app.outbox.models import OwedMessage
from app.submissions import service
from app.submissions.models import Submission
from app.submissions.review.receipts import QUIET, answer_with_receipts
from app.submissions.status import status_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Engine

FROZEN = datetime(2026, 9, 13, 22, tzinfo=UTC)  # the end of the third day before samling 1, in Norway
CHANGES = {
    "deliverables": {
        "video": {"freeze_after": {"before": "samling-1", "days": 3}},
        "statusrapport-1": {"required_after": {"after": "samling-2", "days": 30}},
    }
}
SENTENCE = (
    "Den kom etter at innleveringene ble lagt til grunn, og er tatt imot som en senere versjon. Har dere levert før, "
    "gjelder den forrige til veilederen godkjenner denne."
)


@pytest.fixture
def frozen(database: Engine) -> Iterator[Session]:
    with Session(database) as session:
        small_network.start(session)
        session.add(CohortDeviation(cohort_id=1, changes=CHANGES, why="Heftet trykkes", by="unn", at=NOW))
        session.commit()
        yield session


def _film(session: Session, version: int, when: datetime) -> Submission:
    hand_in(session, a_file(MP4, tag=str(version), when=when))
    return receipt_given(session, version, when=when)


def _counts(session: Session) -> tuple[int | None, ...]:
    """Return the version that counts, as the list says it and as the standing does."""
    (line, *_) = status_lines(session, 1, now=FROZEN, only=1)
    standing = service.standings(session, 1, now=FROZEN)[0]
    version = line.counts and session.get_one(Submission, line.counts.id).version
    return version, standing.counts and standing.counts.version


def test_the_version_from_before_counts_until_a_later_one_is_accepted(frozen: Session) -> None:
    _film(frozen, 1, FROZEN - timedelta(seconds=1))
    later = _film(frozen, 2, FROZEN)
    assert [one.after_freeze for one in frozen.exec(select(Submission).order_by("id"))] == [False, True]
    assert _counts(frozen) == (1, 1)
    service.accept(frozen, later.id, deed=MONAS)
    assert _counts(frozen) == (2, 2)


def test_a_version_that_was_returned_gives_way_to_its_answer(frozen: Session) -> None:
    before = _film(frozen, 1, FROZEN - timedelta(days=1))
    service.give_back(frozen, before.id, question="Hvem er med?", deed=MONAS)
    _film(frozen, 2, FROZEN)
    assert _counts(frozen) == (2, 2)


def test_the_only_version_counts_also_when_it_came_after(frozen: Session) -> None:
    _film(frozen, 1, FROZEN)
    assert _counts(frozen) == (1, 1)


@pytest.mark.parametrize(("when", "said"), [(FROZEN - timedelta(seconds=1), False), (FROZEN, True)])
def test_the_receipt_says_that_it_is_a_later_version(frozen: Session, when: datetime, *, said: bool) -> None:
    (film,) = hand_in(frozen, a_file(MP4, when=when))
    film.read_at = when
    answer_with_receipts(frozen, [1], now=when + QUIET)
    (letter,) = frozen.exec(select(OwedMessage))
    assert (SENTENCE in letter.text) is said


def test_what_is_not_asked_for_yet_is_neither_missing_nor_late(frozen: Session) -> None:
    """Samling 2 is on 4 November, so it is asked for from 4 December: two weeks after its deadline."""
    first_moment = datetime(2026, 12, 3, 23, tzinfo=UTC)
    for now, told in (
        (first_moment - timedelta(seconds=1), ("not_yet", "not_yet", False)),
        (first_moment, ("late", "missing", True)),
    ):
        line = next(
            one for one in status_lines(frozen, 1, now=now) if one.asked.words.key == "statusrapport-1"
        )
        standing = service.standings(frozen, 1, now=now)[1]
        assert (how(line), standing.state, standing.late) == told


def test_a_cohort_without_such_days_freezes_nothing(session: Session) -> None:
    small_network.start(session)
    _film(session, 1, VIDEO_ENDS + timedelta(days=300))
    assert session.get_one(Submission, VIDEO).after_freeze is False
