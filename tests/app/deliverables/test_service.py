"""What each team is asked for, dated by the meetings as they stand now."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support import small_network
from support.small_network import KIRURGI, MEDISIN, NOW

from app.cohorts.models import CohortDeviation
from app.deliverables import service
from app.errors import NotFound
from app.meetings.models import Meeting

if TYPE_CHECKING:
    from sqlmodel import Session


@pytest.fixture(autouse=True)
def _network(session: Session) -> None:
    small_network.start(session)


def _due(session: Session, team_id: int = KIRURGI) -> dict[str, date | None]:
    return {one.words.key: one.due for one in service.asked_of_teams(session, 1)[team_id]}


def _gathering(session: Session) -> Meeting:
    return session.exec(select(Meeting).where(Meeting.key == "samling-1")).one()


def test_a_team_is_asked_for_what_the_programme_says_in_its_order(session: Session) -> None:
    assert _due(session) == {
        "video": date(2026, 9, 11),
        "statusrapport-1": date(2026, 10, 28),
        "fremdriftsplan-tiltak": date(2026, 11, 18),
        "fremdriftsplan-malinger": date(2026, 11, 18),
        "statusrapport-2": date(2027, 1, 21),
        "statusrapport-3": date(2027, 5, 5),
        "poster": date(2027, 5, 27),
    }


def test_a_deadline_follows_the_meeting_it_is_counted_from(session: Session) -> None:
    meeting = _gathering(session)
    assert meeting.starts_at is not None
    meeting.starts_at += timedelta(days=7)
    assert _due(session)["video"] == date(2026, 9, 18)
    meeting.starts_at = None
    assert _due(session)["video"] is None


def test_a_meetings_day_is_norways_and_unknown_until_it_has_one(session: Session) -> None:
    _gathering(session).starts_at = datetime(2026, 9, 15, 22, 30, tzinfo=UTC)
    assert service.days_of(session, 1)["samling-1"] == date(2026, 9, 16)
    _gathering(session).starts_at = None
    assert service.days_of(session, 1)["samling-1"] is None


@pytest.mark.parametrize(
    ("due", "ends_at"),
    [
        (date(2026, 9, 11), datetime(2026, 9, 11, 22, tzinfo=UTC)),
        (date(2026, 11, 18), datetime(2026, 11, 18, 23, tzinfo=UTC)),
        (None, None),
    ],
    ids=["in summer", "in winter", "not known"],
)
def test_a_last_day_ends_at_midnight_in_norway(
    session: Session, due: date | None, ends_at: datetime | None
) -> None:
    (video, *_) = service.asked_of_teams(session, 1)[KIRURGI]
    asked = service.Asked(deliverable_id=1, words=video.words, due=due, template=None, form=None)
    assert asked.ends_at == ends_at


def test_what_has_a_form_names_it_as_it_lies_in_the_folder(session: Session) -> None:
    asked = {one.words.key: (one.template, one.form) for one in service.asked_of_teams(session, 1)[MEDISIN]}
    assert (asked["video"], asked["statusrapport-2"], asked["fremdriftsplan-tiltak"]) == (
        (None, None),
        ("Statusrapport 2.docx", "statusrapport"),
        ("Fremdriftsplan tiltak.xlsx", "fremdriftsplan-tiltak"),
    )


def test_a_deliverable_is_found_by_its_key_in_its_cohort_and_by_its_number(session: Session) -> None:
    poster = service.with_key(session, cohort_id=1, key="poster")
    assert service.get(session, poster.id).title == "Poster"
    with pytest.raises(NotFound, match="ikke bedt om noe som heter «poster»"):
        service.with_key(session, cohort_id=2, key="poster")
    with pytest.raises(NotFound, match="ingenting å levere med nummer 99"):
        service.get(session, 99)


def test_a_team_that_deviates_has_its_own_deadline_and_the_others_keep_theirs(session: Session) -> None:
    sooner = {"deliverables": {"video": {"due": {"before": "samling-1", "days": 10}}}}
    session.add(CohortDeviation(cohort_id=1, team_id=MEDISIN, changes=sooner, why="Ferie", by="unn", at=NOW))
    session.flush()
    assert (_due(session)["video"], _due(session, MEDISIN)["video"]) == (date(2026, 9, 11), date(2026, 9, 6))
