"""Innleveringer: the list of unanswered versions and unplaced files, and a page for each version."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from app import cohorts, deliverables
from app.access import ROUTES, Asker, AskerDep, Scope
from app.config import settings
from app.db import SessionDep
from app.errors import AppError, Code, Conflict, Invalid
from app.submissions import service
from app.submissions.api import json_views
from app.submissions.library import arrivals, unplaced
from app.submissions.library.libraries import unread_files
from app.submissions.review import lists, settled
from app.web import FormPress, FormPressDep, Page, PageDep, gettext, one_page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Typed = Annotated[str, Form()]
SEND, BRING = "send", "bring"
ANSWER = "POST /innleveringer/{submission_id}/godkjenn"
PLACE = "POST /kull/{cohort_id}/innleveringer/filer/{libraryitem_id}"


@router.get("/kull/{cohort_id}/innleveringer", name="submissions")
def list_page(
    session: SessionDep, asker: AskerDep, cohort_id: int, show: PageDep, side: int = 1
) -> HTMLResponse:
    """List the unanswered versions, the oldest first, and the unplaced files."""
    return _list(session, asker, cohort_id, show, side=side)


@router.post("/kull/{cohort_id}/innleveringer/filer/{libraryitem_id}")
def place_file(
    press: FormPressDep, asker: AskerDep, cohort_id: int, libraryitem_id: int, show: PageDep, what: Typed = ""
) -> Response:
    """Place a waiting file (`team:deliverable`), or with nothing set it aside."""

    def act() -> str:
        press.unchanged(f"file:{libraryitem_id}", cohort_id=cohort_id)
        _place(press, libraryitem_id, what)
        return f"/kull/{cohort_id}/innleveringer"

    try:
        return press.once(act)
    except AppError as error:
        return _list(press.session, asker, cohort_id, show, errors=[(f"what-{libraryitem_id}", str(error))])


def _place(press: FormPress, item_id: int, what: str) -> None:
    if not what:
        unplaced.set_aside(press.session, item_id, deed=press.deed)
        return
    team_id, deliverable_id = _chosen(what)
    unplaced.put_with(press.session, item_id, team_id=team_id, deliverable_id=deliverable_id, deed=press.deed)


def _chosen(what: str) -> tuple[int, int]:
    team_id, _, deliverable_id = what.partition(":")
    if not (team_id.isdecimal() and deliverable_id.isdecimal()):
        raise Invalid(Code.field_missing, "Velg hva filen er.")
    return int(team_id), int(deliverable_id)


@router.post("/kull/{cohort_id}/innleveringer/epost/{arrival_id}")
def place_mailed(
    press: FormPressDep, asker: AskerDep, cohort_id: int, arrival_id: int, show: PageDep, what: Typed = ""
) -> Response:
    """Place a part of a mail (`team:deliverable`), or with nothing set it aside."""

    def act() -> str:
        press.unchanged(f"arrival:{arrival_id}")
        _place_mailed(press, cohort_id, arrival_id, what)
        return f"/kull/{cohort_id}/innleveringer"

    try:
        return press.once(act, BRING)
    except AppError as error:
        return _list(press.session, asker, cohort_id, show, errors=[(f"mail-{arrival_id}", str(error))])


def _place_mailed(press: FormPress, cohort_id: int, arrival_id: int, what: str) -> None:
    if not what:
        arrivals.set_aside(press.session, arrival_id, deed=press.deed)
        return
    team_id, deliverable_id = _chosen(what)
    listed = lists.mailed_to_place(press.session, cohort_id)
    if what not in {value for one in listed if one.arrival.id == arrival_id for value, _ in one.choices}:
        raise Conflict(Code.file_settled, "Filen venter ikke lenger, eller teamet er ikke bedt om dette.")
    arrivals.choose(
        press.session, arrival_id, team_id=team_id, deliverable_id=deliverable_id, deed=press.deed
    )


@router.get("/innleveringer/{submission_id}")
def submission_page(session: SessionDep, asker: AskerDep, submission_id: int, show: PageDep) -> HTMLResponse:
    """Show a version: its findings, its fields, and the answers given."""
    return _one(session, asker, submission_id, show)


@router.post("/innleveringer/{submission_id}/godkjenn")
def accept(press: FormPressDep, asker: AskerDep, submission_id: int, show: PageDep) -> Response:
    def act() -> None:
        service.accept(press.session, submission_id, deed=press.deed)

    return _decided(press, asker, submission_id, show, act, field="")


@router.post("/innleveringer/{submission_id}/tilbake")
def give_back(
    press: FormPressDep, asker: AskerDep, submission_id: int, show: PageDep, question: Typed = ""
) -> Response:
    """Return it with a question, which is mailed to its sender."""

    def act() -> None:
        service.give_back(press.session, submission_id, question=question, deed=press.deed)

    return _decided(press, asker, submission_id, show, act, field="question", typed={"question": question})


@router.post("/innleveringer/{submission_id}/frist")
def give_more_time(
    press: FormPressDep, asker: AskerDep, submission_id: int, show: PageDep, day: Typed = "", why: Typed = ""
) -> Response:
    """Let the team hand this in until the end of another day."""

    def act() -> None:
        found = service.get(press.session, submission_id)
        asked = deliverables.get(press.session, found.deliverable_id)
        team = service.team_with_id(press.session, found.team_id)
        press.unchanged(service.about_more_time(asked, team), cohort_id=found.cohort_id)
        service.grant_exception(
            press.session,
            team_id=found.team_id,
            deliverable_id=found.deliverable_id,
            until=_end_of(day),
            why=why,
            deed=press.deed,
        )

    return _decided(press, asker, submission_id, show, act, field="day", typed={"day": day, "why": why})


def _end_of(day: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(day) + timedelta(days=1), time(), deliverables.OSLO)
    except (ValueError, OverflowError):
        raise Invalid(Code.date_malformed, "Skriv dagen som 2027-04-19.") from None


def _decided(
    press: FormPress,
    asker: Asker,
    submission_id: int,
    show: Page,
    act: Callable[[], None],
    *,
    field: str,
    typed: dict[str, str] | None = None,
) -> Response:
    def acted() -> str:
        found = service.get(press.session, submission_id)
        press.unchanged(f"submission:{submission_id}", cohort_id=found.cohort_id)
        act()
        return f"/innleveringer/{submission_id}"

    try:
        return press.once(acted, SEND)
    except AppError as error:
        return _one(press.session, asker, submission_id, show, errors=[(field, str(error))], typed=typed)


def _one(
    session: Session,
    asker: Asker,
    submission_id: int,
    show: Page,
    *,
    errors: list[tuple[str, str]] | None = None,
    typed: dict[str, str] | None = None,
) -> HTMLResponse:
    found = service.get(session, submission_id)
    team = service.team_with_id(session, found.team_id)
    versions = lists.versions_of(session, found)
    return show(
        "submissions/one.html",
        status=422 if errors else 200,
        title=deliverables.get(session, found.deliverable_id).title,
        cohort=cohorts.get(session, found.cohort_id),
        team=team,
        found=found,
        asked=settled.questions_about(session, [found]),
        versions=versions,
        counts=service.counting(versions),
        gone=bool(service.with_gone_file(session, [found])),
        more_time=service.until_when(session, [team.id]).get((found.team_id, found.deliverable_id)),
        may_answer=bool(asker.roles & ROUTES[ANSWER]),
        errors=errors or [],
        typed=typed or {},
    )


def _list(
    session: Session,
    asker: Asker,
    cohort_id: int,
    show: Page,
    *,
    side: int = 1,
    errors: list[tuple[str, str]] | None = None,
) -> HTMLResponse:
    may_place = bool(asker.roles & ROUTES[PLACE])
    found = [one for one in lists.unanswered(session, cohort_id) if _sees(asker, one.place)]
    return show(
        "submissions/list.html",
        status=422 if errors else 200,
        title=gettext("Innleveringer"),
        cohort=cohorts.get(session, cohort_id),
        page=one_page(found, number=side, address="?side={}"),
        waiting=lists.to_place(session, cohort_id) if may_place else [],
        asked=settled.counted_open(session, cohort_id),
        why=json_views.WHY,
        mailed=lists.mailed_to_place(session, cohort_id) if may_place else [],
        errors=errors or [],
        unread=unread_files(session, cohort_id, mailbox=settings().mailbox, now=settings().clock()),
    )


def _sees(asker: Asker, place: Scope) -> bool:
    return asker.sees(place)
