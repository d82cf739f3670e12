"""Vis videoene: real films over the whole screen, by keyboard, in a room full of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from support.browser.accessible import looked_over
from support.browser.browsing import running
from support.browser.handed_in import show_films
from support.browser.what_is_there import SHOWN
from support.papers.films import LYING, STANDING, Studio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page, Route
    from support.browser.browsing import Service, Window

pytestmark = pytest.mark.browser
SECONDS = 6
MINUTE = 60_000
"""Milliseconds a browser on a busy machine may take to open its player."""

STATE = """() => {
    const now = document.querySelector(".reel > li.now");
    const how = now?.querySelector("video").paused ? "stands" : "plays";
    return [document.fullscreenElement?.className ?? "", now?.querySelector("h2").textContent, how].join(", ");
}"""


@pytest.fixture
def cinema(tmp_path: Path, window: Window) -> Iterator[Service]:
    """A cohort whose two first teams have handed in a film that may be shown."""
    service = running(tmp_path, SHOWN)
    made = next(service)
    try:
        studio = Studio(tmp_path)
        films = [
            studio.film(f"{size}.mp4", size=size, seconds=SECONDS).read_bytes() for size in (LYING, STANDING)
        ]
        show_films(made.folder, films, collect=lambda: made.kull("collect", "1"))
        yield made
    finally:
        window.leave()
        next(service, None)


def _is(page: Page, full_screen: str, team: str, how: str) -> None:
    page.wait_for_function(f"(wanted) => ({STATE})() === wanted", arg=f"{full_screen}, {team}, {how}")


def _hear_of_them_late(page: Page) -> None:
    """Load the page again with its script held back until both films have told what they are."""
    known = "() => [...document.querySelectorAll('video')].every((film) => film.readyState >= 1)"

    def hold(route: Route) -> None:
        page.wait_for_function(known, timeout=MINUTE)
        route.continue_()

    page.route("**/show.js*", hold)
    page.reload()


def test_the_films_are_shown_full_screen_by_keyboard(window: Window, cinema: Service) -> None:
    page = window.open(f"{cinema.address}/kull/1/videoer")
    page.get_by_role("link", name="Vis 2 videoer").click()
    expect(page.get_by_text("Kan spilles av her")).to_have_count(2, timeout=MINUTE)
    _hear_of_them_late(page)
    expect(page.get_by_text("Kan spilles av her")).to_have_count(2, timeout=MINUTE)
    page.get_by_role("button", name="Vis i full skjerm").focus()
    page.keyboard.press("Enter")
    _is(page, "reel", "Kirurgi", "plays")
    page.keyboard.press("Space")
    _is(page, "reel", "Kirurgi", "stands")
    page.keyboard.press("ArrowRight")
    _is(page, "reel", "Medisin", "plays")
    page.keyboard.press("ArrowLeft")
    _is(page, "reel", "Kirurgi", "plays")
    page.keyboard.press("Escape")
    _is(page, "", "Kirurgi", "stands")
    assert looked_over(page) == []
