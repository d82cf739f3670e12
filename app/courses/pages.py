"""Grunnkurs: a list of course participants in, and what is uncertain in it."""

from fastapi import APIRouter, UploadFile
from fastapi.responses import HTMLResponse, Response

from app import cohorts, questions
from app.courses.service import about_courses, read_course_list
from app.db import SessionDep
from app.errors import AppError
from app.web import FormPressDep, Page, PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/kull/{cohort_id}/veiledere/grunnkurs")
def course_page(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """Show how many have the course, and the questions that are open."""
    return _page(session, cohort_id, show)


@router.post("/kull/{cohort_id}/veiledere/grunnkurs")
def read_list(press: FormPressDep, cohort_id: int, show: PageDep, workbook: UploadFile) -> Response:
    """Read a list of participants."""

    def act() -> str:
        done = read_course_list(
            press.session,
            cohort_id=cohort_id,
            data=workbook.file.read(),
            filename=workbook.filename or "",
            deed=press.deed,
        )
        told = "&".join(f"{name}={number}" for name, number in done.counts.items())
        return f"/kull/{cohort_id}/veiledere/grunnkurs?{told}"

    try:
        return press.once(act)
    except AppError as error:
        return _page(press.session, cohort_id, show, errors=[("workbook", str(error))])


def _page(
    session: SessionDep, cohort_id: int, show: Page, *, errors: list[tuple[str, str]] | None = None
) -> HTMLResponse:
    cohort = cohorts.get(session, cohort_id)
    teams = cohorts.teams_of(session, cohort_id=cohort_id)
    asked = questions.open_questions(session, cohort_id, about=about_courses(cohort_id))
    return show(
        "courses/courses.html",
        status=422 if errors else 200,
        title=gettext("Grunnkurs"),
        cohort=cohort,
        mix=cohorts.mix_of(session, cohort_id=cohort_id, teams=teams),
        asked=[questions.in_full(one) for one in asked],
        errors=errors or [],
    )
