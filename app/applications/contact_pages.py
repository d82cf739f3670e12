"""The page of a trust's contact: apply, rank, confirm and withdraw, signed in or by a link of one's own."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from app import cohorts, places
from app.access import AskerDep
from app.applications.commitment import confirm_for_trust, trust_text, version_of
from app.applications.deadline import deadline_of
from app.applications.door import TrustDoor, by_link, by_sign_in
from app.applications.fields import ApplicationFields, FieldsDep
from app.applications.listing import list_applications
from app.applications.papers import application_pdf
from app.applications.ranking import Direction, move_in_rank
from app.applications.typed import apply_by_contact, roles_to_choose
from app.config import settings
from app.db import Number, SessionDep
from app.errors import AppError, Code, Invalid
from app.web import MAX_SMALL_FORM_BYTES, FormPress, FormPressDep, Page, PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
TeamId = Annotated[Number, Form()]
Why = Annotated[str, Form()]
Moved = Annotated[Direction, Form()]
PDF = "application/pdf"
WITHOUT_TRUST = "Du er kontakt uten foretak. Forbedringsenheten må legge inn hvilket foretak det er."


@router.get("/kull/{cohort_id}/soknad", name="own_applications")
def own_applications(session: SessionDep, asker: AskerDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    return _page(session, show, by_sign_in(session, asker, cohort_id))


@router.post("/kull/{cohort_id}/soknad")
def apply(press: FormPressDep, asker: AskerDep, cohort_id: int, show: PageDep, fields: FieldsDep) -> Response:
    return _apply(press, show, by_sign_in(press.session, asker, cohort_id), fields)


@router.post("/kull/{cohort_id}/soknad/rekkefolge")
def rank(
    press: FormPressDep, asker: AskerDep, cohort_id: int, show: PageDep, team_id: TeamId, move: Moved
) -> Response:
    return _rank(press, show, by_sign_in(press.session, asker, cohort_id), team_id, move)


@router.post("/kull/{cohort_id}/soknad/bekreft")
def confirm(
    press: FormPressDep,
    asker: AskerDep,
    cohort_id: int,
    show: PageDep,
    team_id: TeamId,
    version: Annotated[str, Form()] = "",
) -> Response:
    return _confirm(press, show, by_sign_in(press.session, asker, cohort_id), team_id, version)


@router.post("/kull/{cohort_id}/soknad/trekk")
def withdraw(
    press: FormPressDep, asker: AskerDep, cohort_id: int, show: PageDep, team_id: TeamId, why: Why = ""
) -> Response:
    return _withdraw(press, show, by_sign_in(press.session, asker, cohort_id), team_id, why)


@router.get("/kull/{cohort_id}/soknad/{team_id}/pdf")
def archive_file(session: SessionDep, cohort_id: int, team_id: int) -> Response:
    """Download an application as PDF/A; the table of routes lets in the unit and the team's own trust."""
    team = cohorts.team_in(session, cohort_id, team_id)
    made = application_pdf(session, cohorts.get(session, cohort_id), team, now=settings().clock())
    return _download(made)


@router.get("/soknad/{token}")
def applications_by_link(session: SessionDep, token: str, show: PageDep) -> HTMLResponse:
    return _page(session, show, by_link(session, token, now=settings().clock()))


@router.post("/soknad/{token}", max_body_size=MAX_SMALL_FORM_BYTES)
def apply_by_link(press: FormPressDep, token: str, show: PageDep, fields: FieldsDep) -> Response:
    return _apply(press, show, by_link(press.session, token, now=press.deed.at), fields)


@router.post("/soknad/{token}/rekkefolge", max_body_size=MAX_SMALL_FORM_BYTES)
def rank_by_link(press: FormPressDep, token: str, show: PageDep, team_id: TeamId, move: Moved) -> Response:
    return _rank(press, show, by_link(press.session, token, now=press.deed.at), team_id, move)


@router.post("/soknad/{token}/bekreft", max_body_size=MAX_SMALL_FORM_BYTES)
def confirm_by_link(
    press: FormPressDep, token: str, show: PageDep, team_id: TeamId, version: Annotated[str, Form()] = ""
) -> Response:
    return _confirm(press, show, by_link(press.session, token, now=press.deed.at), team_id, version)


