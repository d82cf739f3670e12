"""Addresses of pages by their names, and the tabs of a cohort in the order of the work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from fastapi.routing import iter_route_contexts

from app.access import ROUTES, Scope
from app.web.language import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI, Request

    from app.access import Asker

TABS = (
    ("one_cohort", said("Kullet")),
    ("overview", said("Oversikt")),
    ("enrolment_page", said("Påmelding")),
    ("applications_page", said("Søknader")),
    ("own_applications", said("Søknadene deres")),
    ("places", said("Plasser")),
    ("people_changes_page", said("Endringer")),
    ("mentors", said("Veiledere")),
    ("calendar", said("Datoer")),
    ("preview", said("Klargjøring")),
    ("teams", said("Team")),
    ("meetings", said("Møter")),
    ("submissions", said("Innleveringer")),
    ("outbox", said("Utboks")),
    ("changed_outside", said("Endret utenfra")),
    ("log", said("Logg")),
)
"""The name of the route that shows the tab, and what the tab says."""

INSIDE = {
    "showreel_page": "submissions",
    "show": "submissions",
    "submission_page": "submissions",
    "team_page": "overview",
}
"""Pages that lie inside a tab though their addresses do not begin with its."""


@dataclass(frozen=True, kw_only=True)
class Tab:
    """`is_here` on the tab that the shown page is, or lies inside; `is_page` when it is the page itself."""

    address: str
    text: str
    is_here: bool
    is_page: bool


def tabs(request: Request, cohort_id: int) -> list[Tab]:
    """Return the tabs with a page; the shown page lies inside the tab whose address is its longest beginning."""
    there = list(_there(request, cohort_id))
    path = request.url.path
    inside = leads_to(request, INSIDE.get(request.scope["route"].name, ""), cohort_id=cohort_id)
    above = max((address for address, _ in there if _is_above(address, path)), key=len, default="")
    here = inside or above
    return [
        Tab(address=address, text=text, is_here=address == here, is_page=address == path)
        for address, text in there
    ]


def _there(request: Request, cohort_id: int) -> Iterator[tuple[str, str]]:
    for name, text in TABS:
        address = leads_to(request, name, cohort_id=cohort_id)
        if address:
            yield address, text


def _is_above(address: str, path: str) -> bool:
    return path == address or path.startswith(f"{address}/")


def leads_to(request: Request, name: str, **path: Any) -> str | None:  # noqa: ANN401 - any part of a path
    """Return the address of a page by its name; None when there is no such page, or it is for other roles."""
    pattern = _pages(request.app).get(name)
    asker: Asker | None = getattr(request.state, "asker", None)
    may_see = asker is None or asker.may(f"GET {pattern}", Scope(cohort_id=path.get("cohort_id")))
    return pattern.format(**path) if pattern and may_see else None


def may_send(asker: Asker, action: str) -> bool:
    """Tell whether a person may send the form of an address; a form they would be refused is not shown."""
    for route, pattern in _forms().items():
        if found := pattern.fullmatch(action):
            cohort_id = found.groupdict().get("cohort_id")
            return asker.may(route, Scope(cohort_id=int(cohort_id) if cohort_id else None))
    return False


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    """Return how the address of each form is written, by its route."""
    routes = [route for route in ROUTES if route.startswith("POST /")]
    return {
        route: re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", route.removeprefix("POST ")))
        for route in routes
    }


def _pages(app: FastAPI) -> dict[str, str]:
    """Return the paths of every page, by name. A route in the API's description is no page."""
    if not hasattr(app.state, "pages"):
        app.state.pages = {
            route.name: route.path
            for route in iter_route_contexts(app.routes)
            if "GET" in (route.methods or ()) and not route.include_in_schema
        }
    found: dict[str, str] = app.state.pages
    return found
