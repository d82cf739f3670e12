"""Plasser: each team's line explained, decided otherwise by a person, and the letters about it."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, Response

from app import cohorts
from app.config import settings
from app.db import SessionDep
from app.errors import AppError, Code, Invalid
from app.health import OSLO
from app.places import answers, merging, team_facts
from app.places.decision import decide
from app.places.explanation import Line, explain
from app.places.letter_batch import draft_letters, drafted_letters, release_letters
from app.places.letter_files import letters_as_zip
from app.places.line import INSIDE, OUT, capacity_of
from app.places.vacancy import proposed_reply_by
from app.web import FormPress, FormPressDep, Page, PageDep, current_language, gettext, in_language

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
ReplyBy = Annotated[str, Form()]
Text = Annotated[str, Form()]
SEND = "send"
CHANGES: dict[str, Callable[..., Any]] = {
    "gi-plass": answers.give_place,
    "vent": answers.put_on_waiting_list,
    "avsla": answers.decline,
}


@router.get("/kull/{cohort_id}/plasser", name="places")
def places_page(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """Show each team's line in the order they stand, and why."""
    return _page(session, cohort_id, show)


@router.post("/kull/{cohort_id}/plasser/fordel")
@router.post("/kull/{cohort_id}/pamelding/plasser")
def decide_places(press: FormPressDep, cohort_id: int, show: PageDep, reply_by: ReplyBy = "") -> Response:
    """Offer places by the line for as long as there are any."""

    def act() -> None:
        press.unchanged(cohorts.get(press.session, cohort_id).uid, cohort_id=cohort_id)
        decide(press.session, cohort_id=cohort_id, deed=press.deed, reply_by=_day(reply_by))

    return _pressed(press, cohort_id, show, act)


@router.post("/kull/{cohort_id}/plasser/team/{team_id}/bekreft")
def confirm(press: FormPressDep, cohort_id: int, team_id: int, show: PageDep, why: Text = "") -> Response:
    """Note that a team takes the place it was offered."""

    def act() -> None:
        answers.confirm(press.session, cohort_id=cohort_id, team_id=team_id, why=why, deed=press.deed)

    return _pressed(press, cohort_id, show, act, team_id)


@router.post("/kull/{cohort_id}/plasser/team/{team_id}/endre")
def change(
    press: FormPressDep,
    cohort_id: int,
    team_id: int,
    show: PageDep,
    to: Text = "",
    why: Text = "",
    reply_by: ReplyBy = "",
) -> Response:
    """Decide a team's place otherwise than the line does, with a reason."""

    def act() -> None:
        if to not in CHANGES:
            raise Invalid(Code.field_missing, "Velg hva som skal skje med plassen.")
        _unchanged(press, cohort_id, team_id)
        CHANGES[to](
            press.session,
            cohort_id=cohort_id,
            team_id=team_id,
            why=why,
            deed=press.deed,
            reply_by=_day(reply_by),
        )

    return _pressed(press, cohort_id, show, act, team_id)


class Leaving:
    """The form of a team that leaves: by itself, or `into` another."""

    def __init__(
        self,
        into: Text = "",
        why: Text = "",
        channel: Text = "",
        reply_by: ReplyBy = "",
    ) -> None:
        self.into = int(into) if into.isdecimal() else None
        self._facts = {"why": why, "keep_channel": channel == "les", "reply_by": reply_by}

    def act(self, press: FormPress, cohort_id: int, team_id: int) -> None:
        usual: dict[str, Any] = {**self._facts, "cohort_id": cohort_id, "team_id": team_id}
        usual |= {"deed": press.deed, "reply_by": _day(usual["reply_by"])}
        if self.into is None:
            answers.withdraw(press.session, **usual)
        else:
            merging.merge(press.session, into_id=self.into, **usual)


@router.post("/kull/{cohort_id}/plasser/team/{team_id}/trekk")
def withdraw(
    press: FormPressDep,
    cohort_id: int,
    team_id: int,
    show: PageDep,
    leaving: Annotated[Leaving, Depends()],
) -> Response:
    """Take a team out of the cohort, or merge it into another; the tenant waits for the preview."""

    def act() -> None:
        _unchanged(press, cohort_id, team_id)
        leaving.act(press, cohort_id, team_id)

    return _pressed(press, cohort_id, show, act, team_id)


