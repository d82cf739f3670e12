"""Endre møtet: its place, its stand-ins, and its cancellation."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from app import cohorts, meetings
from app.db import Number, SessionDep
from app.errors import AppError
from app.meetings import roster_members
from app.provisioning.preview.move_recipients import told_of_a_move
from app.web import FormPress, FormPressDep, Page, PageDep, gettext

router = APIRouter(
    prefix="/kull/{cohort_id}/moter/{meeting_id}/endre",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)
Typed = Annotated[str, Form()]
Member = Annotated[str, Form(pattern=r"^\d{1,15}:.{1,254}$")]
"""A place in a team: the team's id and the person's address."""


@router.get("", name="change_meeting")
def changing(session: SessionDep, cohort_id: int, meeting_id: int, show: PageDep) -> HTMLResponse:
    """Show the changes that are open, and how many people each mails. Nothing is done."""
    return _page(session, cohort_id, meeting_id, show)


@router.post("/sted")
def hold_at(
    press: FormPressDep, cohort_id: int, meeting_id: int, show: PageDep, place: Typed = ""
) -> Response:
    """Set the meeting's place; all invited are told once, on the next pass."""

    def act() -> None:
        meetings.hold_at(press.session, meeting_id, place=place, deed=press.deed)

    return _done(press, cohort_id, meeting_id, show, act, "place")


@router.post("/team")
def choose_teams(
    press: FormPressDep,
    cohort_id: int,
    meeting_id: int,
    show: PageDep,
    teams: Annotated[list[Number], Form(default_factory=list)],
) -> Response:
    """Choose the teams of a meeting that is for some of them; the preview tells who is then invited."""

    def act() -> None:
        press.unchanged(meetings.get(press.session, meeting_id).key, cohort_id=cohort_id)
        meetings.choose_teams(press.session, meeting_id, team_ids=teams, deed=press.deed)

    return _done(press, cohort_id, meeting_id, show, act, "teams")


@router.post("/vikar")
def stand_in(
    press: FormPressDep,
    cohort_id: int,
    meeting_id: int,
    show: PageDep,
    instead_of: Member,
    name: Typed = "",
    email: Typed = "",
) -> Response:
    """Let a stand-in come instead of a member; only the two are mailed."""
    team_id, _, member = instead_of.partition(":")

    def act() -> None:
        meetings.name_stand_in(
            press.session,
            meeting_id,
            team_id=int(team_id),
            instead_of=member,
            name=name,
            email=email,
            deed=press.deed,
        )

    return _done(press, cohort_id, meeting_id, show, act, "name")


@router.post("/ikke-vikar")
def no_stand_in(
    press: FormPressDep, cohort_id: int, meeting_id: int, show: PageDep, instead_of: Member
) -> Response:
    """Let the member come after all."""
    team_id, _, member = instead_of.partition(":")

    def act() -> None:
        meetings.withdraw_stand_in(
            press.session, meeting_id, team_id=int(team_id), instead_of=member, deed=press.deed
        )

    return _done(press, cohort_id, meeting_id, show, act, "")


@router.post("/avlys")
def cancel(
    press: FormPressDep, cohort_id: int, meeting_id: int, show: PageDep, because: Typed = ""
) -> Response:
    """Call it off; it goes out of calendars, with the sentence, once that is approved in the preview."""

    def act() -> None:
        meetings.cancel(press.session, meeting_id, because=because, deed=press.deed)

    return _done(press, cohort_id, meeting_id, show, act, "because", on_to=f"/kull/{cohort_id}/klargjoring")


def _done(
    press: FormPress,
    cohort_id: int,
    meeting_id: int,
    show: Page,
    act: Callable[[], None],
    field: str,
    on_to: str = "",
) -> Response:
    """Do it once and go on, else to the meeting; or come back with a sentence where it was refused."""
    meetings.get_in_cohort(press.session, cohort_id, meeting_id)

    def and_on() -> str:
        act()
        return on_to or f"/kull/{cohort_id}/moter/{meeting_id}"

    try:
        return press.once(and_on)
    except AppError as error:
        return _page(press.session, cohort_id, meeting_id, show, errors=[(field, str(error))])


def _page(
    session: Session, cohort_id: int, meeting_id: int, show: Page, errors: list[tuple[str, str]] | None = None
) -> HTMLResponse:
    meeting = meetings.get_in_cohort(session, cohort_id, meeting_id)
    teams = cohorts.teams_of(session, cohort_id=cohort_id)
    here = meetings.teams_at(meeting, teams)
    return show(
        "provisioning/change_meeting.html",
        status=422 if errors else 200,
        title=gettext("Endre møtet"),
        cohort=cohorts.get(session, cohort_id),
        meeting=meeting,
        told=len(told_of_a_move(session, meeting)),
        members=[one for one in roster_members(session, cohort_id) if meetings.is_for_place(here, one[0])],
        may_choose=meetings.may_choose_teams(meeting),
        waits=meetings.waits_for_teams(meeting),
        teams=[(team.id, team.name) for team in teams],
        chosen=meeting.details.get("teams") or (),
        stand_ins=meetings.stand_ins_of(session, meeting_id),
        errors=errors or [],
    )
