"""Endret utenfra: the changes by others, and a decision about each."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response

from app import cohorts
from app.db import SessionDep
from app.errors import AppError
from app.provisioning.api.drift import LOOK_OVER
from app.provisioning.drift import observations
from app.provisioning.drift.decisions import decide_about_drift
from app.provisioning.drift.report import Decision, drift_of
from app.web import FormPressDep, Page, PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Typed = Annotated[str, Form()]


@router.get("/kull/{cohort_id}/endret-utenfra")
def changed_outside(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """Show the last look, and the decisions open for each change."""
    return _page(session, cohort_id, show)


@router.post("/kull/{cohort_id}/endret-utenfra/se-etter")
def look_again(press: FormPressDep, cohort_id: int) -> Response:
    """Ask for a look now; the page tells when it has been done."""

    def act() -> str:
        observations.ask(press.session, cohort_id, deed=press.deed)
        return f"/kull/{cohort_id}/endret-utenfra"

    return press.once(act, LOOK_OVER)


@router.post("/kull/{cohort_id}/endret-utenfra")
def decide_about(
    press: FormPressDep, cohort_id: int, show: PageDep, key: Typed, decision: Annotated[Decision, Form()]
) -> Response:
    """Put a thing back, take it over as it is, or let it go."""

    def act() -> str:
        decide_about_drift(press.session, cohort_id, key=key, decision=decision, deed=press.deed)
        return f"/kull/{cohort_id}/endret-utenfra"

    try:
        return press.once(act)
    except AppError as error:
        return _page(press.session, cohort_id, show, errors=[("", str(error))])


def _page(
    session: SessionDep, cohort_id: int, show: Page, *, errors: list[tuple[str, str]] | None = None
) -> HTMLResponse:
    cohort, found = cohorts.get(session, cohort_id), drift_of(session, cohort_id)
    return show(
        "provisioning/changed_outside.html",
        status=409 if errors else 200,
        title=gettext("Endret utenfra"),
        cohort=cohort,
        found=found,
        teams={team.id: team.name for team in cohorts.teams_of(session, cohort_id=cohort_id)},
        errors=errors or [],
        fetched=found.looked_at,
        looking=found.asked_at and (found.looked_at is None or found.looked_at < found.asked_at),
    )
