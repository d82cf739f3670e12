"""Where accepted reports lie: everybody in the cohort reads them there, and no team changes another's."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support.faults.smallest_cohort import UID
from support.faults.world import ORGANISER

if TYPE_CHECKING:
    from support.faults.world import World, Worlds

LIBRARY = "/library"
KARI = "kari@example.no"


def _drop(world: World, path: str, person: str) -> Any:
    drive = world.external_id(LIBRARY).partition("/")[0]
    content = base64.b64encode(b"rapport").decode()
    body = {"action": "drop", "drive": drive, "path": path, "name": "Rapport.docx", "content": content}
    return world.control("/files", body | {"person": person})


def test_a_team_reads_in_the_library_and_cannot_write_there(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    assert world.census().shared_folders == ["Delt", "Godkjente rapporter"]
    with pytest.raises(httpx.HTTPStatusError, match="403"):
        _drop(world, "General/Godkjente rapporter", KARI)
    assert _drop(world, "General/Delt", KARI)["name"] == "Rapport.docx"
    assert _drop(world, "General/Godkjente rapporter", ORGANISER)["name"] == "Rapport.docx"
    drive, _, item = world.external_id(LIBRARY).partition("/")
    given = world.by_hand("GET", f"/drives/{drive}/items/{item}/permissions")["value"]
    assert [(one["roles"], one["grantedToV2"]["group"]["displayName"]) for one in given] == [
        (["owner"], "Prøvekull Owners"),
        (["read"], "Prøvekull"),
    ]
    assert (world.drifted(), world.writes_of_another_run()) == ((), 0)


def test_a_library_cut_off_half_made_is_closed_on_the_next_try(worlds: Worlds) -> None:
    world = worlds.new()
    world.strike(operation="driveItem.invite", status=504)
    world.provision()
    assert (world.progress().waiting, world.census().shared_folders) == (0, ["Delt", "Godkjente rapporter"])
    with pytest.raises(httpx.HTTPStatusError, match="403"):
        _drop(world, "General/Godkjente rapporter", KARI)


def test_a_library_opened_by_hand_is_told_of_and_closed_again_by_a_person(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    _, _, item = world.external_id(LIBRARY).partition("/")
    row = world.state.get("item", item) or {}
    world.state.put("item", row | {"ownPermissions": False})
    world.state.commit()
    assert [(one.key, one.what) for one in world.drifted()] == [(f"{UID}{LIBRARY}", "endret: read_only")]
    world.decide(LIBRARY, "put_back")
    assert world.drifted() == ()
