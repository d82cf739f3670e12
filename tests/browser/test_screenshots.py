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
from support.browser.pages import PAGES
from support.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page
    from support.browser.browsing import Service, Window

FOLDER = ROOT / "docs" / "screenshots"
SHOWN = FOLDER / "shown.json"
TAKE = os.environ.get("KULL_SCREENSHOTS") == "take"
PICTURE = {"viewport": {"width": 1000, "height": 750}}
OF_PAGES = {
    "/": "kull",
    "/innlogginger": "innlogginger",
    "/nytt-kull": "nytt-kull",
    "/program": "program",
    "/program/{key}": "program-ett",
    "/program/{key}/endre": "program-endre",
    "/skoleferier": "skoleferier",
    "/teknisk-status": "teknisk-status",
    "/kull/{cohort_id}": "kullet",
    "/kull/{cohort_id}/datoer": "datoer",
    "/kull/{cohort_id}/pamelding": "pamelding",
    "/kull/{cohort_id}/endringer": "endringer",
    "/kull/{cohort_id}/veiledere": "veiledere",
    "/kull/{cohort_id}/veiledere/grunnkurs": "grunnkurs",
    "/kull/{cohort_id}/plasser": "plasser",
    "/kull/{cohort_id}/soknader": "soknader",
    "/kull/{cohort_id}/klargjoring": "forhandsvisning",
    "/kull/{cohort_id}/klargjoring/fremdrift": "klargjoring",
    "/kull/{cohort_id}/klargjoring/for-hand": "for-hand",
    "/kull/{cohort_id}/klargjoring/angre": "angre",
    "/kull/{cohort_id}/endret-utenfra": "endret-utenfra",
    "/kull/{cohort_id}/logg": "logg",
    "/kull/{cohort_id}/utboks": "utboks",
    "/kull/{cohort_id}/oversikt": "oversikt",
    "/kull/{cohort_id}/innleveringer": "innleveringer",
    "/kull/{cohort_id}/innleveringer/maler": "maler",
    "/kull/{cohort_id}/innleveringer/kanaler": "kanaler",
    "/kull/{cohort_id}/videoer": "videoer",
    "/kull/{cohort_id}/videoer/vis": "videoer-vis",
    "/kull/{cohort_id}/moter": "moter",
    "/kull/{cohort_id}/moter/{meeting_id}": "mote",
    "/kull/{cohort_id}/moter/{meeting_id}/flytt": "mote-flytt",
    "/kull/{cohort_id}/moter/{meeting_id}/oppmote": "mote-oppmote",
    "/kull/{cohort_id}/moter/{meeting_id}/endre": "mote-endre",
    "/kull/{cohort_id}/kalenderlenker": "kalenderlenker",
    "/innleveringer/{submission_id}": "innlevering",
    "/team/{team_uid}": "team",
    "/team/{team_uid}/leder": "leder",
    "/hva-na/{token}": "hva-na",
    "/samtykke/{token}": "samtykke",
    "/soknad/{token}": "soknad",
    "/forpliktelse/{token}": "forpliktelse",
    "/oppmote/{token}": "oppmote",
    "/personvern": "personvern",
    "/signed-out": "logget-ut",
}
"""What the picture of each page is called."""

INSTEAD = {
    "nytt-kull": "/nytt-kull?what=torn-kull-3&start_year=2027&name=Neste",
    "program-endre": "/program/vaart/endre",
    "datoer": "/kull/3/datoer",
    "forhandsvisning": "/kull/2/klargjoring",
    "innlevering": "/innleveringer/2",
    "mote": "/kull/1/moter/3",
    "mote-flytt": "/kull/1/moter/3/flytt",
    "mote-oppmote": "/kull/1/moter/3/oppmote",
    "mote-endre": "/kull/1/moter/3/endre",
}
"""Where a page shows more than at its usual address."""

PICTURES = {name: (path, PAGES[path]) for path, name in OF_PAGES.items()} | {
    "pamelding-tom": ("/kull/3/pamelding", {})
}
PASSING = re.compile(
    r"Klargjør det som er godkjent .*(?=Falske varsler)|"  # the clock's jobs, each as it was last done
    r"127\.0\.0\.1:\d+|"  # the sandbox's door
    r"\d\d[.:]\d\d|for \d+ (minutt|time|dag)\w* siden|akkurat nå|Python [\d.]+|Kull \d[\d.]+|\d+ bibliotek"
)


def test_every_page_has_its_picture() -> None:
    assert set(OF_PAGES) == set(PAGES)
    assert {picture.stem for picture in FOLDER.glob("*.png")} == set(PICTURES)


@pytest.mark.browser
@pytest.mark.parametrize("window", [PICTURE], ids=["picture"], indirect=True)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_of_the_page_as_it_is(name: str, window: Window, ordinary: Service) -> None:
    path, values = PICTURES[name]
    page = window.open(ordinary.at(INSTEAD.get(name, path), **values))
    shown = hashlib.sha256(_text(page).encode()).hexdigest()[:16]
    if TAKE:
        _take(page, name, shown)
    assert json.loads(SHOWN.read_text()).get(name) == shown, "take the pictures anew: make screenshots"
    assert _size(FOLDER / f"{name}.png") == (1000, 750)


def _text(page: Page) -> str:
    """Return the text of the page, but for times, versions and how many libraries are found yet."""
    said = page.locator("body").inner_text()
    return PASSING.sub("", " ".join(said.split()))


def _take(page: Page, name: str, shown: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    page.screenshot(path=FOLDER / f"{name}.png")
    known = json.loads(SHOWN.read_text()) if SHOWN.exists() else {}
    SHOWN.write_text(json.dumps({**known, name: shown}, indent=2, sort_keys=True) + "\n")


def _size(picture: Path) -> tuple[int, int]:
    header = picture.read_bytes()[:24]
    return int.from_bytes(header[16:20]), int.from_bytes(header[20:24])
