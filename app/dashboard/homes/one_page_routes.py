"""The one page of a cohort: as a file, and by a personal link without signing in."""

from fastapi import APIRouter
from fastapi.responses import Response
from sqlmodel import Session

from app.access import Asker, AskerDep, Scope, Who
from app.config import settings
from app.dashboard.homes.one_page import one_page
from app.dashboard.homes.one_page_links import opened_by, send_links
from app.dashboard.homes.one_page_pdf import as_pdf
from app.db import SessionDep
from app.web import FormPressDep

router = APIRouter(include_in_schema=False)
PDF = "application/pdf"
SEND = "send"
SEES_ALL = frozenset({Who.faculty})


@router.get("/kull/{cohort_id}/en-side.pdf", name="one_page")
def one_page_file(session: SessionDep, asker: AskerDep, cohort_id: int) -> Response:
    """Download the page: of the whole cohort, or for a director of their own organisation."""
    return _file(session, cohort_id, _seen_by(asker, cohort_id))


@router.get("/en-side/{token}")
def one_page_by_link(session: SessionDep, token: str) -> Response:
    """Show the page to the holder of a personal link."""
    cohort_id, organisations = opened_by(session, token, now=settings().clock())
    return _file(session, cohort_id, organisations)


@router.post("/kull/{cohort_id}/en-side/lenker")
def mail_one_page(press: FormPressDep, cohort_id: int) -> Response:
    """Mail the directors and the steering group a link each."""

    def act() -> str:
        send_links(press.session, cohort_id, address=press.address, deed=press.deed)
        return f"/kull/{cohort_id}#en-side"

    return press.once(act, SEND)


def _seen_by(asker: Asker, cohort_id: int) -> set[int] | None:
    here = [grant for grant in asker.grants if grant.covers(Scope(cohort_id=cohort_id))]
    if asker.sees_everything or any(grant.who in SEES_ALL for grant in here):
        return None
    return {grant.organisation_id for grant in here if grant.who is Who.top_leader and grant.organisation_id}


def _file(session: Session, cohort_id: int, organisations: set[int] | None) -> Response:
    page = one_page(session, cohort_id, organisations=organisations, now=settings().clock())
    name = {"Content-Disposition": 'inline; filename="en-side.pdf"'}
    return Response(as_pdf(page), media_type=PDF, headers=name)
