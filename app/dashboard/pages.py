"""The first pages: which cohorts there are, and how far each has come."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.access import AskerDep
from app.cohorts import service as cohorts
from app.db import SessionDep
from app.meetings import service as meetings
from app.provisioning.progress import progress_of
from app.provisioning.views import cohort_in_short
from app.web.page import PageDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
def all_cohorts(session: SessionDep, asker: AskerDep, show: PageDep) -> HTMLResponse:
    found = [cohort for cohort in cohorts.all_cohorts(session) if asker.sees_cohort(cohort.id)]
    listed = [cohort_in_short(session, cohort) for cohort in found]
    return show("dashboard/cohorts.html", title="Kull", cohorts=listed)


@router.get("/kull/{cohort_id}")
def one_cohort(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    cohort = cohorts.get(session, cohort_id)
    context: dict[str, Any] = {
        "cohort": cohort_in_short(session, cohort),
        "progress": progress_of(session, cohort_id),
        "meetings": meetings.of_cohort(session, cohort_id),
    }
    return show("dashboard/cohort.html", title=cohort.name, **context)
