"""Søknader: every application beside its file, who has confirmed it, and the ways in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from app import cohorts, enrolment
from app.applications.commitment import ask_leaders, withdraw_leader_links
from app.applications.contacts import contacts_of, send_contact_links
from app.applications.deadline import day_received, deadline_of
from app.applications.dropped import bundle_dropped, correct_received
from app.applications.fields import ApplicationFields, FieldsDep
from app.applications.listing import list_applications
from app.applications.typed import refuse_unfinished, roles_to_choose
from app.db import Number, SessionDep
from app.errors import AppError
from app.web import FormPress, FormPressDep, Page, PageDep, gettext

router = APIRouter(
    prefix="/kull/{cohort_id}/soknader", include_in_schema=False, default_response_class=HTMLResponse
)
LINK_IS_GOOD_FOR = timedelta(days=60)
SEND = "send"
Typed = Annotated[str, Form()]


@router.get("", name="applications_page")
def applications_page(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    return _page(session, cohort_id, show)


@router.post("")
def drop_forms(
    press: FormPressDep,
    cohort_id: int,
    show: PageDep,
    forms: list[UploadFile],
    received: Typed = "",
    case_number: Typed = "",
) -> Response:
    """Read the forms that were dropped in, and show what they hold. Nothing is stored before a person says yes."""

    def act() -> str:
        read = [enrolment.Form(one.filename or "søknad", one.file.read()) for one in forms]
        data = bundle_dropped(read, received=received, case_number=case_number)
        return _kept(press, cohort_id, data, ", ".join(one.name for one in read))

    return _done(press, show, cohort_id, act, field="forms")


@router.post("/skriv")
def type_beside_file(press: FormPressDep, cohort_id: int, show: PageDep, fields: FieldsDep) -> Response:
    """Take an application typed beside its file, and show what it holds as for one that was dropped in."""

    def act() -> str:
        typed = fields.typed(fields.trust)
        cohort = cohorts.get(press.session, cohort_id)
        refuse_unfinished(typed, cohorts.own_role_names(press.session, cohort))
        moment = day_received(fields.received)
        data = typed.as_bundle(source="typed", received_at=moment.isoformat() if moment else "")
        return _kept(press, cohort_id, data, fields.file or fields.team)

    return _done(press, show, cohort_id, act, field="team", fields=fields)


@router.post("/mottatt")
def correct(
    press: FormPressDep,
    cohort_id: int,
    show: PageDep,
    team_id: Annotated[Number, Form()],
    received: Typed = "",
    case_number: Typed = "",
) -> Response:
    """Correct the day the post box had an application, and its case number."""

    def act() -> str:
        correct_received(
            press.session,
            cohort_id=cohort_id,
            team_id=team_id,
            received=received,
            case_number=case_number,
            deed=press.deed,
        )
        return f"/kull/{cohort_id}/soknader#t{team_id}"

    return _done(press, show, cohort_id, act, field=f"t{team_id}")


@router.post("/lenker")
def send_links(press: FormPressDep, cohort_id: int) -> Response:
    """Mail each trust's contact a link of their own."""

    def act() -> str:
        cohort = cohorts.get(press.session, cohort_id)
        ends = press.deed.at + LINK_IS_GOOD_FOR
        send_contact_links(press.session, cohort, address=press.address, ends=ends, deed=press.deed)
        return f"/kull/{cohort_id}/soknader#kontakter"

    return press.once(act, SEND)


@router.post("/ledere")
def ask_all_leaders(press: FormPressDep, cohort_id: int) -> Response:
    """Mail each nearest leader who has not confirmed a link of their own."""

    def act() -> str:
        cohort = cohorts.get(press.session, cohort_id)
        ends = press.deed.at + LINK_IS_GOOD_FOR
        ask_leaders(press.session, cohort, address=press.address, ends=ends, deed=press.deed)
        return f"/kull/{cohort_id}/soknader#soknader"

    return press.once(act, SEND)


@router.post("/trekk-lenker")
def withdraw_links(press: FormPressDep, cohort_id: int, team_id: Annotated[Number, Form()]) -> Response:
    """Take back the links of a team's nearest leaders."""

    def act() -> str:
        team = cohorts.team_in(press.session, cohort_id, team_id)
        withdraw_leader_links(press.session, team, deed=press.deed)
        return f"/kull/{cohort_id}/soknader#t{team_id}"

    return press.once(act)


def _kept(press: FormPress, cohort_id: int, data: bytes, name: str) -> str:
    enrolment.keep_draft(press.session, cohort_id=cohort_id, data=data, filename=name[:200], deed=press.deed)
    return f"/kull/{cohort_id}/pamelding#ark"


def _done(
    press: FormPress,
    show: Page,
    cohort_id: int,
    act: Callable[[], str],
    *,
    field: str,
    fields: ApplicationFields | None = None,
) -> Response:
    try:
        return press.once(act)
    except AppError as error:
        return _page(press.session, cohort_id, show, fields=fields, errors=[(field, str(error))])


def _page(
    session: Session,
    cohort_id: int,
    show: Page,
    *,
    fields: ApplicationFields | None = None,
    errors: list[tuple[str, str]] | None = None,
) -> HTMLResponse:
    cohort = cohorts.get(session, cohort_id)
    lines = list_applications(session, cohort_id)
    return show(
        "applications/applications.html",
        status=422 if errors else 200,
        title=gettext("Søknader"),
        cohort=cohort,
        lines=[one for one in lines if not one.late],
        late=[one for one in lines if one.late],
        deadline=deadline_of(session, cohort),
        contacts=contacts_of(session, cohort_id),
        organisations=cohorts.organisations(session),
        silent=[
            said.name
            for one in lines
            if one.place not in {"declined", "withdrawn"}
            for said in one.committed.leaders
            if not said.at
        ],
        roles=roles_to_choose(cohorts.own_role_names(session, cohort)),
        typed=fields,
        errors=errors or [],
    )
