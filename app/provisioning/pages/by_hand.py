"""Gjøres for hånd: work by hand, step by step; and Angre: undoing the last day."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response

from app import cohorts
from app.config import settings
from app.db import SessionDep
from app.errors import AppError, Conflict
from app.provisioning.by_hand.service import by_hand_list, mark_all_done, mark_done
from app.provisioning.kinds import definite
from app.provisioning.lifecycle.undo import preview_undo, undo
from app.web import FormPressDep, Page, PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Typed = Annotated[str, Form()]
Errors = list[tuple[str, str]]


@router.get("/kull/{cohort_id}/klargjoring/for-hand")
def by_hand_page(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """List the work that waits for a person, in the order it must be done."""
    return _by_hand(session, cohort_id, show)


@router.post("/kull/{cohort_id}/klargjoring/for-hand")
def done_by_hand(
    press: FormPressDep, cohort_id: int, show: PageDep, key: Typed = "", link: Typed = ""
) -> Response:
    """Take a person's word that a thing is done; without a key, that everything is which needs no link."""

    def act() -> str:
        cohorts.get(press.session, cohort_id)
        if key:
            mark_done(press.session, cohort_id, key=key, link=link or None, deed=press.deed)
        else:
            mark_all_done(press.session, cohort_id, deed=press.deed)
        return f"/kull/{cohort_id}/klargjoring/for-hand"

    try:
        return press.once(act)
    except AppError as error:
        return _by_hand(press.session, cohort_id, show, errors=[(f"link-{key}", str(error))])


@router.get("/kull/{cohort_id}/klargjoring/angre")
def undo_page(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """Preview undoing the last day: the things to take away, and why others are left. Nothing is done."""
    return _undo(session, cohort_id, show)


@router.post("/kull/{cohort_id}/klargjoring/angre")
def take_away(press: FormPressDep, cohort_id: int, show: PageDep, checksum: Typed) -> Response:
    """Take it away, as was shown."""

    def act() -> str:
        undo(press.session, cohort_id, checksum=checksum, deed=press.deed)
        return f"/kull/{cohort_id}/klargjoring/fremdrift"

    try:
        return press.once(act)
    except AppError as error:
        return _undo(press.session, cohort_id, show, errors=[("", str(error))])


def _by_hand(
    session: SessionDep, cohort_id: int, show: Page, *, errors: Errors | None = None
) -> HTMLResponse:
    return show(
        "provisioning/by_hand.html",
        status=422 if errors else 200,
        title=gettext("Gjøres for hånd"),
        cohort=cohorts.get(session, cohort_id),
        work=by_hand_list(session, cohort_id),
        definite=definite,
        errors=errors or [],
    )


def _undo(session: SessionDep, cohort_id: int, show: Page, *, errors: Errors | None = None) -> HTMLResponse:
    cohort, told = cohorts.get(session, cohort_id), ""
    try:
        seen = preview_undo(session, cohort_id, now=settings().clock())
    except Conflict as why_not:
        seen, told = None, str(why_not)
    return show(
        "provisioning/undo.html",
        status=409 if errors else 200,
        title=gettext("Angre"),
        cohort=cohort,
        seen=seen,
        told=told,
        errors=errors or [],
    )
