"""How a page is made: a template in the frame, with dates as people in Norway say them."""

from collections.abc import Callable
from datetime import datetime
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


templates.env.filters |= {"day": day, "clock": clock}


def page(request: Request) -> Page:
    """Give a route the function that renders its template."""

    def show(name: str, **context: Any) -> HTMLResponse:  # noqa: ANN401 - a template's context
        return templates.TemplateResponse(request, name, context)

    return show
