"""A cohort in two tracks: each person is mailed as the table says, by the preview and in the sandbox's mailboxes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.faults.two_tracks import CALLS, TRACKED, choose_teams, write_two_tracks
from support.faults.world import COHORT
from support.paths import ROOT

from app import meetings
from app.audit import Deed
from app.cohorts.models import Team
from app.cohorts.tracks import set_tracks
from app.db import unit_of_work
from app.programmes.language.definition import Definition
from app.programmes.service import load_file

if TYPE_CHECKING:
    from support.faults.world import World, Worlds


TABLE = {
    # mailbox: (invitations, Microsoft's own: assigned tasks and a guest's invitation), by hand
    "kari@example.no": (2, 2),  # leads in Akutt: Samling 1 and Samling akutt; two tasks
    "per@example.no": (2, 0),  # in both teams: Samling akutt and Samling elektiv
    "ada@example.no": (2, 1),  # leads in Elektiv: Samling 1 and Samling elektiv; one task
    "gro@kommune.no": (1, 1),  # a guest in Elektiv: Samling elektiv
    "mona@example.no": (2, 0),  # mentors both teams: Samling akutt and Samling elektiv
}
CHOSEN = {"per@example.no": 1, "ada@example.no": 1, "gro@kommune.no": 1, "mona@example.no": 1}


GIVEN = ROOT.parent / "shared/cases/programmes/spor.yaml"
OF_TRACKS = {"akutt": {"name": "Akutt"}, "elektiv": {"name": "Elektiv"}}


def in_two_tracks(world: World, programme: Definition = TRACKED) -> World:
    write_two_tracks(world.clock.now(), programme)
    return world


def choose(world: World, key: str, *names: str) -> None:
    choose_teams(key, *names, now=world.clock.now())


def invitations(world: World) -> dict[str, int]:
    return {box: kinds.count("invitation") for box, kinds in world.census().mail.items()}


def test_a_tracked_cohort_mails_each_person_as_the_table_says(worlds: Worlds) -> None:
    world = in_two_tracks(worlds.new())
    world.ask_directory()
    told = {one.email: (one.invitations, one.microsoft) for one in world.preview().messages}
    assert told == TABLE
    world.provision()
    assert invitations(world) == {box: invited for box, (invited, _) in TABLE.items()}


def test_a_tracks_folders_templates_and_tasks_stand_in_its_teams_alone(worlds: Worlds) -> None:
    world = in_two_tracks(worlds.new())
    world.provision()
    assert {
        team.channel: (team.folders, team.files, [task.title for task in team.tasks])
        for team in world.census().teams
    } == {
        "Kostvert": (["01 Poster", "02 Vaktplaner"], [], ["Samle teamet", "Avklare vaktene"]),
        "Trygg hjemreise": (["01 Poster"], ["01 Poster/Poster.pptx"], ["Samle teamet"]),
    }


def test_a_meeting_for_some_teams_is_sent_once_they_are_chosen_and_to_them_alone(worlds: Worlds) -> None:
    world = in_two_tracks(worlds.new())
    world.provision()
    waits = "Velg hvilke team «Ekstra samling» er for. Møtet sendes ikke ut før det er gjort."
    assert waits in world.preview().cautions
    before = invitations(world)
    choose(world, "ekstra", "Trygg hjemreise")
    seen = world.preview()
    assert {one.email: one.total for one in seen.messages} == CHOSEN
    assert waits not in seen.cautions
    world.provision()
    assert {box: count - before[box] for box, count in invitations(world).items()} == {
        "kari@example.no": 0,
        **CHOSEN,
    }


def set_track(world: World, team: str, track: str) -> None:
    with unit_of_work() as session:
        found = session.exec(select(Team).where(Team.name == team)).one()
        set_tracks(session, COHORT, found.id, tracks=[track], deed=Deed(actor="prøve", at=world.clock.now()))


def got_since(world: World, before: dict[str, list[str]]) -> dict[str, dict[str, int]]:
    """Return what each mailbox got since, by kind; those that got nothing are left out."""
    more = {box: Counter(kinds) - Counter(before.get(box, [])) for box, kinds in world.census().mail.items()}
    return {box: dict(kinds) for box, kinds in more.items() if kinds}


def test_a_team_put_in_another_track_gets_each_cancellation_and_invitation_once(worlds: Worlds) -> None:
    world = in_two_tracks(worlds.new())
    world.provision()
    before = world.census().mail
    set_track(world, "Kostvert", "elektiv")
    world.settle()
    assert got_since(world, before) == {}  # it takes a yes
    world.provision()
    moved = {
        "kari@example.no": {"cancellation": 1, "invitation": 1},
        "per@example.no": {"cancellation": 1},  # comes to the other for Trygg hjemreise already
        "mona@example.no": {"cancellation": 1},
    }
    assert got_since(world, before) == moved
    world.a_day_later()
    assert got_since(world, before) == moved


def test_teams_called_one_by_one_are_laid_anew_when_they_are_chosen_again(worlds: Worlds) -> None:
    world = in_two_tracks(worlds.new(), CALLS)
    for teams in (["Kostvert"], ["Trygg hjemreise"], ["Kostvert", "Trygg hjemreise"]):
        choose(world, "samtale", *teams)
        world.provision()
    assert [(one.starts, len(one.required)) for one in world.census().events if "Samtale" in one.subject] == [
        ("2026-11-23T09:00", 4),
        ("2026-11-23T10:00", 3),
    ]
    assert world.preview().clashes == []


def test_a_meeting_begun_before_teams_were_chosen_stays_with_all(worlds: Worlds) -> None:
    world = in_two_tracks(worlds.new())
    with unit_of_work() as session:
        row = meetings.with_key(session, cohort_id=COHORT, key="ekstra")
        row.details = {name: row.details[name] for name in ("also", "per")}  # as rows were made before
    world.provision()
    assert invitations(world) == {
        "kari@example.no": 3,
        "per@example.no": 3,
        "ada@example.no": 3,
        "gro@kommune.no": 2,
        "mona@example.no": 3,
    }
    counts = world.preview().found.counts
    assert (counts["create"], counts["change"], counts["withdraw"]) == (0, 0, 0)


@pytest.mark.skipif(not GIVEN.exists(), reason="the given cases are not on this machine")
def test_of_two_gatherings_at_one_hour_each_invites_the_teams_chosen_and_calls_are_the_teams_own(
    worlds: Worlds,
) -> None:
    """By hand: two common gatherings each, one chosen gathering for each team, and five calls for nobody's calendar."""
    given = load_file(GIVEN, key="spor").model_dump(mode="json")
    source = {**given["source"], "year": 2026}
    world = in_two_tracks(
        worlds.new(), Definition.model_validate(given | {"tracks": OF_TRACKS, "source": source})
    )
    world.provision()
    common = dict.fromkeys(TABLE, 2)
    assert invitations(world) == common
    choose(world, "akutt-1", "Kostvert")
    choose(world, "elektiv-1", "Trygg hjemreise")
    world.provision()
    assert invitations(world) == {
        "kari@example.no": 3,
        "per@example.no": 4,
        "ada@example.no": 3,
        "gro@kommune.no": 3,
        "mona@example.no": 4,
    }
