"""Workbooks that wait for answers: each keeps its questions until they are answered, whatever comes after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.orm import defer
from sqlmodel import col, select

from app.enrolment.models import DraftWorkbook, WaitingWorkbook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import QueryableAttribute
    from sqlmodel import Session

Book = DraftWorkbook | WaitingWorkbook


def draft_of_cohort(session: Session, cohort_id: int, *, now: datetime) -> DraftWorkbook | None:
    draft = session.get(DraftWorkbook, cohort_id)
    return draft if draft and draft.keep_until and draft.keep_until >= now else None


def set_aside(session: Session, cohort_id: int, *, now: datetime) -> list[WaitingWorkbook]:
    """Return the imported workbooks that wait beside the cohort's draft, the oldest first.

    Their files are fetched where they are asked for: a page shows the rest, and each may be of ten megabytes.
    """
    here = (WaitingWorkbook.cohort_id == cohort_id, col(WaitingWorkbook.keep_until) >= now)
    without_files = defer(cast("QueryableAttribute[bytes]", WaitingWorkbook.data))
    found = select(WaitingWorkbook).where(*here).options(without_files)
    return list(session.exec(found.order_by(col(WaitingWorkbook.id))))


def books(session: Session, cohort_id: int, *, now: datetime) -> list[Book]:
    """Return every workbook of a cohort that waits, the draft last."""
    draft = draft_of_cohort(session, cohort_id, now=now)
    return [*set_aside(session, cohort_id, now=now), *([draft] if draft else [])]


def keys_of(book: Book) -> set[str]:
    """Return the keys of a workbook's questions, answered or open."""
    return {question["key"] for question in book.result.get("questions", [])}


def keys_asked(session: Session, cohort_id: int, *, now: datetime) -> set[str]:
    return {key for book in books(session, cohort_id, now=now) for key in keys_of(book)}


def wait(session: Session, book: DraftWorkbook) -> None:
    """Let an imported workbook wait: as the cohort's draft if none is there, else beside it."""
    there = draft_of_cohort(session, book.cohort_id, now=book.at)
    if there is None or there.data == book.data:
        session.merge(book)
    else:
        session.add(_aside(book))
    session.flush()


def make_room(session: Session, cohort_id: int, *, now: datetime) -> None:
    """Set an imported draft that waits for answers aside, for another workbook to be looked at."""
    draft = draft_of_cohort(session, cohort_id, now=now)
    if draft and draft.result.get("imported"):
        session.add(_aside(draft))
        session.delete(draft)
        session.flush()


def _aside(book: DraftWorkbook) -> WaitingWorkbook:
    return WaitingWorkbook(**book.model_dump())


def let_go(
    session: Session, cohort_id: int, *, data: bytes, addresses: frozenset[str], now: datetime
) -> None:
    """Let the imported workbooks go that an import takes the place of: itself, and earlier editions of it."""
    for book in books(session, cohort_id, now=now):
        if book.result.get("imported") and (book.data == data or _is_earlier_edition(book.result, addresses)):
            session.delete(book)
    session.flush()


def _is_earlier_edition(result: Mapping[str, Any], addresses: frozenset[str]) -> bool:
    """Tell whether a later workbook names all who wait in an earlier, and half of the others: no row is lost then."""
    if "held_people" not in result:
        return False
    earlier = frozenset(result["addresses"])
    return set(result["held_people"]) <= addresses and 2 * len(earlier & addresses) >= len(earlier)
