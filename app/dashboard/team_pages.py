"""Hva nå?: a team's own page, in its channel's tab, on a phone, or by a link of one's own without signing in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, Response

from app import answering, cohorts, meetings, questions
from app.access import AskerDep, Scope
from app.audit import Deed
from app.cohorts import RequestKind, Team, TeamChange
from app.config import settings
from app.dashboard.homes.own_meetings import own_places
from app.dashboard.team import opened_by, send_links, what_now, with_uid
from app.db import SessionDep
from app.errors import AppError, Code, Conflict, Invalid, NotForYou
from app.meetings import Membership
from app.people import Reader
from app.people_changes import proposed_by_team
from app.questions import AskedOf
from app.submissions import unread_files
from app.web import MAX_SMALL_FORM_BYTES, FormPress, FormPressDep, Page, PageDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
LINK_IS_GOOD_FOR = timedelta(days=365)
SEND = "send"


@dataclass
class Typed:
    """The fields of both forms; each page fills in its own."""

    goes: Annotated[str, Form()] = ""
    comes: Annotated[str, Form()] = ""
    email: Annotated[str, Form()] = ""
    role: Annotated[str, Form()] = ""
    more: Annotated[str, Form()] = ""
    text: Annotated[str, Form()] = ""

    def said(self, kind: RequestKind) -> str:
        return self.text if kind is RequestKind.help else self.change.in_words

    @property
    def change(self) -> TeamChange:
        return TeamChange(goes=self.goes, comes=self.comes, email=self.email, role=self.role, more=self.more)


TypedDep = Annotated[Typed, Depends()]


@dataclass
class TypedTime:
    """A time agreed on: `meeting` is the meeting's key."""

    meeting: Annotated[str, Form()] = ""
    day: Annotated[str, Form()] = ""
    clock: Annotated[str, Form()] = ""

    @property
    def at(self) -> datetime:
        try:
            return datetime.fromisoformat(f"{self.day}T{self.clock}").replace(tzinfo=meetings.OSLO)
        except ValueError:
            said = "Skriv dagen som 2027-04-19 og klokkeslettet som 13:00."
            raise Invalid(Code.date_malformed, said) from None


TypedTimeDep = Annotated[TypedTime, Depends()]


@dataclass(frozen=True, kw_only=True)
class Door:
    """The reader's way in: `base` is the address of the page, `reader` how they read roles."""

    team: Team
    actor: str
    base: str
    reader: Reader
    signed_in: bool
    may_act: bool = True
    own: tuple[Membership, ...] = ()


@router.get("/team/{team_uid}")
def team_page(session: SessionDep, asker: AskerDep, team_uid: str, show: PageDep) -> HTMLResponse:
    return _page(session, show, _by_sign_in(session, asker, team_uid))


@router.post("/team/{team_uid}/endring")
def report_change(
    press: FormPressDep, asker: AskerDep, team_uid: str, show: PageDep, typed: TypedDep
) -> Response:
    door = _by_sign_in(press.session, asker, team_uid)
    return _send(press, show, door, RequestKind.change, typed)


@router.post("/team/{team_uid}/hjelp")
def ask_for_help(
    press: FormPressDep, asker: AskerDep, team_uid: str, show: PageDep, typed: TypedDep
) -> Response:
    door = _by_sign_in(press.session, asker, team_uid)
    return _send(press, show, door, RequestKind.help, typed)


@router.post("/team/{team_uid}/moter")
def agree_on_meeting(
    press: FormPressDep, asker: AskerDep, team_uid: str, show: PageDep, typed: TypedTimeDep
) -> Response:
    """Record when the team has a meeting of its own."""
    return _agree(press, show, _by_sign_in(press.session, asker, team_uid), typed)


@router.post("/team/{team_uid}/lenke")
def mail_links(press: FormPressDep, team_uid: str) -> Response:
    """Mail the team's leaders a link each, good for a year."""

    def act() -> str:
        team = with_uid(press.session, team_uid)
        send_links(
            press.session,
            team,
            address=press.address,
            ends=press.deed.at + LINK_IS_GOOD_FOR,
            deed=press.deed,
        )
        return f"/team/{team_uid}?sendt=ja"

    return press.once(act, SEND)


@router.get("/hva-na/{token}")
def page_by_link(session: SessionDep, token: str, show: PageDep) -> HTMLResponse:
    """Show the page to the holder of a personal link."""
    return _page(session, show, _by_link(session, token))


@router.post("/hva-na/{token}/endring", max_body_size=MAX_SMALL_FORM_BYTES)
def report_change_by_link(press: FormPressDep, token: str, show: PageDep, typed: TypedDep) -> Response:
    return _send(press, show, _by_link(press.session, token), RequestKind.change, typed)


