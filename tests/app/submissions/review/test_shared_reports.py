"""Which reports are copied to the library for all, and which copies go again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select
from support.small_network import KIRURGI, MONAS, MP4, POSTER, UNNS, a_file, hand_in, receipt_given, tell

from app.audit import AuditRecord
from app.cohorts.models import Team
from app.submissions import service
from app.submissions.models import Submission
from app.submissions.review import shared_reports
from app.submissions.review.shared_reports import ToShare, ToWithdraw

if TYPE_CHECKING:
    from sqlmodel import Session

POSTER_ENDS = datetime(2027, 5, 27, 22, tzinfo=UTC)  # the poster is due on 27 May, in Norway
FIRST = ToShare(submission_id=1, place="b!1/1", name="Kirurgi – Poster.pdf")
COPY = "b!9/copy"


@pytest.fixture
def poster(network: Session) -> Session:
    """An accepted poster from Kirurgi."""
    hand_in(network, a_file(POSTER))
    receipt_given(network, 1)
    service.accept(network, 1, deed=MONAS)
    return network


def _to_share(session: Session, *, now: datetime = POSTER_ENDS) -> list[ToShare]:
    return shared_reports.reports_to_share(session, 1, now=now)


def _share(session: Session, *, place: str = COPY) -> None:
    (one,) = _to_share(session)
    shared_reports.note_shared(session, one, place=place, now=POSTER_ENDS)
    session.flush()


def _newer(session: Session) -> None:
    hand_in(session, a_file(POSTER, tag="2"))
    receipt_given(session, 2)


def test_an_accepted_report_is_shared_once_from_the_moment_its_deadline_is_over(poster: Session) -> None:
    before = _to_share(poster, now=POSTER_ENDS - timedelta(seconds=1))
    assert (before, _to_share(poster)) == ([], [FIRST])
    _share(poster)
    assert _to_share(poster) == []


def test_a_teams_own_deadline_is_waited_for(poster: Session) -> None:
    until = POSTER_ENDS + timedelta(days=1)
    service.grant_exception(poster, team_id=KIRURGI, deliverable_id=7, until=until, why="", deed=UNNS)
    assert (_to_share(poster), _to_share(poster, now=until)) == ([], [FIRST])


def test_what_is_written_in_since_waits_and_so_does_what_is_gone(poster: Session) -> None:
    tell(poster, a_file(POSTER, tag="2"))
    assert _to_share(poster) == []
    tell(poster, a_file(POSTER))
    tell(poster, whole=True)
    assert _to_share(poster) == []


def test_a_film_is_for_the_gathering_and_not_for_the_library(network: Session) -> None:
    hand_in(network, a_file(MP4))
    service.accept(network, 1, deed=MONAS)
    assert _to_share(network) == []


def test_a_copy_is_named_as_a_file_can_be_by_team_thing_and_version(poster: Session) -> None:
    _newer(poster)
    service.accept(poster, 2, deed=MONAS)
    poster.get_one(Team, KIRURGI).name = 'Kirurgi "A/B": #1'
    assert [one.name for one in _to_share(poster)] == ["Kirurgi A B 1 – Poster v2.pdf"]


def test_a_copy_goes_when_its_version_is_returned(poster: Session) -> None:
    _share(poster)
    kept = shared_reports.reports_to_withdraw(poster, 1)
    service.give_back(poster, 1, question="Hvem er på bildet?", deed=MONAS)
    assert (kept, shared_reports.reports_to_withdraw(poster, 1)) == (
        [],
        [ToWithdraw(submission_id=1, place=COPY)],
    )


def test_an_older_copy_stays_until_the_newer_lies_beside_it(poster: Session) -> None:
    _share(poster)
    _newer(poster)
    service.accept(poster, 2, deed=MONAS)
    before = shared_reports.reports_to_withdraw(poster, 1)
    _share(poster, place="b!9/newer")
    assert before == []
    assert shared_reports.reports_to_withdraw(poster, 1) == [ToWithdraw(submission_id=1, place=COPY)]


@pytest.mark.parametrize(
    ("left", "act"), [(False, "shared report withdrawn"), (True, "shared report left to others")]
)
def test_a_copy_that_is_ours_no_more_is_forgotten_and_audited_as_the_mentors_act(
    poster: Session, left: bool, act: str
) -> None:
    _share(poster)
    shared_reports.note_withdrawn(poster, ToWithdraw(submission_id=1, place=COPY), left=left, now=POSTER_ENDS)
    poster.commit()
    assert poster.exec(select(Submission.shared_as, Submission.shared_at)).one() == (None, None)
    record = poster.exec(select(AuditRecord).where(col(AuditRecord.act) == act)).one()
    assert (record.actor, record.about) == ("mona", "submission:1")
