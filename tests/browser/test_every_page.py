"""Every page, with nothing, something and hostile things in it: accessible, narrow enough, and without complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from accessible import looked_over
from fastapi.routing import iter_route_contexts
from what_is_there import SCRIPT

from app.main import create_app

if TYPE_CHECKING:
    from browsing import Window

NO_PAGES = ("/api/", "/health/", "/static", "/graph/", "/sign-in", "/metrics")
NOT_LOOKED_AT = {
    "/kull/{cohort_id}/pamelding/mal",
    "/kull/{cohort_id}/klargjoring/hendelser",
    "/kull/{cohort_id}/videoer/{film}/film",
    "/kalender/{token}.ics",
}
"""A workbook, a stream of events, a film and a calendar."""

COHORT, TEMPLATE = {"cohort_id": 1}, {"key": "torn-kull-3"}
PAGES: dict[str, dict[str, Any]] = {
    "/": {},
    "/innlogginger": {},
    "/nytt-kull": {},
    "/program": {},
    "/program/{key}": TEMPLATE,
    "/program/{key}/endre": TEMPLATE,
    "/teknisk-status": {},
    "/kull/{cohort_id}": COHORT,
    "/kull/{cohort_id}/datoer": COHORT,
    "/kull/{cohort_id}/pamelding": COHORT,
    "/kull/{cohort_id}/klargjoring": COHORT,
    "/kull/{cohort_id}/klargjoring/fremdrift": COHORT,
    "/kull/{cohort_id}/klargjoring/for-hand": COHORT,
    "/kull/{cohort_id}/klargjoring/angre": COHORT,
    "/kull/{cohort_id}/endret-utenfra": COHORT,
    "/kull/{cohort_id}/logg": COHORT,
    "/kull/{cohort_id}/oversikt": COHORT,
    "/kull/{cohort_id}/innleveringer": COHORT,
    "/kull/{cohort_id}/innleveringer/maler": COHORT,
    "/kull/{cohort_id}/videoer": COHORT,
    "/kull/{cohort_id}/moter": COHORT,
    "/kull/{cohort_id}/moter/{meeting_id}": COHORT | {"meeting_id": 1},
    "/kull/{cohort_id}/moter/{meeting_id}/flytt": COHORT | {"meeting_id": 1},
    "/kull/{cohort_id}/moter/{meeting_id}/oppmote": COHORT | {"meeting_id": 1},
    "/kull/{cohort_id}/moter/{meeting_id}/endre": COHORT | {"meeting_id": 1},
    "/kull/{cohort_id}/kalenderlenker": COHORT,
    "/innleveringer/{submission_id}": {"submission_id": 1},
    "/kull/{cohort_id}/videoer/vis": COHORT,
    "/team/{team_uid}": {"of": "the first team"},
    "/hva-na/{token}": {"of": "its leader"},
    "/samtykke/{token}": {"of": "one of them"},
    "/oppmote/{token}": {"of": "the first meeting"},
    "/signed-out": {},
}
"""Every page of ours, and one of each that there is in a service that holds something. A new page is added here."""

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
