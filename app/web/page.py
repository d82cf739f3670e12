"""How a page is made: a template in the frame, with dates as people in Norway say them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

Page = Callable[..., HTMLResponse]
OSLO = ZoneInfo("Europe/Oslo")
DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
templates = Jinja2Templates(Path(__file__).parent / "templates")


def day(moment: datetime) -> str:
    """Write a date as people say it: mandag 19. oktober 2026 (uke 43)."""
    local = moment.astimezone(OSLO)
    week = local.isocalendar().week
    return f"{DAYS[local.weekday()]} {local.day}. {MONTHS[local.month - 1]} {local.year} (uke {week})"


def clock(moment: datetime) -> str:
    return f"{moment.astimezone(OSLO):%H.%M}"


def when(starts_at: datetime, ends_at: datetime, *, all_day: bool) -> str:
    """Write when a meeting is; an all-day one ends at the midnight after its last day."""
    if not all_day:
        return f"{day(starts_at)} kl. {clock(starts_at)}–{clock(ends_at)}"
    last = ends_at - timedelta(minutes=1)
    if last.astimezone(OSLO).date() == starts_at.astimezone(OSLO).date():
        return day(starts_at)
    return f"{day(starts_at)} til {day(last)}"


templates.env.filters |= {"day": day, "clock": clock}
templates.env.globals["when"] = when


def page(request: Request) -> Page:
    """Give a route the function that renders its template."""

    def show(name: str, **context: Any) -> HTMLResponse:  # noqa: ANN401 - a template's context
        return templates.TemplateResponse(request, name, context)

    return show
