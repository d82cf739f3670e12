"""The pictures in docs/screenshots are of the pages as they are: what each shows is held against what was photographed.

`make screenshots` takes them anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from typing import TYPE_CHECKING

import pytest
from graph_facts import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import Service, Window
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
FOLDER = ROOT / "docs" / "screenshots"
SHOWN = FOLDER / "shown.json"
TAKE = os.environ.get("KULL_SCREENSHOTS") == "take"
PICTURE = {"viewport": {"width": 1000, "height": 750}}
PICTURES = {
    "kull": "/",
    "nytt-kull": "/nytt-kull?what=torn-kull-3&start_year=2027&name=Neste",
    "kullet": "/kull/1",
    "datoer": "/kull/3/datoer",
    "pamelding": "/kull/1/pamelding",
    "pamelding-tom": "/kull/3/pamelding",
    "forhandsvisning": "/kull/2/klargjoring",
    "klargjoring": "/kull/1/klargjoring/fremdrift",
    "endret-utenfra": "/kull/1/endret-utenfra",
    "logg": "/kull/1/logg",
    "teknisk-status": "/teknisk-status",
    "program": "/program",
    "program-ett": "/program/torn-kull-3",
    "program-endre": "/program/vaart/endre",
}
A_CLOCK = re.compile(r"\d\d[.:]\d\d")


@pytest.mark.parametrize("window", [PICTURE], ids=["picture"], indirect=True)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_of_the_page_as_it_is(name: str, window: Window, ordinary: Service) -> None:
    page = window.open(ordinary.address + PICTURES[name])
    shown = hashlib.sha256(_text(page).encode()).hexdigest()[:16]
    if TAKE:
        _take(page, name, shown)
    assert json.loads(SHOWN.read_text()).get(name) == shown, "take the pictures anew: make screenshots"
    assert _size(FOLDER / f"{name}.png") == (1000, 750)


def _text(page: Page) -> str:
    """What a person reads on the page, but for the hour; the clock goes while the tests run."""
    said = page.locator("body").inner_text()
    return A_CLOCK.sub("", " ".join(said.split()))


def _take(page: Page, name: str, shown: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    page.screenshot(path=FOLDER / f"{name}.png")
    known = json.loads(SHOWN.read_text()) if SHOWN.exists() else {}
    SHOWN.write_text(json.dumps({**known, name: shown}, indent=2, sort_keys=True) + "\n")


def _size(picture: Path) -> tuple[int, int]:
    header = picture.read_bytes()[:24]
    return int.from_bytes(header[16:20]), int.from_bytes(header[20:24])
