"""Every page, with nothing, something and hostile things in it: accessible, narrow enough, and without complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from fastapi.routing import iter_route_contexts
from support.browser.accessible import looked_over
from support.browser.pages import PAGES
from support.browser.what_is_there import SCRIPT

from app.main import create_app

if TYPE_CHECKING:
    from support.browser.browsing import Window

NO_PAGES = ("/api/", "/health/", "/static", "/graph/", "/sign-in", "/metrics")
NOT_LOOKED_AT = {
    "/kull/{cohort_id}/pamelding/mal",
    "/kull/{cohort_id}/pamelding/ark/merket",
    "/kull/{cohort_id}/plasser/brev",
    "/kull/{cohort_id}/soknad",
    "/kull/{cohort_id}/soknad/{team_id}/pdf",
    "/soknad/{token}/{number}/pdf",
    "/en-side/{token}",
    "/kull/{cohort_id}/en-side.pdf",
    "/kull/{cohort_id}/klargjoring/hendelser",
    "/kull/{cohort_id}/videoer/{film}/film",
    "/kalender/{token}.ics",
    "/_sandbox",
    "/veileder",
}
"""Workbooks and files for an archive, a stream of events, a film, a calendar, and the way to the sandbox's own page.

A contact's page is looked at by its link, and a mentor's own by a mentor in test_each_role.py.
"""

ALSO = [
    "/nytt-kull?what=torn-kull-3&start_year=2027&name=Neste",
    "/program/vaart/endre",
    "/kull/2/klargjoring",
    "/kull/3/datoer",
    "/kull/3/pamelding",
    "/kull/3/klargjoring",
    "/kull/1/logg?alt=true",
    "/kull/2/oversikt",
    "/kull/3/oversikt",
    "/kull/3/innleveringer",
    "/kull/3/videoer",
    "/kull/1/oversikt?foretak=1&sorter=navn",
    "/kull/1/moter/1/flytt?day=2026-05-18&clock=09:00",
    "/kull/1/moter/1/flytt?day=x",
    "/innleveringer/2",
    "/kull/99",
    "/finnes-ikke",
]
"""Pages that look otherwise: before anything is made, a programme of one's own, and what is not there."""

WITHOUT_ANYTHING = [path for path, values in PAGES.items() if not values]


def test_no_page_is_forgotten() -> None:
    routes = [route for route in iter_route_contexts(create_app().routes) if "GET" in (route.methods or ())]
    assert {route.path for route in routes if not route.path.startswith(NO_PAGES)} == {*PAGES, *NOT_LOOKED_AT}


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("contents", ["ordinary", "hostile", "broken"])
def test_a_page_is_for_everybody(
    contents: str, path: str, window: Window, request: pytest.FixtureRequest
) -> None:
    service = request.getfixturevalue(contents)
    page = window.open(service.at(path, **PAGES[path]))
    assert looked_over(page) == []
    assert page.locator("img[src=x]").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("address", ALSO)
def test_a_page_that_looks_otherwise_is_for_everybody(address: str, window: Window, ordinary: Any) -> None:
    page = window.open(ordinary.address + address)
    assert looked_over(page) == []
    window.forget_what_is_not_there()


@pytest.mark.browser
@pytest.mark.parametrize("path", WITHOUT_ANYTHING)
def test_an_empty_page_is_for_everybody(path: str, window: Window, empty: Any) -> None:
    assert looked_over(window.open(empty.address + path)) == []


@pytest.mark.browser
def test_a_name_that_is_code_is_a_name(window: Window, hostile: Any) -> None:
    page = window.open(hostile.address)
    assert page.get_by_role("link", name=SCRIPT).count() == 1
