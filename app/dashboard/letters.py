"""Utboks: the letters of a cohort that wait for a person, drafts and those that may not have arrived."""

from __future__ import annotations

from collections.abc import Callable, Collection  # noqa: TC003 - beside FastAPI's
from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from app import channel_posts, cohorts, meetings, outbox
from app.config import settings
from app.db import SessionDep  # noqa: TC001 - FastAPI reads the annotations
from app.errors import Code, Conflict, NotFound
from app.outbox import MessageState, OwedMessage, Way
from app.web import FormPress, FormPressDep, Page, PageDep, gettext, one_page

if TYPE_CHECKING:
    from sqlmodel import Session

router = APIRouter(
    prefix="/kull/{cohort_id}/utboks", include_in_schema=False, default_response_class=HTMLResponse
)
SEND = "send"


@router.get("", name="outbox")
def letters_page(session: SessionDep, cohort_id: int, show: PageDep, side: int = 1) -> HTMLResponse:
    """List the letters that wait for a person, and those the service looks for itself."""
    return _page(session, cohort_id, show, side=side)


@router.post("/{owedmessage_id}/send-igjen")
def send_again(press: FormPressDep, cohort_id: int, owedmessage_id: int, show: PageDep) -> Response:
    return _decided(press, cohort_id, owedmessage_id, show, outbox.send_again)


@router.post("/{owedmessage_id}/mottatt")
def mark_received(press: FormPressDep, cohort_id: int, owedmessage_id: int, show: PageDep) -> Response:
    return _decided(press, cohort_id, owedmessage_id, show, outbox.mark_received)


@router.post("/{owedmessage_id}/send")
def send_draft(press: FormPressDep, cohort_id: int, owedmessage_id: int, show: PageDep) -> Response:
    return _decided(press, cohort_id, owedmessage_id, show, outbox.approve, steps=meetings.ABSENCE_STEPS)


@router.post("/{owedmessage_id}/forkast")
def drop_draft(press: FormPressDep, cohort_id: int, owedmessage_id: int, show: PageDep) -> Response:
    return _decided(press, cohort_id, owedmessage_id, show, outbox.drop_draft, steps=meetings.ABSENCE_STEPS)


def _decided(
    press: FormPress,
    cohort_id: int,
    message_id: int,
    show: Page,
    decide: Callable[..., OwedMessage],
    *,
    steps: Collection[str] = (),
) -> Response:
    """Decide about a letter, and come back. `steps`: only letters at these, which a person may decide about."""

    def act() -> str:
        decided = decide(press.session, message_id, deed=press.deed)
        if decided.cohort_id != cohort_id or (steps and decided.step not in steps):
            raise NotFound(Code.no_such_message, "Brevet hører til et annet kull.")
        return f"/kull/{cohort_id}/utboks"

    try:
        return press.once(act, SEND)
    except Conflict as error:
        return _page(press.session, cohort_id, show, errors=[("", str(error))])


def _page(
    session: Session,
    cohort_id: int,
    show: Page,
    *,
    side: int = 1,
    errors: list[tuple[str, str]] | None = None,
) -> HTMLResponse:
    drafts = outbox.drafts_of(session, cohort_id, steps=meetings.ABSENCE_STEPS)
    letters = sorted(outbox.unsettled_messages(session, cohort_id), key=_order)
    return show(
        "dashboard/letters.html",
        status=422 if errors else 200,
        title=gettext("Utboks"),
        cohort=cohorts.get(session, cohort_id),
        page=one_page(letters, number=side, address=f"/kull/{cohort_id}/utboks?side={{}}"),
        drafts=drafts,
        waiting=len(drafts) + sum(map(outbox.waits_for_a_person, letters)),
        waits=outbox.waits_for_a_person,
        receiver=_receivers(session, cohort_id),
        mailbox=settings().organiser,
        errors=errors or [],
    )


def _order(letter: OwedMessage) -> tuple[bool, bool, int]:
    """Put those that may have arrived first, and in each list those that wait for a person."""
    return letter.state == MessageState.failed, not outbox.waits_for_a_person(letter), letter.id


def _receivers(session: Session, cohort_id: int) -> Callable[[OwedMessage], str]:
    names = {team.uid: team.name for team in cohorts.teams_of(session, cohort_id=cohort_id)}

    def receiver(letter: OwedMessage) -> str:
        if letter.way is Way.mail:
            return letter.recipient
        uid = channel_posts.team_uid_of(letter.recipient)
        return gettext("Kanalen til %(team)s") % {"team": names.get(uid, uid)}

    return receiver
