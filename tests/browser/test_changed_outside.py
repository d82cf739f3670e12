"""A deleted channel and an undone cohort, on the pages of the unit: what comes back, what is lost, and what stands."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from playwright.sync_api import expect
from support.browser.accessible import looked_over
from support.browser.browsing import running
from support.browser.what_is_there import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.browser.browsing import Service, Window

pytestmark = pytest.mark.browser
OWNER = "laeringsnettverk@example.no"


@pytest.fixture
def made(tmp_path: Path, window: Window) -> Iterator[Service]:
    """A cohort of two teams, provisioned and looked over."""
    service = running(tmp_path, SHOWN)
    started = next(service)
    started.kull("drift", "1")
    yield started
    window.leave()
    next(service, None)


def _control(service: Service, path: str, body: Any) -> Any:
    address = json.loads((service.folder / "sandbox.door").read_text())["address"]
    answer = httpx.post(f"{address}/_sandbox{path}", json=body)
    answer.raise_for_status()
    return answer.json() if answer.content else None


def _as_owner(service: Service, method: str, url: str, body: Any = None) -> Any:
    return _control(service, f"/as/{OWNER}", {"method": method, "url": url, "body": body})


def _msteam(service: Service) -> str:
    (team,) = _as_owner(service, "GET", "/groups?$filter=displayName eq 'Tørn kull 3'")["value"]
    return str(team["id"])


def test_a_deleted_channel_is_restored_first_and_made_anew_with_open_eyes(
    window: Window, made: Service
) -> None:
    channels = f"/teams/{_msteam(made)}/channels"
    (channel,) = [one for one in _as_owner(made, "GET", channels)["value"] if one["displayName"] == "Kirurgi"]
    _as_owner(made, "DELETE", f"{channels}/{channel['id']}")
    made.kull("drift", "1")

    page = window.open(f"{made.address}/kull/1/endret-utenfra")
    expect(page.locator("main h3")).to_have_text(
        ["Først: gjenopprett i Microsoft 365", "Ellers: en ny og tom kanal"]
    )
    expect(page.locator("main")).to_contain_text("Det går til og med fredag 1. mai 2026")
    expect(page.get_by_role("button", name="Sett tilbake")).to_have_count(0)
    folder = page.get_by_role("link", name="Den gamle mappen").get_attribute("href")
    assert looked_over(page) == []

    page.get_by_role("button", name="Lag en ny, tom kanal").click()
    expect(page.locator("main h2")).to_have_text(["Laget på nytt: den gamle mappen står der den var"])
    expect(page.locator(".answer")).not_to_contain_text("Alt står slik det ble laget")
    expect(page.get_by_role("link", name="Kirurgi", exact=True)).to_have_attribute("href", folder or "")
    assert looked_over(page) == []
    page.goto(f"{made.address}/kull/1")
    expect(page.locator("main")).not_to_contain_text("Alt står slik det ble laget")


def test_after_undoing_the_pages_name_what_stands_with_its_team(window: Window, made: Service) -> None:
    new = [{"mail": "helt.fremmed@example.no", "displayName": "Helt Fremmed"}]
    (stranger,) = _control(made, "/people", new)["value"]
    bound = f"https://graph.microsoft.com/v1.0/users('{stranger['id']}')"
    body = {
        "@odata.type": "#microsoft.graph.aadUserConversationMember",
        "roles": [],
        "user@odata.bind": bound,
    }
    _as_owner(made, "POST", f"/teams/{_msteam(made)}/members", body)
    made.environment["KULL_NOW"] = "2026-04-01T09:00:00+02:00"  # a process begins at its own hour
    made.kull("drift", "1")

    page = window.open(f"{made.address}/kull/1/klargjoring/angre")
    stays = "kanalen Kirurgi (Kirurgi): Andre enn dem vi slapp inn, er i Microsoft-teamet."
    expect(page.locator("main li").filter(has_text=stays)).to_have_count(1)
    assert looked_over(page) == []
    page.get_by_role("button", name=re.compile(r"^Ta bort \d+ ting$")).click()

    expect(page.locator(".answer")).to_have_text(
        re.compile(r"Ingenting er godkjent nå\. \d+ ting står i Microsoft 365\.")
    )
    expect(page.locator("main li").filter(has_text="Microsoft-teamet Tørn kull 3")).to_have_count(1)
    expect(page.locator("main li").filter(has_text="kanalen Kirurgi (Kirurgi)")).to_have_count(1)
    assert looked_over(page) == []
    page.goto(f"{made.address}/kull/1")
    expect(page.locator("main")).not_to_contain_text("Ingenting er laget i Microsoft 365")
    page.goto(f"{made.address}/kull/1/klargjoring")
    expect(page.locator("main")).not_to_contain_text("Ingenting er laget ennå")
