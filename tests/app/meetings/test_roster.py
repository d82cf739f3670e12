"""Where each person of a cohort belongs: their teams, and what they are in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.workbooks import take

from app.meetings.roster import Membership, roster, roster_members
from app.people import Role

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts.models import Cohort


def test_each_person_is_found_by_address_with_team_and_roles(session: Session, cohort: Cohort) -> None:
    found = roster(session, cohort.id)
    assert {email: [(one.team, one.roles) for one in held] for email, held in found.items()} == {
        "anne@example.no": [("Kirurgi", (Role.team_leader,))],
        "berit@example.no": [("Kirurgi", (Role.staff,))],
        "carl@example.no": [("Medisin", (Role.team_leader,))],
        "dina@example.no": [("Medisin", (Role.staff,))],
        "mona@example.no": [("Kirurgi", (Role.mentor,))],
        "nils@example.no": [("Kirurgi", (Role.nearest_leader,))],
    }


def test_a_mentor_of_two_teams_has_a_place_in_each_and_one_of_the_cohort_has_no_team(
    session: Session, cohort: Cohort
) -> None:
    take(
        session,
        cohort,
        ("UNN", 1, "Medisin", "Mona Mo", "mona@example.no", "veileder"),
        (None, None, None, "Frode Falk", "frode@example.no", "fagansvarlig"),
    )
    found = roster(session, cohort.id)
    assert [one.team for one in found["mona@example.no"]] == ["Kirurgi", "Medisin"]
    (of_the_cohort,) = found["frode@example.no"]
    assert (of_the_cohort.team_id, of_the_cohort.team, of_the_cohort.sits_in_team) == (None, None, False)


def test_only_members_sit_in_a_team_and_they_are_listed_by_team_and_name(
    session: Session, cohort: Cohort, team_ids: dict[str, int]
) -> None:
    kirurgi, medisin = team_ids["Kirurgi"], team_ids["Medisin"]
    assert roster_members(session, cohort.id) == [
        (kirurgi, "Kirurgi", "Anne Aas", "anne@example.no"),
        (kirurgi, "Kirurgi", "Berit Bø", "berit@example.no"),
        (medisin, "Medisin", "Carl Dahl", "carl@example.no"),
        (medisin, "Medisin", "Dina Eng", "dina@example.no"),
    ]


def test_a_role_of_the_whole_cohort_is_no_seat_in_a_team() -> None:
    everywhere = Membership(person_id=1, team_id=None, team=None, roles=(Role.staff,))
    in_a_team = Membership(person_id=1, team_id=2, team="Kirurgi", roles=(Role.mentor, Role.staff))
    assert (everywhere.sits_in_team, in_a_team.sits_in_team) == (False, True)
