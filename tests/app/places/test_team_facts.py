"""Teams that are renamed, moved to another organisation or merged; a workbook with an old name changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.places import BY_KARI, about, apply, stand, with_room_for
from support.workbooks import seats

from app.cohorts import service as cohorts
from app.errors import Code, Conflict, Invalid
from app.places.changes import Changed
from app.places.decision import decide
from app.places.merging import merge
from app.places.team_facts import change_organisation, rename_team

if TYPE_CHECKING:
    from sqlmodel import Session

THREE = [("UNN", 1, "U1"), ("UNN", 2, "U2"), ("UNN", 3, "U3")]


def test_a_workbook_with_the_old_name_means_the_renamed_team(session: Session) -> None:
    cohort = with_room_for(session, 3)
    apply(session, cohort, *THREE)
    rename_team(session, **about(session, cohort, "U1"), name="Kirurgen")
    apply(session, cohort, *THREE)
    assert [team.name for team in cohorts.teams_of(session, cohort_id=cohort.id)] == ["Kirurgen", "U2", "U3"]


def test_a_name_that_another_team_has_is_refused(session: Session) -> None:
    cohort = with_room_for(session, 3)
    apply(session, cohort, *THREE)
    with pytest.raises(Conflict) as refusal:
        rename_team(session, **about(session, cohort, "U1"), name=" u2 ")
    assert refusal.value.code is Code.team_name_taken


def test_a_team_moved_to_another_organisation_keeps_its_place(session: Session) -> None:
    cohort = with_room_for(session, 2)
    apply(session, cohort, *THREE)
    decide(session, cohort_id=cohort.id, deed=BY_KARI)
    outcome = change_organisation(session, **about(session, cohort, "U2"), organisation="Ahus")
    assert outcome.changes == (Changed(kind="organisation", about="U2", before="UNN", after="Ahus"),)
    assert stand(session, cohort) == {"U1": "offered", "U2": "offered", "U3": "waiting"}


def test_merged_teams_are_one_also_in_a_workbook_and_the_free_place_goes_on(session: Session) -> None:
    cohort = with_room_for(session, 2)
    apply(session, cohort, *THREE)
    decide(session, cohort_id=cohort.id, deed=BY_KARI)
    leaving, into = about(session, cohort, "U1"), about(session, cohort, "U2")["team_id"]
    outcome = merge(session, **leaving, into_id=into, why="For små", keep_channel=True)
    assert outcome.promoted == "U3"
    apply(session, cohort, *THREE)
    assert stand(session, cohort) == {"U1": "withdrawn", "U2": "offered", "U3": "offered"}
    assert seats(session, cohort) == [
        ("Leder U1", "leader", "U2"),
        ("Leder U2", "leader", "U2"),
        ("Leder U3", "leader", "U3"),
    ]
    assert merge(session, **leaving, into_id=into, why="For små", keep_channel=True).changes == ()


def test_a_team_that_waits_takes_over_the_place_of_one_merged_into_it(session: Session) -> None:
    cohort = with_room_for(session, 1)
    apply(session, cohort, *THREE)
    decide(session, cohort_id=cohort.id, deed=BY_KARI)
    leaving, into = about(session, cohort, "U1"), about(session, cohort, "U3")["team_id"]
    assert merge(session, **leaving, into_id=into, why="For små", keep_channel=True).promoted is None
    assert stand(session, cohort) == {"U1": "withdrawn", "U2": "waiting", "U3": "offered"}


def test_a_team_is_not_merged_with_itself(session: Session) -> None:
    cohort = with_room_for(session, 1)
    apply(session, cohort, *THREE)
    own = about(session, cohort, "U1")
    with pytest.raises(Invalid) as refusal:
        merge(session, **own, into_id=own["team_id"], why="Feil", keep_channel=True)
    assert refusal.value.code is Code.same_team
