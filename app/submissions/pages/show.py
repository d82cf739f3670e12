"""Videoene til samlingen: the running order, hitches before the day, and the show itself."""

import re
from itertools import groupby
from operator import attrgetter

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from app import cohorts
from app.config import settings
from app.db import SessionDep, unit_of_work
from app.submissions.show import running_order
from app.submissions.show.running_order import Film, Piece
from app.web import PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
RANGE = re.compile(r"bytes=([0-9]{1,15})-([0-9]{0,15})")


@router.get("/kull/{cohort_id}/videoer")
def showreel_page(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """List the films in running order, and the reasons that keep the others out."""
    found = running_order.showreel(session, cohort_id, now=settings().clock())
    return show(
        "submissions/showreel.html",
        title=gettext("Videoene til samlingen"),
        cohort=cohorts.get(session, cohort_id),
        films=found.films,
        hitches=[(team, list(theirs)) for team, theirs in groupby(found.hitches, key=attrgetter("team"))],
        instead=found.instead,
        seconds=sum(film.seconds or 0 for film in found.films),
    )


@router.get("/kull/{cohort_id}/videoer/vis", name="show")
def show_films(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """Show the films in turn, full screen and by keyboard; without JavaScript each by its own buttons."""
    films = running_order.show_reel(session, cohort_id, now=settings().clock())
    return show(
        "submissions/show.html",
        title=gettext("Vis videoene"),
        cohort=cohorts.get(session, cohort_id),
        films=films,
    )


@router.get("/kull/{cohort_id}/videoer/{film}/film", name="film")
async def play(request: Request, cohort_id: int, film: str) -> Response:
    """Give a browser the piece of a film it asks for, as much as is passed on at once; it asks again for the rest."""
    asked = RANGE.fullmatch(request.headers.get("range", "bytes=0-"))
    if asked is None:
        return Response(status_code=416)
    found = await run_in_threadpool(_film, cohort_id, film)
    first, last = (int(number) if number else None for number in asked.groups())
    piece: Piece = await request.app.state.piece_of_film(found, first, last)
    return Response(piece.content, status_code=206, headers=_told(piece), media_type="video/mp4")


def _film(cohort_id: int, item_id: str) -> Film:
    with unit_of_work() as session:
        return running_order.one_of(session, cohort_id, item_id, now=settings().clock())


def _told(piece: Piece) -> dict[str, str]:
    last = piece.offset + len(piece.content) - 1
    return {"Accept-Ranges": "bytes", "Content-Range": f"bytes {piece.offset}-{last}/{piece.size}"}
