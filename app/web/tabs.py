"""The tabs of a cohort, in the order one works through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.routing import NoMatchFound

from app.web.language import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import Request

TABS = (
    ("one_cohort", said("Kullet")),
    ("overview", said("Oversikt")),
    ("enrolment", said("Påmelding")),
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


@dataclass(frozen=True, kw_only=True)
class Tab:
    address: str
    text: str
    is_here: bool


def tabs(request: Request, cohort_id: int) -> list[Tab]:
    """Return the tabs whose page exists; the one we are in is the longest address that ours begins with."""
    there = list(_there(request, cohort_id))
    path = request.url.path
    here = max((address for address, _ in there if _is_above(address, path)), key=len, default="")
    return [Tab(address=address, text=text, is_here=address == here) for address, text in there]


def _there(request: Request, cohort_id: int) -> Iterator[tuple[str, str]]:
    for name, text in TABS:
        try:
            yield str(request.app.url_path_for(name, cohort_id=cohort_id)), text
        except NoMatchFound:
            continue


def _is_above(address: str, path: str) -> bool:
    return path == address or path.startswith(f"{address}/")
