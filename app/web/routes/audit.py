"""The audit, for programs: searched, and taken out whole as CSV or JSON lines."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime, BaseModel

from app.audit import AuditQuery, all_records, page_of_records, record_in_full
from app.db import Number, SessionDep, unit_of_work
from app.safe import cell_text

router = APIRouter(prefix="/api/audit", tags=["audit"])
COLUMNS = [
    "position",
    "at",
    "actor",
    "actor_id",
    "act",
    "about",
    "cohort_id",
    "details",
    "origin",
    "request_id",
]
KINDS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}


class Filters(BaseModel, extra="forbid"):
    """Filters of records; `before` is the position the last page ended at."""

    actor: str | None = None
    act: str | None = None
    about: str | None = None
    cohort_id: Number | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    before: Number | None = None
    limit: Annotated[int, Query(ge=1, le=500)] = 100


class Record(BaseModel):
    """A record; `position` is its place in the chain."""

    position: int | None
    at: datetime
    actor: str
    actor_id: str | None
    act: str
    about: str
    cohort_id: int | None
    details: dict[str, Any]
    origin: str
    request_id: str | None


@router.get("")
def search(session: SessionDep, filters: Annotated[Filters, Query()]) -> list[Record]:
    """List records, the newest first."""
    wanted = AuditQuery(**filters.model_dump(exclude={"before", "limit"}))
    rows = page_of_records(session, wanted, before=filters.before, limit=filters.limit)
    return [Record(**record_in_full(row)) for row in rows]


@router.get("/export", response_class=StreamingResponse)
def export(form: Literal["csv", "jsonl"] = "csv") -> StreamingResponse:
    """Take out the whole audit, the oldest first, with what proves the chain."""
    lines = _as_csv() if form == "csv" else _as_json_lines()
    name = {"Content-Disposition": f'attachment; filename="kull-logg.{form}"'}
    return StreamingResponse(lines, media_type=KINDS[form], headers=name)


def _as_json_lines() -> Iterator[str]:
    for record in _records():
        yield json.dumps(record, ensure_ascii=False, default=str) + "\n"


def _as_csv() -> Iterator[str]:
    """Write a line a record; a cell that a spreadsheet would take for a formula is written as text."""
    yield _line([*COLUMNS, "digest"])
    for record in _records():
        told = record | {
            "details": json.dumps(record["details"], ensure_ascii=False),
            "at": record["at"].isoformat(),
        }
        yield _line([_as_text(told[name]) for name in [*COLUMNS, "digest"]])


def _line(cells: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _as_text(value: Any) -> str:  # noqa: ANN401 - any cell
    return cell_text("" if value is None else str(value))


def _records() -> Iterator[dict[str, Any]]:
    with unit_of_work() as session:
        for row in all_records(session):
            yield record_in_full(row) | {"previous": row.previous, "digest": row.digest}
