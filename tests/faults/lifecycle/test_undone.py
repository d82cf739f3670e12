"""For 24 hours, what we made and nobody has touched can be taken away; what somebody has used stays. By the census."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from faults.lifecycle.test_whole_life import _act
from faults.test_library import KARI
from support.faults.smallest_cohort import UID
from support.faults.world import COHORT

from app.audit import Deed
from app.db import unit_of_work
from app.errors import Conflict
from app.provisioning.lifecycle import hide
from app.provisioning.lifecycle.undo import UndoPreview, preview_undo, undo

if TYPE_CHECKING:
    from support.faults.world import World, Worlds

TEAM = "/team:aaaa0001"
SEEN_BY_OTHERS = "Andre enn dem vi slapp inn, er i Microsoft-teamet."


def _preview(world: World) -> UndoPreview:
    world.look()
    with unit_of_work() as session:
        return preview_undo(session, COHORT, now=world.clock.now())


def _undo(world: World, checksum: str) -> None:
    with unit_of_work() as session:
        undo(session, COHORT, checksum=checksum, deed=Deed(actor="prøve", at=world.clock.now()))
    world.settle()


def _provisioned(worlds: Worlds, *, hidden: bool = False) -> World:
    world = worlds.new()
    if hidden:
        _act(world, hide.hide_cohort, deed=Deed(actor="prøve", at=world.clock.now()))
    world.provision()
    world.clock.jump(timedelta(minutes=5))
    return world


def _let_a_stranger_in(world: World) -> None:
    """An owner lets somebody in whom we have never heard of."""
    user = world.state.add_person(mail="helt.fremmed@example.no", displayName="Helt Fremmed")["id"]
    bound = f"https://graph.microsoft.com/v1.0/users('{user}')"
    body = {
        "@odata.type": "#microsoft.graph.aadUserConversationMember",
        "roles": [],
        "user@odata.bind": bound,
    }
    world.by_hand("POST", f"/teams/{world.external_id('')}/members", body)


def test_what_only_we_and_our_own_members_have_seen_goes_with_its_team(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    before = world.census()
    seen = _preview(world)
    assert [(one.kind, one.why) for one in seen.leaves] == [
        ("guest", "Gjesten er invitert og finnes i katalogen; det kan bare IT fjerne.")
    ]
    assert seen.warning == (
        "Hele Microsoft-teamet slettes, også det noen kan ha skrevet i kanalene: det kan vi ikke se. IT kan "
        "gjenopprette det i 30 dager (Entra, «Grupper», «Slettede grupper»). Innkallinger kan bare avlyses, ikke "
        "trekkes tilbake: 5 personer får avlysning."
    )

    _undo(world, seen.checksum)
    after = world.census()
    assert (after.msteams, after.events) == ([], [])
    news = {who: dict(Counter(kinds) - Counter(before.mail[who])) for who, kinds in after.mail.items()}
    assert news == {who: {"cancellation": 2} for who in before.mail}
    assert (world.progress().waiting, world.progress().run_id) == (0, None)
    assert world.progress().by_kind == {"guest": (1, 1)}
    assert world.writes_of_another_run() == 0


def test_what_was_made_is_taken_away_and_a_team_that_others_have_seen_stands(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    _let_a_stranger_in(world)
    seen = _preview(world)
    assert Counter(one.kind for one in seen.removes) == {
        "member": 5,
        "folder": 3,
        "file": 2,
        "library": 1,
        "taskplan": 2,
        "bucket": 2,
        "task": 4,
        "tab": 6,
        "entry": 2,
    }
    assert [(one.kind, one.why, one.team) for one in seen.leaves if one.kind != "guest"] == [
        ("msteam", SEEN_BY_OTHERS, ""),
        ("channel", SEEN_BY_OTHERS, "Kostvert"),
        ("channel", SEEN_BY_OTHERS, "Trygg hjemreise"),
    ]

    _undo(world, seen.checksum)
    after = world.census()
    assert (after.msteams, after.events) == (["Prøvekull"], [])
    assert [(team.channel, team.folders, team.files, team.tabs, team.plans) for team in after.teams] == [
        ("Kostvert", [], [], [], []),
        ("Trygg hjemreise", [], [], [], []),
    ]
    assert (world.progress().waiting, world.progress().run_id) == (0, None)
    assert world.writes_of_another_run() == 0


def test_who_is_let_in_between_the_look_and_the_undoing_keeps_the_team_and_its_channels_are_still_known(
    worlds: Worlds,
) -> None:
    world = _provisioned(worlds)
    seen = _preview(world)
    _let_a_stranger_in(world)
    _undo(world, seen.checksum)
    assert [team.channel for team in world.census().teams] == ["Kostvert", "Trygg hjemreise"]
    by_kind = world.progress().by_kind
    assert {kind: by_kind[kind] for kind in ("msteam", "channel")} == {"msteam": (1, 1), "channel": (2, 2)}
    assert (world.progress().waiting, world.writes_of_another_run()) == (0, 0)


def test_approved_anew_everything_comes_back_as_it_was(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    before = world.census()
    _undo(world, _preview(world).checksum)
    world.provision()
    after = world.census()
    assert (after.teams, after.events, after.members) == (before.teams, before.events, before.members)
    assert world.writes_of_another_run() == 0


def _begin_task(world: World) -> None:
    address = f"/planner/tasks/{world.external_id(f'{TEAM}/plan/oppstart/belyse')}"
    etag = world.by_hand("GET", address)["@odata.etag"]
    world.by_hand("PATCH", address, {"percentComplete": 50}, **{"If-Match": etag})


def _write_file(world: World) -> None:
    drive = world.external_id(f"{TEAM}/channel/files").partition("/")[0]
    body = {"action": "replace", "drive": drive, "path": "Kostvert/01 Poster/Poster.pptx"}
    world.control("/files", {**body, "content": "", "person": KARI})


def test_what_somebody_has_worked_in_is_left_with_what_it_stands_in(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    _begin_task(world)
    _write_file(world)
    seen = _preview(world)
    left = {one.key.removeprefix(UID): one.why for one in seen.leaves if one.key.startswith(f"{UID}{TEAM}/")}
    assert left == {
        f"{TEAM}/channel": "Noe i Microsoft-teamet blir stående.",
        f"{TEAM}/channel/files/01 Poster": "Noe i den blir stående.",
        f"{TEAM}/channel/files/01 Poster/Poster.pptx": "Noen har arbeidet i den.",
        f"{TEAM}/plan": "Noe i den blir stående.",
        f"{TEAM}/plan/oppstart": "Noe i den blir stående.",
        f"{TEAM}/plan/oppstart/belyse": "Noen har arbeidet i den.",
    }
    _undo(world, seen.checksum)
    team = world.census().teams[0]
    assert (team.files, [task.title for task in team.tasks]) == (
        ["01 Poster/Poster.pptx"],
        ["Belyse problemet"],
    )
    assert world.progress().waiting == 0


def test_who_begins_between_the_look_and_the_undoing_keeps_their_work(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    seen = _preview(world)
    _begin_task(world)
    _write_file(world)
    _undo(world, seen.checksum)
    team = world.census().teams[0]
    assert (team.plans, team.buckets) == (["Prøvekull: Kostvert"], ["Oppstart"])
    assert (team.files, [task.title for task in team.tasks]) == (
        ["01 Poster/Poster.pptx"],
        ["Belyse problemet"],
    )
    assert (world.progress().waiting, world.writes_of_another_run()) == (0, 0)


def test_a_hidden_cohort_goes_whole_and_can_be_built_again(worlds: Worlds) -> None:
    world = _provisioned(worlds, hidden=True)
    before = world.census()
    seen = _preview(world)
    assert (seen.leaves, seen.warning) == ((), "")
    _undo(world, seen.checksum)
    assert (world.census().msteams, world.progress().total, world.progress().waiting) == ([], 0, 0)
    world.provision()
    assert world.census() == before


def test_after_a_day_there_is_nothing_to_undo(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    world.clock.jump(timedelta(hours=24))
    seen = _preview(world)
    assert (seen.removes, seen.leaves) == ((), ())
    with pytest.raises(Conflict, match="ingenting fra det siste døgnet"):
        _undo(world, seen.checksum)


def test_nothing_is_undone_unseen_or_after_it_has_changed(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    with unit_of_work() as session, pytest.raises(Conflict, match="Se etter i Microsoft 365 først"):
        preview_undo(session, COHORT, now=world.clock.now())
    checksum = _preview(world).checksum
    _begin_task(world)
    world.look()
    with pytest.raises(Conflict, match="Noe er endret siden forhåndsvisningen"):
        _undo(world, checksum)
    assert world.writes_of_another_run() == 0


def test_a_lost_answer_while_undoing_removes_nothing_twice(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    _let_a_stranger_in(world)
    world.strike(operation="task.delete", status=504, after=True, times=2)
    world.strike(operation="driveItem.delete", status=503)
    _undo(world, _preview(world).checksum)
    assert world.progress().waiting == 0
    assert [(team.folders, team.plans) for team in world.census().teams] == [([], []), ([], [])]
