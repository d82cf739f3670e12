"""School holidays for programs: read, add together or not at all, correct and remove."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app.access import DeedDep
from app.db import Number, SessionDep
from app.errors import Invalid
from app.programmes.holidays import table
from app.programmes.holidays.pasted import MAX_ROWS, HolidayTyped, NotHolidays, holiday_typed

router = APIRouter(prefix="/api/school-holidays", tags=["programmes"])


class Row(BaseModel, extra="forbid"):
    """A holiday: its county, name, days, and the source with the year it is about."""

    county: str
    name: str
    first_day: str
    last_day: str
    source: str
    year: Number

    def typed(self) -> HolidayTyped:
        cells = (self.county, self.name, self.first_day, self.last_day, self.source, str(self.year))
        return holiday_typed([cell.strip() for cell in cells])


class Rows(BaseModel, extra="forbid"):
    holidays: Annotated[list[Row], Field(min_length=1, max_length=MAX_ROWS)]


@router.get("")
def list_all(session: SessionDep) -> list[dict[str, Any]]:
    return [table.holiday_in_full(row) for row in table.county_holidays(session)]


@router.post("", status_code=201)
def add(session: SessionDep, deed: DeedDep, rows: Rows) -> dict[str, Any]:
    """Store the rows; those that stand there already are counted. Nothing is stored when one must be corrected."""
    added, stood = table.add_holidays(session, _typed(rows), deed=deed)
    return {"added": [table.holiday_in_full(row) for row in added], "stood": stood}


@router.put("/{countyholiday_id}")
def correct(session: SessionDep, deed: DeedDep, countyholiday_id: Number, row: Row) -> dict[str, Any]:
    return table.holiday_in_full(table.correct_holiday(session, countyholiday_id, row.typed(), deed=deed))


@router.delete("/{countyholiday_id}", status_code=204)
def remove(session: SessionDep, deed: DeedDep, countyholiday_id: Number) -> None:
    table.remove_holiday(session, countyholiday_id, deed=deed)


def _typed(rows: Rows) -> list[HolidayTyped]:
    """Read every row, or name each that is wrong by its number in the list, from 1."""
    found, problems = [], []
    for number, row in enumerate(rows.holidays, 1):
        try:
            found.append(row.typed())
        except Invalid as error:
            problems.append((number, str(error)))
    if problems:
        raise NotHolidays(problems)
    return found
