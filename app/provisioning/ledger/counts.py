"""Count converged rows in SQL and load only the others: of thousands, a page tells of few.

A row has converged when it is placed as wanted, stood as made at the last look, has not been let go, and left nothing
behind. That is
narrower than `TenantObject.settled`, which says that nothing is left to do.

They are known by how they are written down. One that is as it should be but is written otherwise is among the others,
to be judged by what it says.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Text, and_, case, func, or_
from sqlalchemy import select as select_values
from sqlmodel import Session, col, select

from app.provisioning.ledger.due import ROWS
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import CTE

AS_MADE = '{"there": true, "value": {}, '
"""How what the last look saw begins, when it was as we made it."""

_IS_AS_WANTED = func.coalesce(ROWS.c.wanted.cast(Text) == ROWS.c.applied.cast(Text), False)
_IS_AS_MADE = or_(ROWS.c.seen.is_(None), ROWS.c.seen.cast(Text).startswith(AS_MADE, autoescape=True))
_IS_LET_GO = func.coalesce(ROWS.c.decision, "") == "let_go"
_IS_ALONE = ROWS.c.left_behind.is_(None)
IS_CONVERGED = and_(_IS_AS_WANTED, _IS_AS_MADE, ROWS.c.external_id.is_not(None), ~_IS_LET_GO, _IS_ALONE)


class Count(NamedTuple):
    """How many rows of a kind are as they should be, for a team or for all."""

    team_id: int | None
    kind: str
    number: int
    first: int


def converged_and_others(session: Session, cohort_id: int) -> tuple[list[Count], Sequence[TenantObject]]:
    """Count the rows that are placed as wanted and stand as made, and read the others, in the ledger's order.

    What is placed after it was counted among the others is not read among them any more: it has converged.
    """
    counts = _counts(session, cohort_id)
    rest = unconverged(session, cohort_id)
    read = Counter((row.team_id, row.kind) for row in rest)
    done = [
        count if is_converged else count._replace(number=count.number - read[count.team_id, count.kind])
        for count, is_converged in counts
    ]
    return [count for count in done if count.number > 0], rest


def _counts(session: Session, cohort_id: int) -> list[tuple[Count, bool]]:
    """Count the rows of each kind, for a team or for all, and say of each count whether these have converged."""
    judged = _judged(cohort_id)
    by, first = (judged.c.team_id, judged.c.kind, judged.c.is_converged), func.min(judged.c.position)
    counted = select_values(*by, func.count(), first).group_by(*by).order_by(first)
    return [
        (Count(team_id, kind, number, position), bool(is_converged))
        for team_id, kind, is_converged, number, position in session.execute(counted)
    ]


def _judged(cohort_id: int) -> CTE:
    """Judge each row on its own: sorted unjudged into their kinds, they would drag all they say along with them."""
    is_converged = case((IS_CONVERGED, 1), else_=0).label("is_converged")
    each = select_values(ROWS.c.team_id, ROWS.c.kind, ROWS.c.position, is_converged)
    return each.where(ROWS.c.cohort_id == cohort_id).cte("judged").prefix_with("MATERIALIZED")


def unconverged(session: Session, cohort_id: int) -> Sequence[TenantObject]:
    """Read every other row of a cohort, in the ledger's order."""
    found = select(TenantObject).where(ROWS.c.cohort_id == cohort_id, ~IS_CONVERGED)
    return session.exec(found.order_by(col(TenantObject.position))).all()
