"""Beskjeder i kanalene: where each team's cards are posted, and how the owner of a channel makes such an address."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response

from app import cohorts
from app.channel_posts import service
from app.cohorts import Team
from app.config import settings
from app.db import SessionDep
from app.errors import AppError
from app.web import FormPress, FormPressDep, Page, PageDep, gettext

router = APIRouter(
    prefix="/kull/{cohort_id}/innleveringer/kanaler",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)
Uid = Annotated[str, Form(alias="team")]
POST = "post in channels"


@router.get("", name="channel_posts")
def channels_page(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """Show which channels get cards, and which have stopped taking them."""
    return _page(session, cohort_id, show)


@router.post("")
def set_address(
    press: FormPressDep, cohort_id: int, show: PageDep, uid: Uid, address: Annotated[str, Form()] = ""
) -> Response:
    """Post the team's cards to this address from now on; it is not shown again, also not when it is refused."""

    def act(team: Team) -> None:
        service.set_address(
            press.session, team, address=address, hosts=settings().workflow_host_names, deed=press.deed
        )

    return _changed(press, cohort_id, show, uid, act)


@router.post("/fjern")
def remove_address(press: FormPressDep, cohort_id: int, show: PageDep, uid: Uid) -> Response:
    def act(team: Team) -> None:
        service.remove_address(press.session, team, deed=press.deed)

    return _changed(press, cohort_id, show, uid, act)


def _changed(press: FormPress, cohort_id: int, show: Page, uid: str, act: Callable[[Team], None]) -> Response:
    def changed() -> str:
        team = service.team_in(press.session, cohort_id, uid)
        press.unchanged(service.about(team), cohort_id=cohort_id)
        act(team)
        return f"/kull/{cohort_id}/innleveringer/kanaler#{uid}"

    try:
        return press.once(changed, POST)
    except AppError as error:
        return _page(press.session, cohort_id, show, errors=[(f"address-{uid}", str(error))])


def _page(
    session: SessionDep, cohort_id: int, show: Page, *, errors: list[tuple[str, str]] | None = None
) -> HTMLResponse:
    return show(
        "channel_posts/channels.html",
        status=422 if errors else 200,
        title=gettext("Beskjeder i kanalene"),
        cohort=cohorts.get(session, cohort_id),
        channels=service.of_cohort(session, cohort_id),
        errors=errors or [],
    )
