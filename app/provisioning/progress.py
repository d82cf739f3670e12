"""How far a cohort has come, read from the ledger: it survives a reload and a restart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - FastAPI reads the annotations

from sqlmodel import Session  # noqa: TC002 - beside it

from app.provisioning import ledger
from app.provisioning.service import approved


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A row that waits: what is wrong, what to do, and what Microsoft's support needs to know."""

    key: str
    problem: str
    next_step: str
    next_try_at: datetime | None
    request_id: str | None


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a cohort has come."""

    run_id: int | None
    total: int
    settled: int
    waiting: int
    problems: list[Problem]
    by_kind: dict[str, tuple[int, int]]


def progress_of(session: Session, cohort_id: int) -> Progress:
    """Count the rows that are as they should be; `by_kind` gives (settled, total)."""
    rows = [row for row in ledger.rows(session, cohort_id) if row.stands_or_shall]
    approval = approved(session, cohort_id)
    by_kind: dict[str, tuple[int, int]] = {}
    for row in rows:
        settled, total = by_kind.get(row.kind, (0, 0))
        by_kind[row.kind] = (settled + row.settled, total + 1)
    return Progress(
        run_id=approval.id if approval else None,
        total=len(rows),
        settled=sum(row.settled for row in rows),
        waiting=sum(not row.settled for row in rows),
        problems=[
            Problem(
                key=row.key,
                problem=row.problem,
                next_step=row.next_step or "",
                next_try_at=row.next_try_at,
                request_id=row.request_id,
            )
            for row in rows
            if row.problem and not row.settled
        ],
        by_kind=by_kind,
    )
