"""Maler: the files that are put in the teams' folders, ours or the unit's own."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from fastapi.responses import HTMLResponse, Response

from app import cohorts, submissions
from app.db import SessionDep
from app.errors import AppError
from app.provisioning.ledger.due import files_in_place
from app.web import FormPress, FormPressDep, Page, PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Name = Annotated[str, Form()]


@router.get("/kull/{cohort_id}/innleveringer/maler", name="own_templates")
def templates_page(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """Show whose template is used for each file, and which fields it has a place for."""
    return _page(session, cohort_id, show)


@router.post("/kull/{cohort_id}/innleveringer/maler")
def use_own(press: FormPressDep, cohort_id: int, show: PageDep, name: Name, template: UploadFile) -> Response:
    """Use the unit's own file as a template from now on."""

    def act() -> None:
        submissions.upload_template(
            press.session,
            cohort_id,
            name=name,
            content=template.file.read(submissions.MAX_TEMPLATE_BYTES + 1),
            filename=template.filename or "",
            deed=press.deed,
        )

    return _changed(press, cohort_id, show, name, act)


@router.post("/kull/{cohort_id}/innleveringer/maler/var")
def use_ours(press: FormPressDep, cohort_id: int, show: PageDep, name: Name) -> Response:
    """Use our own form again."""

    def act() -> None:
        submissions.use_our_template(press.session, cohort_id, name=name, deed=press.deed)

    return _changed(press, cohort_id, show, name, act)


def _changed(press: FormPress, cohort_id: int, show: Page, name: str, act: Callable[[], None]) -> Response:
    def changed() -> str:
        press.unchanged(submissions.template_about(cohort_id, name), cohort_id=cohort_id)
        act()
        return f"/kull/{cohort_id}/innleveringer/maler"

    try:
        return press.once(changed)
    except AppError as error:
        return _page(press.session, cohort_id, show, wrong=(name, str(error)))


def _page(
    session: SessionDep, cohort_id: int, show: Page, *, wrong: tuple[str, str] | None = None
) -> HTMLResponse:
    templates = submissions.own_templates_of(session, cohort_id)
    field = {one.name: f"template-{number}" for number, one in enumerate(templates, start=1)}
    errors = [(field.get(wrong[0], ""), wrong[1])] if wrong else []
    return show(
        "provisioning/templates.html",
        status=422 if errors else 200,
        title=gettext("Maler"),
        cohort=cohorts.get(session, cohort_id),
        templates=templates,
        field=field,
        in_place=files_in_place(session, cohort_id),
        errors=errors,
    )
