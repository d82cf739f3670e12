"""Oversikt puts teams that need help first, and what is asked of them in focus by its deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.glances import NOW, asked, glance, line

from app.dashboard.overview import Overview, chosen, how, in_focus

VIDEO = asked(1, "video", due=date(2026, 9, 1))
REPORT = asked(2, "statusrapport-1", due=date(2026, 9, 20))
POSTER = asked(3, "poster", due=date(2026, 10, 20))
UNDATED = asked(4, "statusrapport-2")


@pytest.mark.parametrize(
    ("state", "late", "said"),
    [
        (None, False, "ahead"),
        (None, True, "late"),
        ("received", False, "received"),
        ("received", True, "tardy"),
        ("accepted", True, "accepted"),
        ("returned", False, "returned"),
    ],
)
def test_what_a_team_has_handed_in_stands_one_way(state: str | None, late: bool, said: str) -> None:
    assert how(glance(VIDEO, state, late=late)) == said


def test_a_call_for_help_weighs_more_than_what_is_late_and_that_more_than_what_was_returned() -> None:
    late, returned = glance(VIDEO, late=True), glance(REPORT, "returned")
    assert [one.needs for one in (line(late), line(returned), line(late, returned, asks_for_help=1))] == [
        3,
        2,
        10,
    ]


def test_a_team_is_shown_for_its_own_site_and_for_those_of_its_people() -> None:
    here = replace(line(glance(VIDEO)), sites=frozenset({"Tromsø", "Harstad"}))
    every = {"organisation_id": None, "mentor_id": None, "by_name": True}
    assert [len(chosen([here], site=site, **every)) for site in (None, "Harstad", "Narvik")] == [1, 1, 0]


def test_a_cell_leads_to_the_file_and_keeps_the_self_evaluation() -> None:
    one = line(glance(REPORT, "received", step=3.5), glance(VIDEO, late=True))
    assert one.steps == {2: 3.5}
    assert (one.cells[2].submission_id, one.cells[2].file_url, one.cells[2].step) == (
        10,
        "https://files/1",
        3.5,
    )
    assert (one.cells[1].how, one.cells[1].submission_id, one.cells[1].file_url) == ("late", None, None)


@pytest.mark.parametrize(
    ("found", "focus"),
    [
        ([glance(VIDEO, late=True), glance(REPORT, "accepted"), glance(POSTER)], VIDEO),
        ([glance(VIDEO, late=True), glance(REPORT, late=True), glance(POSTER)], REPORT),
        ([glance(VIDEO, "accepted"), glance(REPORT, "received"), glance(POSTER)], POSTER),
        ([glance(VIDEO, "accepted"), glance(REPORT, "received")], REPORT),
        ([glance(UNDATED)], None),
    ],
)
def test_the_first_line_is_about_what_is_lacking_and_else_about_what_comes_next(
    found: list[object], focus: object
) -> None:
    things = Overview(lines=[line(*found)], asked=[one.asked for one in found])  # type: ignore[arg-type,attr-defined]
    assert in_focus(things, now=NOW) == focus


def test_teams_are_chosen_by_organisation_and_stand_by_need_or_by_name() -> None:
    calm, needy = line(glance(VIDEO, "accepted")), line(glance(VIDEO, late=True, team_id=2))

    def names(*, organisation_id: int | None = None, by_name: bool = False) -> list[str]:
        kept = chosen([calm, needy], organisation_id=organisation_id, mentor_id=None, by_name=by_name)
        return [one.team.name for one in kept]

    assert names() == ["Team 2", "Team 1"]
    assert names(by_name=True) == ["Team 1", "Team 2"]
    assert names(organisation_id=2) == ["Team 2"]
    assert chosen([calm, needy], organisation_id=None, mentor_id=9, by_name=True) == []
