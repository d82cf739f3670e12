"""By the service, by hand or off: what the tenant does not let us do is not tried, and somebody is told what to do."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from support.faults.smallest_cohort import UID
from support.faults.world import COHORT
from typer.testing import CliRunner

from app.audit import Deed
from app.cli import kull
from app.config import settings
from app.db import unit_of_work
from app.errors import Conflict, Invalid, Refused
from app.provisioning.by_hand.service import HandWork, by_hand_list, file_for, mark_all_done, mark_done

if TYPE_CHECKING:
    from support.faults.world import World, Worlds

CHANNEL = "/team:aaaa0001/channel"


def _say(monkeypatch: pytest.MonkeyPatch, capabilities: str) -> None:
    monkeypatch.setenv("KULL_CAPABILITIES", capabilities)
    settings.cache_clear()


def _list() -> list[HandWork]:
    with unit_of_work() as session:
        return by_hand_list(session, COHORT)


def _done(world: World, key: str, link: str | None = None) -> None:
    with unit_of_work() as session:
        mark_done(session, COHORT, key=f"{UID}{key}", link=link, deed=Deed(actor="it", at=world.clock.now()))


def _all_done(world: World) -> None:
    with unit_of_work() as session:
        mark_all_done(session, COHORT, deed=Deed(actor="it", at=world.clock.now()))


def _facts(work: HandWork) -> dict[str, str]:
    return {fact.label: fact.text for fact in work.facts}


def _operations(world: World) -> set[str]:
    return {str(call["operation"]) for call in world.calls()}


def test_without_planner_the_tasks_stand_in_a_file_in_the_teams_folder(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    _say(monkeypatch, "planner=off")
    world = worlds.new()
    world.provision()
    assert [name for name in _operations(world) if "plan" in name or "task" in name] == []

    team = world.census().teams[0]
    assert (team.plans, team.tasks, team.tabs) == ([], [], ["Hva nå?", "Våre filer"])
    assert team.files == ["01 Poster/Poster.pptx", "Dette skal dere gjøre.xlsx"]
    assert (world.progress().waiting, world.writes_of_another_run()) == (0, 0)


def test_the_file_lists_every_task_with_its_deadline(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    _say(monkeypatch, "planner=off,channels=by_hand")
    worlds.new().provision()
    with unit_of_work() as session:
        key = f"{UID}{CHANNEL}/files/Dette skal dere gjøre.xlsx"
        _, content = file_for(session, COHORT, key=key)
    rows = list(load_workbook(BytesIO(content)).worksheets[0].values)
    assert rows == [
        ("Fase", "Oppgave", "Frist", "Hva", "Huskeliste", "Gjort (dato)"),
        ("Oppstart", "Samle teamet", "09.09.2026", "Finn en time som passer.", "Finn rom; Inviter", None),
        ("Oppstart", "Belyse problemet", None, None, None, None),
    ]


def test_guests_by_hand_are_named_with_their_addresses_and_never_invited_by_us(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    _say(monkeypatch, "guests=by_hand")
    world = worlds.new()
    world.provision()
    waiting = _list()
    assert [(work.who, work.act, work.steps, _facts(work)) for work in waiting] == [
        (
            "IT",
            "make",
            ("Inviter personen som gjest: Entra, «Brukere», «Inviter ekstern bruker».",),
            {"Navn": "Gro Utenfra", "E-post": "gro@kommune.no"},
        )
    ]
    assert ("invitation.create" in _operations(world), world.census().guests) == (False, [])
    assert (world.progress().waiting, world.progress().by_hand) == (1, 1)
    assert [wait.sentence for wait in world.progress().waits] == ["Venter på den som gjør det for hånd."]

    world.state.add_person(mail="gro@kommune.no", displayName="Gro Utenfra", userType="Guest")
    world.state.commit()
    _done(world, "/guest:bbbb0004")
    world.a_day_later()
    assert (world.progress().waiting, world.census().guests) == (0, ["gro@kommune.no"])


def test_a_team_that_it_makes_by_hand_is_known_by_its_link_and_filled_by_us(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    _say(monkeypatch, "team=by_hand")
    world = worlds.new()
    world.provision()
    assert [(work.kind, work.who, work.needs_link, _facts(work)) for work in _list()] == [
        (
            "msteam",
            "IT",
            True,
            {
                "Navn": "Prøvekull",
                "Beskrivelse": "Å vise at klargjøring tåler alt.",
                "Eiere": "laeringsnettverk@example.no",
            },
        )
    ]
    assert world.census().msteams == []
    with pytest.raises(Invalid, match="groupId="):
        _done(world, "")
    with pytest.raises(Invalid, match="groupId="):
        _done(world, "", "https://teams.example.no/l/channel/19")

    _done(world, "", f"https://teams.example.no/l/team/x/conversations?groupId={_team_of_it(world)}")
    world.settle()
    assert sorted(_channels(world)) == ["General", "Kostvert", "Trygg hjemreise"]
    assert (world.progress().waiting, world.writes_of_another_run()) == (0, 0)
    with pytest.raises(Conflict, match="venter ikke"):
        _done(world, "")


def _team_of_it(world: World, *channels: dict[str, str]) -> str:
    """Make a Microsoft Team as IT does it, with channels in it."""
    owner = f"https://graph.microsoft.com/v1.0/users/{world.state.all('user')[0]['id']}"
    group = world.by_hand(
        "POST",
        "/groups",
        {
            "displayName": "Prøvekull",
            "mailNickname": "it-sitt",
            "mailEnabled": True,
            "securityEnabled": False,
            "groupTypes": ["Unified"],
            "owners@odata.bind": [owner],
            "members@odata.bind": [owner],
        },
    )["id"]
    world.by_hand("PUT", f"/groups/{group}/team", {})
    for channel in channels:
        world.by_hand("POST", f"/teams/{group}/channels", channel)
    return str(group)


def _channels(world: World) -> list[str]:
    found: Any = world.by_hand("GET", f"/teams/{world.external_id('')}/channels")["value"]
    return [channel["displayName"] for channel in found]


def test_in_a_team_taken_over_our_channels_are_known_by_the_key_that_ends_their_description(
    worlds: Worlds,
) -> None:
    from app.provisioning.lifecycle.start import adopt_msteam  # noqa: PLC0415

    world = worlds.new()
    theirs = _team_of_it(
        world,
        {"displayName": "Kostgruppa", "description": f"Laget av IT.\n\nkull:{UID}{CHANNEL}"},
    )
    link = f"https://teams.microsoft.com/l/team/19/conversations?groupId={theirs}"
    with unit_of_work() as session:
        adopt_msteam(session, COHORT, link=link, deed=Deed(actor="it", at=world.clock.now()))
    world.provision()
    assert sorted(_channels(world)) == ["General", "Kostvert", "Trygg hjemreise"]
    assert world.progress().waiting == 0


def test_channels_by_hand_are_told_with_the_line_we_know_them_by(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    _say(monkeypatch, "channels=by_hand,planner=off,calendar=off,members=off,guests=off")
    world = worlds.new()
    world.provision()
    first = next(work for work in _list() if work.kind == "channel")
    assert first.steps[0] == "Lag en standardkanal med dette navnet i Prøvekull."
    assert _facts(first) == {
        "Navn": "Kostvert",
        "Beskrivelse": (
            "Kostvert, Nordlandssykehuset. Alle i kullet kan lese og endre filene her."
            f"\n\nkull:{UID}{CHANNEL}"
        ),
    }
    made = world.by_hand("POST", f"/teams/{world.external_id('')}/channels", {"displayName": "Kostvert"})
    _done(world, CHANNEL, made["webUrl"])
    assert world.external_id(CHANNEL) == made["id"]
    _all_done(world)
    assert [work.kind for work in _list()] == ["channel"]


def test_the_calendar_by_hand_is_a_list_of_who_is_to_come_when(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    _say(monkeypatch, "calendar=by_hand")
    world = worlds.new()
    world.provision()
    assert [_facts(work) for work in _list()] == [
        {
            "Navn": "Prøvekull: Digital innsjekk",
            "Begynner": "2026-09-14 kl. 13:00:00",
            "Slutter": "2026-09-14 kl. 14:00:00",
            "Sted": "Teams-møte",
            "Må komme": "ada@example.no; gro@kommune.no; kari@example.no; mona@example.no; per@example.no",
        },
        {
            "Navn": "Prøvekull: Samling 1",
            "Begynner": "2026-09-16 kl. 00:00:00",
            "Slutter": "2026-09-18 kl. 00:00:00",
            "Sted": "Bodø",
            "Må komme": "ada@example.no; gro@kommune.no; kari@example.no; mona@example.no; per@example.no",
        },
    ]
    _all_done(world)
    assert (world.progress().waiting, world.census().events, world.census().mail) == (
        0,
        [],
        {"gro@kommune.no": ["guest-invitation"]},
    )


def test_what_is_turned_off_later_is_left_as_it_stands_and_touched_no_more(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = worlds.new()
    world.provision()
    before = world.census()
    _say(monkeypatch, "planner=off,calendar=off,members=off,guests=off")
    assert world.preview().found.counts["withdraw"] == 2  # the tabs that showed the plans, and they wait
    assert world.writes_of_another_run() == 0
    assert world.census() == before


def test_everything_off_leaves_a_cohort_without_a_request(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    _say(monkeypatch, "team=off,calendar=off")
    world = worlds.new()
    world.provision()
    assert (world.writes(), world.progress().total) == (0, 0)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("planer=off", "«planer» er ikke noe vi gjør"),
        ("planner=av", "planner må være service, by_hand eller off, ikke «av»"),
    ],
)
def test_a_word_we_do_not_know_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, said: str, sentence: str
) -> None:
    _say(monkeypatch, said)
    with pytest.raises(Refused, match=sentence):
        settings()
    monkeypatch.delenv("KULL_CAPABILITIES")
    settings.cache_clear()


def test_the_terminal_tells_what_to_do_and_what_replaces_what_is_off(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    _say(monkeypatch, "planner=off,guests=by_hand")
    worlds.new().provision()
    told = CliRunner().invoke(kull, ["by-hand", "1"], catch_exceptions=False).stdout
    assert told.splitlines() == [
        (
            "Slått av: planner. Oppgavene står i filen «Dette skal dere gjøre.xlsx» i teamets mappe, "
            "og på teamets side."
        ),
        "1 ting skal gjøres for hånd.",
        "",
        f"IT  [{UID}/guest:bbbb0004]",
        "  1. Inviter personen som gjest: Entra, «Brukere», «Inviter ekstern bruker».",
        "     Navn: Gro Utenfra",
        "     E-post: gro@kommune.no",
    ]
