"""What the law asks of a page (WCAG 2.1 A and AA), asked by axe; and what we ask besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

from support.browser.browsing import NARROW

if TYPE_CHECKING:
    from typing import Literal

    from playwright.sync_api import Page

LIGHTS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LAW = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def violations(page: Page) -> list[str]:
    """Return what axe finds, each with the places it was found."""
    found = Axe().run(page, options=LAW).response["violations"]
    return [
        f"{one['id']}: {place['html'][:160]} – {place['failureSummary']}"
        for one in found
        for place in one["nodes"]
    ]


def looked_over(page: Page) -> list[str]:
    """Return everything wrong with a page: in light, in the dark and on a narrow telephone."""
    found = _inline(page)
    for light in LIGHTS:
        page.emulate_media(color_scheme=light)
        found += [f"{light}: {one}" for one in violations(page)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)
    found += [f"narrow: {one}" for one in violations(page)]
    if wider := too_wide(page):
        found.append(f"narrow: {wider} pixels too wide")
    if page.locator("h1").count() != 1:
        found.append("not one h1")
    return found


INLINE = """() => [...document.querySelectorAll("*")].filter((element) =>
    (element.matches("script:not([src]), style, [style]"))
    || [...element.attributes].some((one) => one.name.startsWith("on") || /^javascript:/i.test(one.value))
).map((element) => element.outerHTML.slice(0, 160))"""


def _inline(page: Page) -> list[str]:
    """Find what a strict policy forbids: script or style in the page itself."""
    return [f"inline: {one}" for one in page.evaluate(INLINE)]


def too_wide(page: Page) -> int:
    """Return by how many pixels the page itself is wider than its window; a table may scroll by itself."""
    return int(page.evaluate(WIDER))
