"""What a person decides about what others have changed, counted in the tenant: that one thing, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from faults.test_by_hand import ENTRY, FOLDER, REMOVED, TAB, TASK, TEAM
from sqlmodel import select
from support.faults.smallest_cohort import UID
from support.faults.world import COHORT, ORGANISER

from app.cohorts.models import Team
from app.dashboard.queries import cohort_lines
from app.db import unit_of_work
from app.errors import Conflict, NotFound
from app.meetings import service as meetings

if TYPE_CHECKING:
    from support import tenant_census
    from support.faults.world import World, Worlds

CHANNEL, PLAN = f"{TEAM}/channel", f"{TEAM}/plan"
# One request each, but a task is made in two: the task, and the details it is known again by.
WRITES = {ENTRY: 1, TASK: 2, FOLDER: 1, TAB: 1}


def _provisioned(worlds: Worlds) -> World:
    world = worlds.new()
    world.provision()
    return world


def _without_mail(census: tenant_census.Census) -> dict[str, Any]:
    return {name: value for name, value in vars(census).items() if name != "mail"}


def _counted_in_the_list(world: World) -> int:
    with unit_of_work() as session:
        (line,) = cohort_lines(session, now=world.clock.now())
    return line.drifted


@pytest.mark.parametrize("key", REMOVED)
def test_put_back_makes_that_one_thing_again(worlds: Worlds, key: str) -> None:
    world = _provisioned(worlds)
    before = world.census()
    REMOVED[key](world)
    assert [(one.what, one.choices) for one in world.drifted()] == [("borte", ("put_back", "let_go"))]
    assert _counted_in_the_list(world) == 1
    writes = world.writes()

    world.decide(key, "put_back")

    assert _counted_in_the_list(world) == 0

    assert world.writes() - writes == WRITES[key]
    assert _without_mail(world.census()) == _without_mail(before)
    assert world.drifted() == ()
    assert world.writes_of_another_run() == 0


def test_a_lost_answer_while_putting_back_makes_no_twin(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    before = world.census()
    REMOVED[TAB](world)
    world.look()
    world.strike(operation="tabs.create", status=504, after=True)
    world.decide(TAB, "put_back")
    assert world.census() == before


def test_what_is_let_go_is_never_made_again_until_a_person_takes_it_up(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    before = world.census()
    REMOVED[FOLDER](world)
    world.look()
    world.decide(FOLDER, "let_go")

    assert (world.census().shared_folders, world.progress().waiting) == (["Godkjente rapporter"], 0)
    world.provision()
    assert world.census().shared_folders == ["Godkjente rapporter"]
    assert [one.key for one in world.look().let_go] == [f"{UID}{FOLDER}"]

    world.decide(FOLDER, "put_back")
    assert world.census() == before
    assert world.look().let_go == ()


def _rename_channel(world: World, name: str) -> None:
    channel = f"/teams/{world.external_id('')}/channels/{world.external_id(CHANNEL)}"
    world.by_hand("PATCH", channel, {"displayName": name})


def _name(world: World) -> list[str]:
    return [team.channel for team in world.census().teams]


def test_a_channel_renamed_by_hand_waits_and_is_put_back_with_one_write(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    _rename_channel(world, "Kost og ernæring")
    found = world.drifted()
    assert [(one.key, one.what, one.choices) for one in found] == [
        (f"{UID}{CHANNEL}", "endret: name", ("put_back", "adopt", "let_go"))
    ]
    assert found[0].seen is not None
    assert found[0].seen["name"] == "Kost og ernæring"
    assert world.writes_of_another_run() == 0

    writes = world.writes()
    world.decide(CHANNEL, "put_back")
    assert (world.writes() - writes, _name(world)) == (1, ["Kostvert", "Trygg hjemreise"])


def test_a_channel_renamed_by_hand_may_be_taken_over_and_then_stays(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    _rename_channel(world, "Kost og ernæring")
    world.look()
    writes = world.writes()
    world.decide(CHANNEL, "adopt")
    world.provision()
    assert (world.writes() - writes, _name(world)) == (0, ["Kost og ernæring", "Trygg hjemreise"])
    assert world.drifted() == ()


def test_a_name_taken_over_gives_way_when_the_team_is_renamed_here(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    _rename_channel(world, "Kost og ernæring")
    world.look()
    world.decide(CHANNEL, "adopt")
    _rename_team("Ernæring")
    world.provision()
    assert _name(world) == ["Ernæring", "Trygg hjemreise"]


def _rename_team(name: str) -> None:
    with unit_of_work() as session:
        team = session.exec(select(Team).where(Team.cohort_id == COHORT, Team.uid == "aaaa0001")).one()
        team.name = name


def test_a_change_of_ours_to_what_others_have_changed_waits_for_a_person(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    _rename_channel(world, "Kost og ernæring")
    world.look()
    _rename_team("Ernæring")
    world.provision()

    assert _name(world) == ["Kost og ernæring", "Trygg hjemreise"]
    assert world.problem(CHANNEL) == (
        "Noen har endret kanalen i Microsoft 365, så vi venter med vår endring.",
        "Velg under Endret utenfra: sett tilbake, ta over eller slipp.",
    )
    world.decide(CHANNEL, "put_back")
    assert _name(world) == ["Ernæring", "Trygg hjemreise"]


def _remove_channel(world: World) -> None:
    world.by_hand("DELETE", f"/teams/{world.external_id('')}/channels/{world.external_id(CHANNEL)}")


def test_a_deleted_channel_tells_the_owner_how_to_restore_it_and_is_then_known_by_its_id(
    worlds: Worlds,
) -> None:
    world = _provisioned(worlds)
    before, channel = world.census(), world.external_id(CHANNEL)
    _remove_channel(world)
    found = world.drifted()
    assert [(one.key, one.what, one.below, len(one.restore)) for one in found] == [
        (f"{UID}{CHANNEL}", "borte", 3, 4)  # its three tabs; the files lie in the library still
    ]

    world.control("/channels/restore", {"channel": channel})
    assert (world.drifted(), world.external_id(CHANNEL)) == ((), channel)
    assert world.writes_of_another_run() == 0
    assert world.census() == before


def test_a_deleted_channel_may_be_made_anew_under_the_next_free_name(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    before = world.census()
    _remove_channel(world)
    world.look()
    world.decide(CHANNEL, "put_back")

    after = world.census()
    assert [
        replace(team, plans=[], buckets=[], tasks=[]) for team in after.teams if "(2)" in team.channel
    ] == [replace(before.teams[0], channel="Kostvert (2)", plans=[], buckets=[], tasks=[])]
    assert (after.teams[1], after.events, after.mail) == (before.teams[1], before.events, before.mail)
    assert (world.progress().waiting, world.drifted()) == (0, ())
    assert world.writes_of_another_run() == 0


def test_a_deleted_channel_can_be_restored_until_thirty_days_after_the_last_look_that_saw_it(
    worlds: Worlds,
) -> None:
    world = _provisioned(worlds)
    world.look()  # on 1 April it stood
    world.clock.jump(timedelta(days=1))
    _remove_channel(world)
    world.clock.jump(timedelta(days=3))
    (found,) = world.drifted()
    assert (found.restore_until, found.restore[2]) == (
        date(2026, 5, 1),
        "Finn kanalen under «Slettet» og velg «Gjenopprett».",
    )
    assert found.made_anew == (
        "En ny kanal er tom. Innlegg, filer og faner i den gamle kommer ikke med, og den får et nytt navn. "
        "Den gamle mappen blir stående der den er."
    )
    assert found.old_folder is not None
    assert "Kostvert" in found.old_folder
    world.clock.jump(timedelta(days=1))
    assert world.drifted()[0].restore_until == date(2026, 5, 1)


def test_of_a_channel_made_anew_it_is_still_said_where_the_old_folder_stands(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    assert world.look().as_made
    drive = world.external_id(f"{CHANNEL}/files").partition("/")[0]
    body = {"action": "drop", "drive": drive, "path": "Kostvert", "name": "Plan.docx", "content": ""}
    world.control("/files", body)
    _remove_channel(world)
    (found,) = world.drifted()
    world.decide(CHANNEL, "put_back")

    told = world.look()
    assert (told.drifted, told.as_made, world.progress().noted) == ((), False, 1)
    assert [(one.name, one.web_url) for one in told.left_behind] == [("Kostvert", found.old_folder)]
    old = world.by_hand("GET", f"/drives/{drive}/root:/Kostvert:/children")["value"]
    assert "Plan.docx" in [one["name"] for one in old]
    new = world.by_hand("GET", f"/drives/{drive}/root:/Kostvert (2):/children")["value"]
    assert "Plan.docx" not in [one["name"] for one in new]
    assert world.writes_of_another_run() == 0

    world.decide(CHANNEL, "clear")
    cleared = world.look()
    assert (cleared.left_behind, cleared.as_made, world.progress().noted) == ((), True, 0)
    assert world.writes_of_another_run() == 0
    with pytest.raises(Conflict, match="ingen gammel mappe"):
        world.decide(CHANNEL, "clear")


def test_when_somebody_has_the_next_name_too_the_one_after_it_is_taken(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    world.by_hand("POST", f"/teams/{world.external_id('')}/channels", {"displayName": "Kostvert (2)"})
    _remove_channel(world)
    world.look()
    world.decide(CHANNEL, "put_back")
    assert world.problem(CHANNEL)[1] == "Gi teamet et annet navn, eller gjenopprett det slettede i Teams."

    world.decide(CHANNEL, "put_back")
    channels = world.by_hand("GET", f"/teams/{world.external_id('')}/channels")["value"]
    assert sorted(channel["displayName"] for channel in channels) == [
        "General",
        "Kostvert (2)",
        "Kostvert (3)",
        "Trygg hjemreise",
    ]
    assert world.progress().waiting == 0


def test_a_deleted_plan_comes_back_with_its_tasks_and_the_tab_that_showed_it(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    before = world.census()
    etag = world.by_hand("GET", f"/planner/plans/{world.external_id(PLAN)}")["@odata.etag"]
    world.by_hand("DELETE", f"/planner/plans/{world.external_id(PLAN)}", **{"If-Match": etag})
    assert [(one.key, one.below) for one in world.drifted()] == [(f"{UID}{PLAN}", 3)]

    world.decide(PLAN, "put_back")

    assert world.census() == before
    tabs = f"/teams/{world.external_id('')}/channels/{world.external_id(CHANNEL)}/tabs"
    shown = [
        tab["configuration"]["contentUrl"]
        for tab in world.by_hand("GET", tabs)["value"]
        if tab["displayName"] == "Oppgaver"
    ]
    assert [world.external_id(PLAN) in address for address in shown] == [True]
    assert (world.drifted(), world.writes_of_another_run()) == ((), 0)


def test_a_meeting_moved_by_hand_and_taken_over_moves_with_its_deadlines(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    event = f"/users/{ORGANISER}/events/{world.external_id(ENTRY)}"
    zone = "W. Europe Standard Time"
    world.by_hand(
        "PATCH",
        event,
        {
            "start": {"dateTime": "2026-09-23T00:00:00", "timeZone": zone},
            "end": {"dateTime": "2026-09-25T00:00:00", "timeZone": zone},
        },
    )
    assert [one.what for one in world.drifted()] == ["endret: ends_at, starts_at"]
    mail = world.census().mail
    world.decide(ENTRY, "adopt")

    with unit_of_work() as session:
        meeting = meetings.with_key(session, cohort_id=COHORT, key="samling")
        assert meeting.starts_at is not None
        assert meeting.starts_at.astimezone(meetings.OSLO).isoformat() == "2026-09-23T00:00:00+02:00"
    due = {task.due for team in world.census().teams for task in team.tasks if task.title == "Samle teamet"}
    assert (due, world.census().mail) == ({"2026-09-16T15:00:00Z"}, mail)
    assert world.drifted() == ()


def test_a_deadline_moved_by_hand_and_taken_over_stays_until_the_meeting_moves(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    key = f"{TEAM}/plan/oppstart/samle"
    task = f"/planner/tasks/{world.external_id(key)}"
    etag = world.by_hand("GET", task)["@odata.etag"]
    world.by_hand("PATCH", task, {"dueDateTime": "2026-09-11T15:00:00Z"}, **{"If-Match": etag})
    world.look()
    world.decide(key, "adopt")
    world.provision()
    dues = [task.due for task in world.census().teams[0].tasks if task.title == "Samle teamet"]
    assert dues == ["2026-09-11T15:00:00Z"]


def test_what_is_as_it_should_be_is_nothing_to_decide(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    with pytest.raises(Conflict, match="ikke endret utenfra"):
        world.decide(CHANNEL, "put_back")
    with pytest.raises(NotFound, match="Kullet har ikke noe med nøkkelen"):
        world.decide("/team:zzzz/channel", "let_go")
    REMOVED[FOLDER](world)
    world.look()
    with pytest.raises(Conflict, match="ingenting å ta over"):
        world.decide(FOLDER, "adopt")
