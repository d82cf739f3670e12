"""A team belongs to the tracks that a person says, by their keys or names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.faults.smallest_cohort import PROGRAMME
from support.workbooks import NOW, a_cohort, take

from app import cohorts
from app.audit import Act, Deed
from app.audit.models import AuditRecord
from app.cohorts.tracks import set_tracks, tracks_of
from app.errors import Conflict, Invalid

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts.models import Cohort

TRACKS = {"akutt": {"name": "Akutt"}, "elektiv": {"name": "Elektiv"}}
DEED = Deed(actor="ada", at=NOW)


@pytest.fixture
def cohort(session: Session) -> Cohort:
    """A cohort in two tracks with a team in neither."""
    cohort = a_cohort(session, definition=PROGRAMME.model_dump(mode="json") | {"tracks": TRACKS})
    take(session, cohort, ("UNN", 1, "Sengepost A", "Kari Nes", "kari@example.no", "leder"))
    return cohort


def test_tracks_are_told_by_key_or_name_and_kept_in_the_programmes_order(
    session: Session, cohort: Cohort
) -> None:
    team = set_tracks(session, cohort.id, 1, tracks=["ELEKTIV", "akutt"], deed=DEED)
    assert team.tracks == ["akutt", "elektiv"]
    assert tracks_of(session, cohort) == {"akutt": "Akutt", "elektiv": "Elektiv"}
    set_tracks(session, cohort.id, 1, tracks=["Akutt", "Elektiv"], deed=DEED)
    session.commit()
    (record,) = session.exec(select(AuditRecord).where(AuditRecord.act == Act.team_tracks_set))
    assert record.details == {"from": [], "to": ["akutt", "elektiv"]}


def test_an_unknown_track_is_refused_with_the_known_ones(session: Session, cohort: Cohort) -> None:
    with pytest.raises(Invalid, match=r"^Programmet har ikke sporet «barn». Sporene er Akutt, Elektiv.$"):
        set_tracks(session, cohort.id, 1, tracks=["akutt", "barn"], deed=DEED)


def test_a_closed_cohort_is_left_as_it_is(session: Session, cohort: Cohort) -> None:
    cohort.closed_at = NOW
    with pytest.raises(Conflict):
        set_tracks(session, cohort.id, 1, tracks=["akutt"], deed=DEED)


def test_a_team_without_a_track_lacks_one(session: Session, cohort: Cohort) -> None:
    def missing() -> list[tuple[str, str]]:
        found = cohorts.shortcomings_by_team(session, cohort)[1]
        return [(one.level, one.text) for one in found if "spor" in one.text]

    assert missing() == [("hard", "mangler spor (Akutt eller Elektiv), og får bare det som er for alle")]
    set_tracks(session, cohort.id, 1, tracks=["akutt"], deed=DEED)
    assert missing() == []
