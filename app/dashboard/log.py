"""Logg: the acts in a cohort, the newest first."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from sqlalchemy import func
from sqlmodel import Session, col, select

from app import cohorts
from app.audit import SYSTEM, AuditRecord, in_words
from app.db import SessionDep
from app.web import PAGE_SIZE, OnePage, PageDep, current_language, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/kull/{cohort_id}/logg")
def log(session: SessionDep, cohort_id: int, show: PageDep, side: int = 1, alt: bool = False) -> HTMLResponse:
    """Show the acts of people in a cohort; with `alt`, the acts of the service too."""
    page = _page(session, cohort_id, side=side, everything=alt)
    return show(
        "dashboard/log.html",
        title=gettext("Logg"),
        cohort=cohorts.get(session, cohort_id),
        page=page,
        everything=alt,
        in_words=lambda act: in_words(act, current_language()),
    )


def _page(session: Session, cohort_id: int, *, side: int, everything: bool) -> OnePage[AuditRecord]:
    def chosen(asked: Any) -> Any:  # noqa: ANN401 - a select of rows, or of their number
        asked = asked.where(AuditRecord.cohort_id == cohort_id)
        return asked if everything else asked.where(AuditRecord.actor != SYSTEM)

    total = session.exec(chosen(select(func.count(col(AuditRecord.id))))).one()
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(1, side), pages)
    rows = chosen(select(AuditRecord)).order_by(col(AuditRecord.id).desc())
    return OnePage(
        things=session.exec(rows.offset((number - 1) * PAGE_SIZE).limit(PAGE_SIZE)).all(),
        number=number,
        pages=pages,
        total=total,
        pattern=f"/kull/{cohort_id}/logg?side={{}}" + ("&alt=true" if everything else ""),
    )
