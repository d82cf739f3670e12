"""What is past its time goes in the night, leaves a receipt, and a second night finds nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session, select
from support.workbooks import KARI, NOW, OLA, a_cohort, take

from app.cohorts.deviations import CohortDeviation
from app.enrolment.models import WaitingRow
from app.outbox.models import MessageState, OwedMessage
from app.people.models import Person, RoleGrant
from app.privacy.models import PurgeReceipt
from app.privacy.purge import purge_rows
from app.sign_in.models import SignInAttempt

if TYPE_CHECKING:
    from datetime import datetime

    from app.cohorts.models import Cohort

A_DAY = timedelta(days=1)


@pytest.fixture
def cohort(session: Session) -> Cohort:
    cohort = a_cohort(session)
    take(session, cohort, KARI, OLA, ("UNN", 1, "Sengepost A", "Siri Sen", "", "medarbeider"))
    return cohort


def purged(session: Session, now: datetime) -> dict[str, int]:
    return dict(purge_rows(session, now=now))


def names(session: Session) -> list[str]:
    return sorted(session.exec(select(Person.name)))


def test_people_stay_while_their_cohort_runs(session: Session, cohort: Cohort) -> None:
    assert purged(session, NOW + timedelta(days=170)) == {}
    assert names(session) == ["Kari Nes", "Ola Vik"]


def test_people_go_a_year_after_their_cohort_is_closed(session: Session, cohort: Cohort) -> None:
    cohort.closed_at = NOW
    assert purged(session, NOW + timedelta(days=365)) == {"waitingrow": 1, "rolegrant": 2, "person": 2}
    assert names(session) == []
    assert purged(session, NOW + timedelta(days=366)) == {}


def test_a_programme_may_say_another_time(session: Session, cohort: Cohort) -> None:
    cohort.closed_at, cohort.definition = NOW, {"keep": {"people": 10}}
    assert purged(session, NOW + timedelta(days=9)) == {}
    assert purged(session, NOW + timedelta(days=10)) == {"rolegrant": 2, "person": 2}


def test_a_cohort_may_deviate_from_it(session: Session, cohort: Cohort) -> None:
    changes = {"keep": {"people": 20}}
    session.add(CohortDeviation(cohort_id=cohort.id or 0, changes=changes, why="Kort", by="rhf", at=NOW))
    cohort.closed_at = NOW
    assert purged(session, NOW + timedelta(days=20)) == {"rolegrant": 2, "person": 2}


def test_whoever_is_in_another_cohort_stays(session: Session, cohort: Cohort) -> None:
    take(session, a_cohort(session, name="Neste"), KARI)
    cohort.closed_at = NOW
    assert purged(session, NOW + timedelta(days=365)) == {"waitingrow": 1, "rolegrant": 2, "person": 1}
    assert names(session) == ["Kari Nes"]
    assert len(session.exec(select(RoleGrant)).all()) == 1


def test_whoever_waits_for_an_address_goes_after_half_a_year(session: Session, cohort: Cohort) -> None:
    assert purged(session, NOW + timedelta(days=180) + A_DAY) == {"waitingrow": 1}
    assert session.exec(select(WaitingRow)).all() == []


def test_a_message_goes_half_a_year_after_it_was_sent_and_one_that_is_owed_stays(
    session: Session, cohort: Cohort
) -> None:
    for step, sent_at in (("1", NOW), ("2", None)):
        session.add(
            OwedMessage(
                recipient="ola@example.no",
                about="video",
                step=step,
                subject="Frist",
                text="Hei",
                owed_at=NOW,
                sent_at=sent_at,
            )
        )
    assert purged(session, NOW + timedelta(days=181)) == {"waitingrow": 1, "owedmessage": 1}
    assert [message.step for message in session.exec(select(OwedMessage))] == ["2"]


def test_a_message_that_was_given_up_goes_half_a_year_after_it_was_tried_or_owed(
    session: Session, cohort: Cohort
) -> None:
    early, late = NOW, NOW + timedelta(days=2)
    for step, state, tried_at in (
        ("1", MessageState.unsure, early),
        ("2", MessageState.unsure, late),
        ("3", MessageState.failed, None),
        ("4", MessageState.approved, early),
        ("5", MessageState.sending, early),
    ):
        session.add(
            OwedMessage(
                recipient="ola@example.no",
                about="video",
                step=step,
                subject="Frist",
                text="Hei",
                owed_at=NOW,
                state=state,
                tried_at=tried_at,
            )
        )
    assert purged(session, NOW + timedelta(days=181)) == {"waitingrow": 1, "owedmessage": 2}
    left = session.exec(select(OwedMessage.step).order_by(OwedMessage.step)).all()
    assert left == ["2", "4", "5"]


def test_a_sign_in_that_was_not_ended_goes_when_it_has_expired(session: Session) -> None:
    session.add(SignInAttempt(id_hash="x", sealed="y", next_path="/", ends_at=NOW))
    assert purged(session, NOW) == {}
    assert purged(session, NOW + A_DAY) == {"signinattempt": 1}


def test_a_receipt_tells_how_many_of_which_class(session: Session, cohort: Cohort) -> None:
    cohort.closed_at = NOW
    purge_rows(session, now=NOW + timedelta(days=365))
    receipts = session.exec(select(PurgeReceipt).order_by(PurgeReceipt.table_name))
    assert [(one.table_name, one.kept_as, one.rows) for one in receipts] == [
        ("person", "people", 2),
        ("rolegrant", "people", 2),
        ("waitingrow", "waiting", 1),
    ]
