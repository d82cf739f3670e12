"""The table of school holidays: rows added together or not at all, corrected and removed one by one."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from app import audit
from app.audit import Act, Deed
from app.errors import Code, Conflict, NotFound
from app.programmes.dates.calendar import SchoolHoliday
from app.programmes.dates.school_holidays import school_holidays
from app.programmes.models import CountyHoliday

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.programmes.holidays.pasted import HolidayTyped


def county_holidays(session: Session) -> Sequence[CountyHoliday]:
    """List the rows, the latest school year first and its counties by name."""
    order = (col(CountyHoliday.year).desc(), col(CountyHoliday.county), col(CountyHoliday.first_day))
    return session.exec(select(CountyHoliday).order_by(*order)).all()


def known_school_holidays(session: Session) -> tuple[SchoolHoliday, ...]:
    """Return every school holiday dates are held against: those of the shipped file, and the unit's own."""
    return (*school_holidays(), *(_as_holiday(row) for row in county_holidays(session)))


def _as_holiday(row: CountyHoliday) -> SchoolHoliday:
    return SchoolHoliday(
        county=row.county,
        name=row.name,
        first_day=row.first_day,
        last_day=row.last_day,
        source=f"{row.source} {row.year}",
    )


def add_holidays(
    session: Session, typed: Sequence[HolidayTyped], *, deed: Deed
) -> tuple[list[CountyHoliday], int]:
    """Store the rows that are new; return them, and how many stood there as they are.

    Raises Conflict, and stores none, for a holiday that stands there with another last day, source or year.
    """
    standing = {_key(row): row for row in county_holidays(session)}
    added: list[CountyHoliday] = []
    for one in typed:
        there = standing.get(_key(one))
        if there is None:
            added.append(CountyHoliday(**asdict(one), by=deed.actor, at=deed.at))
            standing[_key(one)] = added[-1]
        elif not _same(there, one):
            raise _stands_already(one)
    session.add_all(added)
    session.flush()
    if added:
        audit.record(session, Act.school_holidays_kept, deed, about=", ".join(map(_called, added)))
    return added, len(typed) - len(added)


def correct_holiday(session: Session, holiday_id: int, typed: HolidayTyped, *, deed: Deed) -> CountyHoliday:
    row = _get(session, holiday_id)
    if any(_key(one) == _key(typed) and one.id != row.id for one in county_holidays(session)):
        raise _stands_already(typed)
    for field, value in asdict(typed).items():
        setattr(row, field, value)
    row.by, row.at = deed.actor, deed.at
    audit.record(session, Act.school_holidays_kept, deed, about=_called(row))
    return row


def remove_holiday(session: Session, holiday_id: int, *, deed: Deed) -> None:
    row = _get(session, holiday_id)
    audit.record(session, Act.school_holiday_removed, deed, about=_called(row))
    session.delete(row)


def holiday_in_full(row: CountyHoliday) -> dict[str, Any]:
    return {
        "id": row.id,
        "county": row.county,
        "name": row.name,
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
        "source": row.source,
        "year": row.year,
    }


def _get(session: Session, holiday_id: int) -> CountyHoliday:
    row = session.get(CountyHoliday, holiday_id)
    if row is None:
        raise NotFound(Code.no_such_school_holiday, f"Det finnes ingen skoleferie med nummer {holiday_id}.")
    return row


def _key(one: CountyHoliday | HolidayTyped) -> tuple[object, ...]:
    return one.county, one.name, one.first_day


def _same(there: CountyHoliday, one: HolidayTyped) -> bool:
    return all(getattr(there, field) == value for field, value in asdict(one).items())


def _called(one: CountyHoliday | HolidayTyped) -> str:
    return f"{one.name} i {one.county} fra {one.first_day:%d.%m.%Y}"


def _stands_already(one: HolidayTyped) -> Conflict:
    text = f"{_called(one)} står der alt, men ikke likt. Rett raden som står der. Ingenting er lagret."
    return Conflict(Code.school_holiday_there_already, text)
