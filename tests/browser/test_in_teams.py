"""A page in a frame: inside Teams it signs in by itself, elsewhere it shows the way to the browser.

Teams is played by a page at its address, which answers what @microsoft/teams-js asks of the window around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from support.browser.browsing import running
from support.browser.what_is_there import STARTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import FrameLocator, Route
    from support.browser.browsing import Service, Window

pytestmark = pytest.mark.browser
KULL, TEAMS = "https://kull.example.no", "https://teams.microsoft.com"
NOT_TEAMS = f"""<!doctype html><title>Ikke Teams</title>
<iframe src="{KULL}/kull/1" width="900" height="600"></iframe>"""
TEAMS_PAGE = """<!doctype html><title>Teams</title>
<script>
const runtime = JSON.stringify({apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports: {}});
const answers = {initialize: ["content", "web", runtime, "2.58.0"], "authentication.getAuthToken": [true, "TOKEN"]};
addEventListener("message", ({data, origin, source}) => {
  if (origin !== "KULL" || !(data.func in answers)) return;
  source.postMessage({...data, args: answers[data.func]}, origin);
});
</script>
<iframe src="KULL/kull/1" width="900" height="600"></iframe>"""


@pytest.fixture
def over_https(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: Window) -> Iterator[Service]:
    """A service that people know by an https address; the browser's requests to it are carried to where it is."""
    monkeypatch.setenv("KULL_PUBLIC_URL", KULL)
    service = running(tmp_path, STARTED)
    made = next(service)

    def carry(route: Route) -> None:
        parts = urlsplit(route.request.url)
        sent = {name: value for name, value in route.request.all_headers().items() if name != "host"}
        there = f"{made.address}{parts.path}?{parts.query}"
        frames = (
            {"sec-fetch-dest": "iframe"} if route.request.is_navigation_request() else {}
        )  # told too late for us
        answer = route.fetch(url=there, headers=sent | frames | {"host": "kull.example.no"}, max_redirects=0)
        route.fulfill(response=answer)

    window.context.route(f"{KULL}/**", carry)
    yield made
    window.leave()
    next(service, None)


def framed(window: Window, page: str) -> FrameLocator:
    window.context.route(f"{TEAMS}/**", lambda route: route.fulfill(body=page, content_type="text/html"))
    return window.open(f"{TEAMS}/").frame_locator("iframe")


def test_inside_teams_a_page_signs_in_by_itself_and_shows_its_tabs_and_no_more(
    window: Window, over_https: Service
) -> None:
    token = over_https.kull("token").strip()
    frame = framed(window, TEAMS_PAGE.replace("TOKEN", token).replace("KULL", KULL))
    expect(frame.get_by_role("navigation", name="Kullet")).to_be_visible(timeout=30_000)
    expect(frame.get_by_role("banner")).to_be_hidden()
    expect(frame.get_by_role("contentinfo")).to_be_hidden()
    (kept,) = [one for one in window.context.cookies(KULL) if one["name"] == "__Host-kull"]
    assert (kept["sameSite"], kept["secure"], kept["httpOnly"]) == ("None", True, True)
    window.forget_what_is_not_there()


def test_without_teams_a_framed_page_shows_a_link_that_opens_the_browser(
    window: Window, over_https: Service
) -> None:
    link = framed(window, NOT_TEAMS).get_by_role("link", name="Åpne i nettleseren")
    link.wait_for()
    assert link.get_attribute("target") == "_blank"
    assert link.get_attribute("href") == "/sign-in?next=/kull/1"
    window.forget_what_is_not_there()
