"""Datoer: the date of each meeting, the dates to look at, and a click that mends each."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response

from app import cohorts, meetings, programmes
from app.cohorts import deviations_of, programme_as_run
from app.config import settings
from app.db import SessionDep
from app.errors import AppError, Code, Invalid, NotFound
from app.meetings import Meeting
from app.programmes import SchoolHoliday, compile_programme, day_off
from app.provisioning.lifecycle.start import confirm_dates, why_off
from app.web import FormPressDep, Page, PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Typed = Annotated[str, Form()]
SAID_ELSEWHERE = {
    *("assumed-date", "date-open", "public-holiday", "weekend-meeting", "easter-week", "christmas-eve"),
    *("school-holiday", "school-holidays-unknown"),
}


@router.get("/kull/{cohort_id}/datoer")
def calendar(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """Show every meeting by date, meetings that wait for a person first."""
    return _page(session, cohort_id, show)


@router.post("/kull/{cohort_id}/datoer/bekreft")
def confirm_every_date(press: FormPressDep, cohort_id: int, show: PageDep) -> Response:
    """Confirm every date that waits, so that it can go into people's calendars, but those on days people have off."""

    def act() -> str:
        shown = [meeting.key for meeting in meetings.of_cohort(press.session, cohort_id)]
        press.unchanged(*shown, cohort_id=cohort_id)
        confirm_dates(press.session, cohort_id, meeting_key=None, deed=press.deed)
        return f"/kull/{cohort_id}/datoer"

    try:
        return press.once(act)
    except AppError as error:
        return _page(press.session, cohort_id, show, errors=[("", str(error))])


@router.post("/kull/{cohort_id}/datoer/{meeting_id}/bekreft")
def confirm_one_date(press: FormPressDep, cohort_id: int, meeting_id: int, show: PageDep) -> Response:
    """Confirm this meeting's date, also where it is on a day people have off."""

    def act() -> str:
        key = _of(press.session, cohort_id, meeting_id).key
        press.unchanged(key, cohort_id=cohort_id)
        confirm_dates(press.session, cohort_id, meeting_key=key, deed=press.deed)
        return f"/kull/{cohort_id}/datoer#m{meeting_id}"

    try:
        return press.once(act)
    except AppError as error:
        return _page(press.session, cohort_id, show, errors=[("", str(error))])


@router.post("/kull/{cohort_id}/datoer/{meeting_id}")
def set_date(
    press: FormPressDep, cohort_id: int, meeting_id: int, show: PageDep, day: Typed = "", clock: Typed = ""
) -> Response:
    """Give a meeting its day, or move it; it lasts as long as before. A whole-day meeting needs no hour."""

    def act() -> str:
        press.unchanged(_of(press.session, cohort_id, meeting_id).key, cohort_id=cohort_id)
        meetings.reschedule(press.session, meeting_id, starts_at=moment_typed(day, clock), deed=press.deed)
        return f"/kull/{cohort_id}/datoer#m{meeting_id}"

    try:
        return press.once(act)
    except AppError as error:
        typed = {"meeting_id": meeting_id, "day": day, "clock": clock}
        return _page(press.session, cohort_id, show, errors=[(f"day-{meeting_id}", str(error))], typed=typed)


def _of(session: SessionDep, cohort_id: int, meeting_id: int) -> Meeting:
    meeting = meetings.get(session, meeting_id)
    if meeting.cohort_id != cohort_id:
        raise NotFound(Code.no_such_meeting, "Møtet hører ikke til dette kullet.")
    return meeting


def moment_typed(day: str, clock: str) -> datetime:
    """Read a day and an hour as a form sends them; without an hour it is the day's beginning. Raises Invalid."""
    try:
        return datetime.combine(date.fromisoformat(day), _hour(clock), meetings.OSLO)
    except ValueError:
        raise Invalid(Code.date_malformed, "Skriv dagen som 2027-04-19 og klokkeslettet som 13:00.") from None


def _hour(clock: str) -> time:
    return time.fromisoformat(clock) if clock else time(0)


def _page(
    session: SessionDep,
    cohort_id: int,
    show: Page,
    *,
    errors: list[tuple[str, str]] | None = None,
    typed: dict[str, Any] | None = None,
) -> HTMLResponse:
    cohort, now = cohorts.get(session, cohort_id), settings().clock()
    rows, holidays = meetings.of_cohort(session, cohort_id), programmes.known_school_holidays(session)
    found = [_line(meeting, now, holidays) for meeting in rows]
    definition = programme_as_run(cohort, deviations_of(session, cohort_id))
    compiled = compile_programme(definition, cohort.start_year)
    ahead = [day for row in rows if not meetings.is_held(row, now) for day in meetings.days_on(row)]
    return show(
        "provisioning/dates.html",
        status=422 if errors else 200,
        title=gettext("Datoer"),
        cohort=cohort,
        lines=sorted(found, key=lambda line: (line["order"], line["at"])),
        unknown_school_years=programmes.school_years_missing(ahead, holidays),
        warnings=[one for one in compiled.warnings if one.code not in SAID_ELSEWHERE],
        errors=errors or [],
        typed=typed or {},
    )


def _line(meeting: Meeting, now: datetime, holidays: Sequence[SchoolHoliday]) -> dict[str, Any]:
    """Say how a date stands. `proposed` is the next day from which people have none of its days off."""
    clash, days = why_off(meeting), meetings.days_on(meeting)
    how = _how(meeting, now, clash)
    return {
        "meeting": meeting,
        "how": how,
        "order": ("clash", "open", "assumed", "set", "agreed", "held").index(how),
        "at": meeting.starts_at or datetime.max.replace(tzinfo=meetings.OSLO),
        "clash": clash,
        "waits": how != "held" and not meeting.cancelled_at and meetings.waits_for_teams(meeting),
        "school": list(dict.fromkeys(one for day in days for one in programmes.holidays_on(day, holidays))),
        "proposed": _next_free(days) if how == "clash" else None,
    }


def _how(meeting: Meeting, now: datetime, clash: str | None) -> str:
    """Return how a date stands; a day off that a person has confirmed for itself is a date like others."""
    if meeting.details.get("arranged_by") == "team":
        return "agreed"
    if meeting.starts_at is None:
        return "open"
    if meetings.is_held(meeting, now):
        return "held"
    if clash and meeting.confirmed_at is None:
        return "clash"
    return "assumed" if meeting.is_unconfirmed else "set"


def _next_free(days: list[date]) -> date:
    while day_off(days):
        days = [day + timedelta(days=1) for day in days]
    return days[0]