@router.post("/kull/{cohort_id}/plasser/team/{team_id}/navn")
def rename(
    press: FormPressDep,
    cohort_id: int,
    team_id: int,
    show: PageDep,
    name: Text = "",
    organisation: Text = "",
) -> Response:
    """Give a team another name or organisation; what is left as it was is not changed."""

    def act() -> None:
        _unchanged(press, cohort_id, team_id)
        usual: dict[str, Any] = {"cohort_id": cohort_id, "team_id": team_id, "deed": press.deed}
        team_facts.rename_team(press.session, **usual, name=name)
        team_facts.change_organisation(press.session, **usual, organisation=organisation)

    return _pressed(press, cohort_id, show, act, team_id)


@router.get("/kull/{cohort_id}/plasser/brev")
def letters(session: SessionDep, cohort_id: int, saksnummer: str = "", sprak: str = "") -> Response:
    """Download the letters of place as files for the archive, in a chosen language."""
    with in_language(sprak or current_language()):
        packed = letters_as_zip(session, cohort_id, reference=saksnummer.strip())
    name = {"Content-Disposition": 'attachment; filename="brev-om-plass.zip"'}
    return Response(packed, media_type="application/zip", headers=name)


@router.post("/kull/{cohort_id}/plasser/brev")
def draft(
    press: FormPressDep, cohort_id: int, show: PageDep, saksnummer: Text = "", sprak: Text = ""
) -> Response:
    """Put the letters in the outbox; none is sent before a person lets them go."""

    def act() -> None:
        with in_language(sprak or current_language()):
            draft_letters(press.session, cohort_id=cohort_id, reference=saksnummer.strip(), deed=press.deed)

    return _pressed(press, cohort_id, show, act)


@router.post("/kull/{cohort_id}/plasser/brev/send")
def release(press: FormPressDep, cohort_id: int, show: PageDep) -> Response:
    """Let the drafted letters go, all together."""

    def act() -> None:
        release_letters(press.session, cohort_id=cohort_id, deed=press.deed)

    return _pressed(press, cohort_id, show, act, job=SEND)


def _unchanged(press: FormPress, cohort_id: int, team_id: int) -> None:
    press.unchanged(cohorts.team_in(press.session, cohort_id, team_id).uid, cohort_id=cohort_id)


def _day(text: str) -> date | None:
    """Read a date as a browser sends it. Raises Invalid for anything else."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(Code.field_missing, "Skriv svarfristen som en dato, for eksempel 18.03.2026.") from None


def _pressed(
    press: FormPress,
    cohort_id: int,
    show: Page,
    act: Callable[[], None],
    team_id: int | None = None,
    *,
    job: str = "",
) -> Response:
    """Do it once and come back to the team's line, or show the page with what must be corrected."""

    def once() -> str:
        act()
        return f"/kull/{cohort_id}/plasser{f'#t{team_id}' if team_id else ''}"

    try:
        return press.once(once, *([job] if job else []))
    except AppError as error:
        return _page(press.session, cohort_id, show, errors=[(f"t{team_id}" if team_id else "", str(error))])


def _others(line: Line, lines: list[Line]) -> list[tuple[int, str]]:
    """Return the teams that a team may be merged into."""
    return [(one.team_id, one.team) for one in lines if one is not line and one.place not in OUT]


def _page(
    session: SessionDep, cohort_id: int, show: Page, *, errors: list[tuple[str, str]] | None = None
) -> HTMLResponse:
    cohort, lines = cohorts.get(session, cohort_id), explain(session, cohort_id)
    now = settings().clock()
    return show(
        "places/places.html",
        status=422 if errors else 200,
        title=gettext("Plasser"),
        cohort=cohort,
        lines=lines,
        inside=[line for line in lines if line.place in INSIDE],
        on_list=[line for line in lines if line.place == "waiting"],
        out=OUT,
        others={line.team_id: _others(line, lines) for line in lines},
        capacity=capacity_of(session, cohort),
        reply_by=proposed_reply_by(now),
        today=now.astimezone(OSLO).date(),
        drafts=drafted_letters(session, cohort_id),
        errors=errors or [],
    )