@router.post("/soknad/{token}/trekk", max_body_size=MAX_SMALL_FORM_BYTES)
def withdraw_by_link(
    press: FormPressDep, token: str, show: PageDep, team_id: TeamId, why: Why = ""
) -> Response:
    return _withdraw(press, show, by_link(press.session, token, now=press.deed.at), team_id, why)


@router.get("/soknad/{token}/{number}/pdf")
def archive_file_by_link(session: SessionDep, token: str, number: int) -> Response:
    now = settings().clock()
    door = by_link(session, token, now=now)
    return _download(application_pdf(session, door.cohort, door.team(session, number), now=now))


def _download(made: bytes) -> Response:
    name = {"Content-Disposition": 'attachment; filename="soknad.pdf"'}
    return Response(made, media_type=PDF, headers=name)


def _apply(press: FormPress, show: Page, door: TrustDoor, fields: ApplicationFields) -> Response:
    def act() -> str:
        trusts = door.trusts(press.session)
        if not trusts:
            raise Invalid(Code.form_malformed, WITHOUT_TRUST)
        trust = trusts.get(int(fields.trust) if fields.trust.isdecimal() else min(trusts))
        typed = fields.typed(trust or trusts[min(trusts)])
        result = apply_by_contact(press.session, door.cohort, typed, deed=door.deed(press.deed.at))
        if result.refused:
            errors = (one for one in result.problems if one.level == "error")
            raise Invalid(Code.form_malformed, " ".join(dict.fromkeys(one.text for one in errors)))
        return f"{door.base}#soknader"

    return _pressed(press, show, door, act, field="team", fields=fields)


def _rank(press: FormPress, show: Page, door: TrustDoor, team_id: int, move: Direction) -> Response:
    door.team(press.session, team_id)

    def act() -> str:
        deed = door.deed(press.deed.at)
        move_in_rank(press.session, cohort_id=door.cohort.id, team_id=team_id, direction=move, deed=deed)
        return f"{door.base}#t{team_id}"

    return _pressed(press, show, door, act, field="soknader")


def _confirm(press: FormPress, show: Page, door: TrustDoor, team_id: int, version: str) -> Response:
    team = door.team(press.session, team_id)

    def act() -> str:
        deed, person_id = door.deed(press.deed.at), door.person_id
        confirm_for_trust(press.session, door.cohort, team, version=version, person_id=person_id, deed=deed)
        return f"{door.base}#t{team_id}"

    return _pressed(press, show, door, act, field=f"t{team_id}")


def _withdraw(press: FormPress, show: Page, door: TrustDoor, team_id: int, why: str) -> Response:
    """Take a team out for its trust; its channel is kept to be read until the unit has decided otherwise."""
    door.team(press.session, team_id)

    def act() -> str:
        deed, cohort_id = door.deed(press.deed.at), door.cohort.id
        places.withdraw(
            press.session, cohort_id=cohort_id, team_id=team_id, why=why, keep_channel=True, deed=deed
        )
        return f"{door.base}#t{team_id}"

    return _pressed(press, show, door, act, field=f"t{team_id}")


def _pressed(
    press: FormPress,
    show: Page,
    door: TrustDoor,
    act: Callable[[], str],
    *,
    field: str,
    fields: ApplicationFields | None = None,
) -> Response:
    """Do it once, or show the page again with what must be corrected at `field`."""
    try:
        return press.once(act)
    except AppError as error:
        return _page(press.session, show, door, fields=fields, errors=[(field, str(error))])


def _page(
    session: Session,
    show: Page,
    door: TrustDoor,
    *,
    fields: ApplicationFields | None = None,
    errors: list[tuple[str, str]] | None = None,
) -> HTMLResponse:
    lines = list_applications(session, door.cohort.id, of_organisations=door.organisation_ids)
    texts = {one.team_id: trust_text(session, door.cohort, door.team(session, one.team_id)) for one in lines}
    return show(
        "applications/own.html",
        status=422 if errors else 200,
        title=gettext("Søknadene deres"),
        **({"cohort": door.cohort} if door.signed_in else {}),
        base=door.base,
        trusts=door.trusts(session),
        lines=lines,
        texts={team: (text.split("\n"), version_of(text)) for team, text in texts.items()},
        open_to_change=all(one.place == "applied" for one in lines),
        deadline=deadline_of(session, door.cohort),
        roles=roles_to_choose(cohorts.own_role_names(session, door.cohort)),
        typed=fields,
        errors=errors or [],
    )
