"""Oversikt: the page the unit and mentors look at every morning."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from app import cohorts
from app.access import Asker, AskerDep, Scope
from app.cohorts import deviations_of, programme_as_run
from app.config import settings
from app.dashboard.homes.own_meetings import next_own_meeting
from app.dashboard.overview import HANDED_IN, Line, Overview, chosen, fetched_at, in_focus, overview
from app.dashboard.queries import coming
from app.dashboard.self_evaluation import over_time
from app.db import SessionDep
from app.errors import Conflict
from app.web import PageDep, gettext, one_page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Number = Annotated[str, Query(pattern="^[0-9]{0,9}$")]


@dataclass
class Filters:
    """The filters in the address; empty is all."""

    foretak: Number = ""
    veileder: Number = ""
    sted: str = ""
    sorter: str = ""
    side: int = 1

    def apply(self, lines: list[Line]) -> list[Line]:
        return chosen(
            lines,
            organisation_id=int(self.foretak) if self.foretak else None,
            mentor_id=int(self.veileder) if self.veileder else None,
            site=self.sted or None,
            by_name=self.sorter == "navn",
        )

    @property
    def address(self) -> str:
        """Write the same choice with room for the number of a page."""
        kept = {"foretak": self.foretak, "veileder": self.veileder, "sted": self.sted, "sorter": self.sorter}
        return f"?{urlencode({name: value for name, value in kept.items() if value} | {'side': ''})}{{}}"


FiltersDep = Annotated[Filters, Depends()]


@router.get("/kull/{cohort_id}/oversikt", name="overview")
def overview_page(
    session: SessionDep, asker: AskerDep, cohort_id: int, show: PageDep, filters: FiltersDep
) -> HTMLResponse:
    """Show every team that the reader may see, with its deliverables."""
    now, cohort = settings().clock(), cohorts.get(session, cohort_id)
    usual: dict[str, Any] = {"title": gettext("Oversikt"), "cohort": cohort, "filters": filters}
    try:
        found = overview(session, cohort_id, now=now)
    except Conflict as why_not:
        return show("dashboard/overview.html", cannot=str(why_not), **usual)
    seen = [line for line in found.lines if _sees(asker, line)]
    lines = filters.apply(seen)
    shown = Overview(lines=lines, asked=found.asked)
    scale = programme_as_run(cohort, deviations_of(session, cohort_id)).self_evaluation
    focus = in_focus(shown, now=now)
    return show(
        "dashboard/overview.html",
        **usual,
        found=shown,
        page=one_page(lines, number=filters.side, address=filters.address),
        focus=focus,
        **_counted(shown, focus.deliverable_id if focus else 0),
        needing=sum(line.needs > 0 for line in lines),
        organisations=sorted({(line.team.organisation_id, line.organisation) for line in seen}, key=_by_name),
        mentors=sorted({(one.person_id, one.name) for line in seen for one in line.mentors}, key=_by_name),
        sites=sorted({(site, site) for line in seen for site in line.sites}),
        scale=scale,
        evaluated=over_time(lines, found.asked, scale) if scale else [],
        next_meeting=_next_meeting(session, asker, cohort_id),
        fetched=fetched_at(session, cohort_id),
    )


def _next_meeting(session: Session, asker: Asker, cohort_id: int) -> tuple[str, datetime] | None:
    """Return the next meeting: for those who run the cohorts its own, for all others one they are invited to."""
    now = settings().clock()
    if asker.sees_everything:
        return coming(session, now, cohort_id).get(cohort_id)
    own = next_own_meeting(session, asker, cohort_id, now=now)
    return (own.meeting.title, own.starts_at) if own else None


def _counted(found: Overview, deliverable_id: int) -> dict[str, int]:
    counted = found.counted(deliverable_id)
    return {
        "handed_in": sum(count for how, count in counted.items() if how in HANDED_IN),
        "of": sum(counted.values()),
        "late": counted["late"],
        "returned": counted["returned"],
    }


def _sees(asker: Asker, line: Line) -> bool:
    team = line.team
    return asker.sees(Scope(cohort_id=team.cohort_id, team_id=team.id, organisation_id=team.organisation_id))


def _by_name(one: tuple[int, str]) -> str:
    return one[1].casefold()
