"""Put the pieces together (ASGI): `uvicorn --factory app.main:create_app`."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.responses import JSONResponse
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from app import logs
from app.access import let_in, not_forged
from app.answering.api import router as answering
from app.answering.pages import router as answering_pages
from app.applications.api import router as applications
from app.applications.contact_pages import router as own_applications
from app.applications.leader_pages import router as leaders
from app.applications.pages import router as application_pages
from app.channel_posts.pages import router as channel_posts
from app.config import settings
from app.courses.api import router as courses
from app.courses.pages import router as course_pages
from app.dashboard.halt import router as halt
from app.dashboard.homes.one_page_routes import router as one_page
from app.dashboard.homes.pages import router as homes
from app.dashboard.letters import router as letters
from app.dashboard.log import router as log
from app.dashboard.overview_page import router as overview
from app.dashboard.pages import router as dashboard
from app.dashboard.status import router as status
from app.dashboard.team_pages import router as teams
from app.db import migrate
from app.enrolment.api import router as enrolment
from app.enrolment.pages import router as enrolment_pages
from app.gc_tuning import settle_down
from app.health import Pulse, refuse_damaged, watched_by
from app.meetings.api.agreements import router as agreements
from app.meetings.api.attendance import router as attendance
from app.meetings.api.feeds import router as feeds
from app.meetings.api.meetings import router as meetings
from app.meetings.pages.attendance import router as attendance_pages
from app.meetings.pages.door import router as door_page
from app.meetings.pages.feeds import router as feed_pages
from app.mentors.api import router as mentors
from app.mentors.pages import router as mentor_pages
from app.people_changes.api import router as people_changes
from app.people_changes.pages import router as people_changes_pages
from app.places.api import router as places
from app.places.pages import router as places_pages
from app.privacy.api import router as privacy
from app.privacy.pages import router as information
from app.programmes.api import router as programmes
from app.programmes.edit_page import router as programme_edit_page
from app.programmes.holidays.api import router as school_holidays
from app.programmes.holidays.pages import router as school_holiday_pages
from app.programmes.pages import router as programme_pages
from app.provisioning.api.by_hand import router as by_hand
from app.provisioning.api.drift import router as drift
from app.provisioning.api.lifecycle import router as life
from app.provisioning.api.provision import router as provisioning
from app.provisioning.pages import router as provisioning_pages
from app.provisioning.progress.followers import Followers
from app.sign_in.service import open_sign_in
from app.submissions.api.notifications import router as notifications
from app.submissions.api.show import router as showing
from app.submissions.api.submissions import router as submissions
from app.submissions.api.upload import router as uploading
from app.submissions.library.forged import ForgedNotifications
from app.submissions.pages.consent import router as consent
from app.submissions.pages.show import router as showreel
from app.submissions.pages.submissions import router as submission_pages
from app.web.http.behind_proxy import BehindProxy
from app.web.http.heads import ShortHeads
from app.web.http.idempotency import AnsweredBefore, AnswerOnce, done_once, give_again
from app.web.http.json_bodies import PlainJson
from app.web.http.openapi_errors import REFUSALS
from app.web.http.rate_limit import Allowances, Fair
from app.web.http.request_log import Journal
from app.web.http.security_headers import LOOPBACK, OnlyFromHere
from app.web.http.too_large import InWords
from app.web.packages import STATIC, Static
from app.web.refusals import tell_refusals, too_large
from app.web.routes.audit import router as audit
from app.web.routes.health import router as health
from app.web.routes.language_choice import router as choosing
from app.web.routes.messages import router as messages
from app.web.routes.metrics import open_metrics
from app.web.routes.own_sessions import router as own_sessions
from app.web.routes.sandbox import router as sandbox
from app.web.routes.sign_in import SIGN_INS_A_SECOND, SIGN_INS_AT_ONCE
from app.web.routes.sign_in import router as sign_in
from app.web.routes.teams_tab import router as teams_tab
from jobs import CHECKS, embedded_sandbox_address
from jobs.outgoing import film_piece
from jobs.runner import Runner

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import FastAPI

LARGEST_BODY = 12 * 1024 * 1024  # a workbook of ten megabytes and what is around it


def create_app() -> FastAPI:
    """Make the service. Raises Refused in live mode."""
    settings().refuse_what_is_not_safe()
    logs.configure()
    app = InWords(
        title="Kull",
        lifespan=_lifespan,
        dependencies=[Depends(let_in), Depends(not_forged), Depends(done_once)],
        responses=REFUSALS,
        max_body_size=LARGEST_BODY,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.pulse, app.state.followers = Pulse(), Followers()
    app.state.sign_ins = Allowances(a_second=SIGN_INS_A_SECOND, at_once=SIGN_INS_AT_ONCE)
    for router in (
        programmes,
        school_holidays,
        provisioning,
        drift,
        by_hand,
        life,
        enrolment,
        people_changes,
        places,
        answering,
        meetings,
        agreements,
        attendance,
        feeds,
        privacy,
        information,
        submissions,
        notifications,
        uploading,
        audit,
        messages,
        showing,
        consent,
        answering_pages,
        door_page,
        attendance_pages,
        feed_pages,
        health,
        sign_in,
        teams_tab,
        choosing,
        own_sessions,
        dashboard,
        log,
        letters,
        overview,
        teams,
        homes,
        one_page,
        submission_pages,
        channel_posts,
        showreel,
        status,
        halt,
        programme_edit_page,
        programme_pages,
        school_holiday_pages,
        enrolment_pages,
        mentors,
        course_pages,
        courses,
        mentor_pages,
        people_changes_pages,
        places_pages,
        applications,
        application_pages,
        own_applications,
        leaders,
        provisioning_pages,
    ):
        app.include_router(router)
    if settings().tenant == "sandbox":
        app.include_router(sandbox)
    app.add_api_route("/api/openapi.json", _describe, include_in_schema=False)
    app.mount("/static", GZipMiddleware(Static(directory=STATIC)))
    app.add_middleware(AnswerOnce)
    app.add_middleware(PlainJson)
    app.add_middleware(OnlyFromHere)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=_own_names())
    app.add_middleware(Fair)
    app.add_middleware(ShortHeads)
    app.add_middleware(Journal)
    app.add_middleware(BehindProxy, trusted=settings().trusted_networks)
    app.words = too_large
    tell_refusals(app)
    app.add_exception_handler(AnsweredBefore, give_again)
    return app


def _own_names() -> list[str]:
    """List the host names we answer to: this machine's, and the one people know us by."""
    public = urlsplit(settings().public_url).hostname
    return [*LOOPBACK, *([public] if public else [])]


def _describe(request: Request) -> JSONResponse:
    """Tell what the API offers, to whoever has signed in."""
    app: FastAPI = request.app
    return JSONResponse(app.openapi())


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    refuse_damaged()
    migrate()
    runner = Runner(settings())
    with watched_by(runner.pulse):
        runner.start()
        app.state.forged = ForgedNotifications()
        app.state.wake, app.state.checks, app.state.pulse = runner.wake, CHECKS, runner.pulse
        app.state.piece_of_film = lambda *asked: runner.ask(lambda tenant: film_piece(tenant, *asked))
        address = settings().sandbox_url.rstrip("/") or embedded_sandbox_address(settings())
        app.state.sandbox_address = address
        try:
            with (
                open_metrics(settings().metrics_port, host=settings().metrics_host),
                open_sign_in(settings(), sandbox_address=address) as app.state.sign_in,
            ):
                settle_down()
                runner.wake()
                yield
        finally:
            runner.stop()
