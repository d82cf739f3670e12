"""Every page, with nothing, something and hostile things in it: accessible, narrow enough, and without complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from accessible import too_wide, violations
from browsing import NARROW
from fastapi.routing import iter_route_contexts
from what_is_there import SCRIPT

from app.main import create_app

if TYPE_CHECKING:
    from browsing import Window

NO_PAGES = ("/api/", "/health/", "/static", "/graph/", "/sign", "/metrics")
PAGES: dict[str, dict[str, Any]] = {
    "/": {},
    "/kull/{cohort_id}": {"cohort_id": 1},
}
"""Every page of ours, and one of each that there is in a service that holds something. A new page is added here."""

WITHOUT_ANYTHING = [path for path, values in PAGES.items() if not values]
LIGHTS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": NARROW},
    "forced colours": {"forced_colors": "active"},
}


def test_no_page_is_forgotten() -> None:
    routes = [route for route in iter_route_contexts(create_app().routes) if "GET" in (route.methods or ())]
    assert {route.path for route in routes if not route.path.startswith(NO_PAGES)} == set(PAGES)


@pytest.mark.browser
@pytest.mark.parametrize("window", LIGHTS.values(), ids=LIGHTS, indirect=True)
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("contents", ["ordinary", "hostile"])
def test_a_page_is_for_everybody(
    contents: str, path: str, window: Window, request: pytest.FixtureRequest
) -> None:
    service = request.getfixturevalue(contents)
    page = window.open(service.address + path.format(**PAGES[path]))
    assert violations(page) == []
    assert too_wide(page) == 0
    assert page.locator("h1").count() == 1
    assert page.locator("img[src=x]").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("window", LIGHTS.values(), ids=LIGHTS, indirect=True)
@pytest.mark.parametrize("path", WITHOUT_ANYTHING)
def test_an_empty_page_is_for_everybody(path: str, window: Window, empty: Any) -> None:
    page = window.open(empty.address + path)
    assert violations(page) == []
    assert too_wide(page) == 0


def test_a_name_that_is_code_is_a_name(window: Window, hostile: Any) -> None:
    page = window.open(hostile.address)
    assert page.get_by_role("link", name=SCRIPT).count() == 1
    assert violations(page) == []
