"""Skoleferier: the table of each county's school holidays, pasted in, corrected and removed."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, Response

from app.db import SessionDep
from app.errors import AppError
from app.people import tidy_text
from app.programmes.holidays import table
from app.programmes.holidays.pasted import NotHolidays, holiday_typed, holidays_pasted
from app.web import FormPressDep, Page, PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Typed = Annotated[str, Form()]
HERE = "/skoleferier"


@dataclass
class RowTyped:
    """One row as typed in its fields."""

    county: Typed = ""
    holiday: Typed = ""
    first_day: Typed = ""
    last_day: Typed = ""
    source: Typed = ""
    year: Typed = ""

    def cells(self) -> list[str]:
        typed = (self.county, self.holiday, self.first_day, self.last_day, self.source, self.year)
        return [tidy_text(cell) for cell in typed]


@router.get(HERE)
def school_holidays_page(session: SessionDep, show: PageDep) -> HTMLResponse:
    """Show the table, and where rows are pasted."""
    return _page(session, show)


@router.post(HERE)
def paste_school_holidays(press: FormPressDep, show: PageDep, rows: Typed = "") -> Response:
    """Store the pasted rows, all of them or none."""

    def act() -> str:
        table.add_holidays(press.session, holidays_pasted(rows), deed=press.deed)
        return HERE

    try:
        return press.once(act)
    except NotHolidays as error:
        return _page(press.session, show, rows=rows, errors=[("rows", text) for text in error.sentences])
    except AppError as error:
        return _page(press.session, show, rows=rows, errors=[("rows", str(error))])


@router.post("/skoleferier/{countyholiday_id}")
def correct_school_holiday(
    press: FormPressDep, countyholiday_id: int, show: PageDep, row: Annotated[RowTyped, Depends()]
) -> Response:
    """Correct one row."""

    def act() -> str:
        table.correct_holiday(press.session, countyholiday_id, holiday_typed(row.cells()), deed=press.deed)
        return f"{HERE}#ferie-{countyholiday_id}"

    try:
        return press.once(act)
    except AppError as error:
        return _page(
            press.session,
            show,
            corrected=countyholiday_id,
            errors=[(f"county-{countyholiday_id}", str(error))],
        )


@router.post("/skoleferier/{countyholiday_id}/fjern")
def remove_school_holiday(press: FormPressDep, countyholiday_id: int, show: PageDep) -> Response:
    """Remove one row."""

    def act() -> str:
        table.remove_holiday(press.session, countyholiday_id, deed=press.deed)
        return HERE

    try:
        return press.once(act)
    except AppError as error:
        return _page(press.session, show, errors=[("", str(error))])


def _page(
    session: SessionDep,
    show: Page,
    *,
    rows: str = "",
    corrected: int | None = None,
    errors: list[tuple[str, str]] | None = None,
) -> HTMLResponse:
    more: dict[str, Any] = {"rows": rows, "corrected": corrected, "errors": errors or []}
    return show(
        "programmes/school_holidays.html",
        status=422 if errors else 200,
        title=gettext("Skoleferier"),
        holidays=table.county_holidays(session),
        **more,
    )
