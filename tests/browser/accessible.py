"""What the law asks of a page (WCAG 2.1 A and AA), asked by axe; and what we ask besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

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


def too_wide(page: Page) -> int:
    """Return by how many pixels the page itself is wider than its window; a table may scroll by itself."""
    return int(page.evaluate(WIDER))
