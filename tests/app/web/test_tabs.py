"""The tabs of a cohort: those that have a page the reader may open, and the nearest of them is where we are."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI, Request

from app.access import Asker, Who
from app.access.asker import Grant
from app.web.tabs import leads_to, may_send, tabs

UNIT = Asker(actor="rhf", everywhere=frozenset({Who.improvement_unit}))
LEADER = Asker(
    actor="leader", grants=(Grant(who=Who.team_leader, cohort_id=1, team_id=2, organisation_id=3),)
)
PAGES = {
    "one_cohort": "/kull/{cohort_id}",
    "meetings": "/kull/{cohort_id}/moter",
    "submissions": "/kull/{cohort_id}/innleveringer",
    "show": "/kull/{cohort_id}/videoer/vis",
    "other": "/kull/{cohort_id}/moter/{meeting_id}",
}


def request(path: str, name: str, *, asker: Asker | None = UNIT) -> Request:
    """A request for a page of a service that has a handful of pages."""
    app = FastAPI()
    for page, address in PAGES.items():
        app.get(address, name=page, include_in_schema=False)(lambda: None)
    (route,) = [route for route in app.routes if getattr(route, "name", "") == name]
    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": path,
        "headers": [],
        "app": app,
        "route": route,
        "state": {"asker": asker} if asker else {},
    }
    return Request(scope)


@pytest.mark.parametrize(
    ("path", "name", "here", "is_page"),
    [
        ("/kull/1", "one_cohort", "Kullet", True),
        ("/kull/1/moter", "meetings", "Møter", True),
        ("/kull/1/moter/7", "other", "Møter", False),
        ("/kull/1/videoer/vis", "show", "Innleveringer", False),
    ],
)
def test_we_are_in_the_tab_whose_address_ours_begins_with_or_that_holds_the_page(
    path: str, name: str, here: str, is_page: bool
) -> None:
    shown = tabs(request(path, name), 1)
    assert [(tab.text, tab.address) for tab in shown] == [
        ("Kullet", "/kull/1"),
        ("Møter", "/kull/1/moter"),
        ("Innleveringer", "/kull/1/innleveringer"),
    ]
    assert [(tab.text, tab.is_page) for tab in shown if tab.is_here] == [(here, is_page)]


def test_a_page_that_is_not_there_or_is_for_other_roles_has_no_address() -> None:
    own, other = (request("/kull/1", "one_cohort", asker=asker) for asker in (UNIT, LEADER))
    assert leads_to(own, "submissions", cohort_id=1) == "/kull/1/innleveringer"
    assert leads_to(own, "log", cohort_id=1) is None
    assert leads_to(other, "submissions", cohort_id=1) is None


def test_a_form_is_shown_to_roles_that_may_send_it() -> None:
    assert [may_send(asker, "/kull/1/datoer/bekreft") for asker in (UNIT, LEADER)] == [True, False]
    assert may_send(UNIT, "/kull/1/finnes-ikke") is False