@router.post("/hva-na/{token}/hjelp", max_body_size=MAX_SMALL_FORM_BYTES)
def ask_for_help_by_link(press: FormPressDep, token: str, show: PageDep, typed: TypedDep) -> Response:
    return _send(press, show, _by_link(press.session, token), RequestKind.help, typed)


@router.post("/hva-na/{token}/moter", max_body_size=MAX_SMALL_FORM_BYTES)
def agree_by_link(press: FormPressDep, token: str, show: PageDep, typed: TypedTimeDep) -> Response:
    return _agree(press, show, _by_link(press.session, token), typed)


@router.post("/hva-na/{token}/svar/{number}", max_body_size=MAX_SMALL_FORM_BYTES)
def answer_by_link(
    press: FormPressDep, token: str, number: int, answer: Annotated[str, Form()] = ""
) -> Response:
    """Settle a question that is asked of the team the link is to."""
    door = _by_link(press.session, token)
    question = questions.with_id(press.session, number)
    if question.team_id != door.team.id or question.asked_of != AskedOf.team:
        raise NotForYou(Code.not_found, "Spørsmålet finnes ikke, eller det er ikke for deg.")

    def act() -> str:
        deed = Deed(actor=door.actor, at=press.deed.at)
        answering.settle(
            press.session, cohort_id=question.cohort_id, answers={question.key: answer}, deed=deed
        )
        return door.base

    return press.once(act)


def _by_sign_in(session: SessionDep, asker: AskerDep, team_uid: str) -> Door:
    team = with_uid(session, team_uid)
    place = Scope(cohort_id=team.cohort_id, team_id=team.id, organisation_id=team.organisation_id)
    reader = asker.reads_as(place)
    return Door(
        team=team,
        actor=asker.actor,
        base=f"/team/{team_uid}",
        reader=reader,
        signed_in=True,
        may_act=reader is not Reader.others,
        own=tuple(one for one in own_places(session, asker, team.cohort_id) if one.team_id == team.id),
    )


def _by_link(session: SessionDep, token: str) -> Door:
    """Open the page to whoever holds a link: it may have been passed on, so roles are told as to all others."""
    team, leader = opened_by(session, token, now=settings().clock())
    own = (Membership(person_id=leader.person_id, team_id=team.id, team=team.name, roles=(leader.role,)),)
    base = f"/hva-na/{token}"
    return Door(team=team, actor=leader.name, base=base, reader=Reader.others, signed_in=False, own=own)


def _send(press: FormPress, show: Page, door: Door, kind: RequestKind, typed: Typed) -> Response:
    def act() -> str:
        deed = Deed(actor=door.actor, at=press.deed.at)
        sent = cohorts.send_request(press.session, door.team, kind=kind, text=typed.said(kind), deed=deed)
        if kind is RequestKind.change:
            proposed_by_team(press.session, door.team, typed.change, sent, deed=deed)
        return "#meldt"

    try:
        return press.once(act, base=door.base)
    except AppError as error:
        field = "text" if kind is RequestKind.help else "more"
        return _page(press.session, show, door, errors=[(field, str(error))], typed=typed)


def _agree(press: FormPress, show: Page, door: Door, typed: TypedTime) -> Response:
    def act() -> str:
        deed = Deed(actor=door.actor, at=press.deed.at)
        meetings.agree(press.session, door.team, meeting_key=typed.meeting, starts_at=typed.at, deed=deed)
        return "#avtalt"

    try:
        return press.once(act, base=door.base)
    except AppError as error:
        return _page(press.session, show, door, errors=[(f"day-{typed.meeting}", str(error))], time=typed)


def _page(
    session: SessionDep,
    show: Page,
    door: Door,
    *,
    errors: list[tuple[str, str]] | None = None,
    typed: Typed | None = None,
    time: TypedTime | None = None,
) -> HTMLResponse:
    usual: dict[str, Any] = {"title": door.team.name, "door": door, "errors": errors or []}
    try:
        found = what_now(session, door.team, reader=door.reader, now=settings().clock(), own=door.own)
    except Conflict as why_not:
        return show("dashboard/team.html", cannot=str(why_not), **usual)
    return show(
        "dashboard/team.html",
        status=422 if errors else 200,
        **usual,
        **({"cohort": found.cohort} if door.signed_in else {}),
        found=found,
        unread=unread_files(session, found.cohort.id, mailbox="", now=settings().clock()),
        typed=typed or Typed(),
        time=time or TypedTime(),
    )
