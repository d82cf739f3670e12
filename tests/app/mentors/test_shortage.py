"""Too few mentors is said with the numbers, before places are given and when they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.teams import a_mentor, a_team
from support.workbooks import NOW, a_cohort

from app import places
from app.audit import Deed
from app.mentors.shortage import shortage_of

if TYPE_CHECKING:
    from sqlmodel import Session

DEED = Deed(actor="rhf", at=NOW)
THIRTY_AND_TEN = (
    "For få veiledere: 30 team og 10 veiledere. Det trengs 30 plasser hos veilederne, og de har 20. "
    "Der ingen har sagt hvor mange team en veileder kan følge, er det regnet med 2."
)


def test_thirty_teams_and_ten_mentors_warn_before_and_as_places_are_given(session: Session) -> None:
    cohort = a_cohort(session, definition={"mentors": {"per_team": 1}, "capacity": {"max": 40}})
    for number in range(30):
        a_team(session, cohort, f"Team {number}")
    for number in range(10):
        a_mentor(session, cohort, f"m{number}")
    assert places.too_few_mentors(session, cohort) == THIRTY_AND_TEN
    decided = places.decide(session, cohort_id=cohort.id, deed=DEED)
    assert (len(decided.offered), decided.warnings) == (30, [THIRTY_AND_TEN])
    assert decided.as_json()["warnings"] == [THIRTY_AND_TEN]


def test_two_a_team_and_an_experienced_one_are_counted_apart(session: Session) -> None:
    rules = {"per_team": 2, "experienced_min": 1, "trainees_allowed": True, "max_teams": 2}
    cohort = a_cohort(session, definition={"mentors": rules})
    for name in ("A", "B", "C"):
        a_team(session, cohort, name)
    a_mentor(session, cohort, "eli", experienced=True)
    for name in ("nils", "anna"):
        a_mentor(session, cohort, name, experienced=False)
    found = shortage_of(session, cohort)
    assert found is not None
    assert found.text == (
        "For få veiledere: 3 team og 3 veiledere. 3 av plassene skal være hos erfarne veiledere, og de har 2."
    )


def test_mentors_in_training_are_no_room_where_the_programme_has_none(session: Session) -> None:
    cohort = a_cohort(session, definition={"mentors": {"per_team": 1, "max_teams": 2}})
    a_team(session, cohort, "A")
    a_mentor(session, cohort, "nils", experienced=False)
    found = shortage_of(session, cohort)
    assert found is not None
    assert (
        found.text
        == "For få veiledere: 1 team og 1 veileder. Det trengs 1 plass hos veilederne, og de har 0."
    )


def test_room_for_all_warns_of_nothing_nor_does_a_programme_without_mentors(session: Session) -> None:
    cohort = a_cohort(session, definition={"mentors": {"per_team": 1, "max_teams": 2}})
    without = a_cohort(session, name="Uten", definition={})
    for name in ("A", "B"):
        a_team(session, cohort, name)
        a_team(session, without, name)
    a_mentor(session, cohort, "eli")
    assert (shortage_of(session, cohort), shortage_of(session, without)) == (None, None)
