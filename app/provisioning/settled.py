"""Rows as they should be are counted where they lie, and never read: of thousands, a page tells of the few others.

They are known by how they are written down. One that is as it should be but is written otherwise is among the others,
to be judged by what it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Text, and_, func, or_
from sqlalchemy import select as select_values
from sqlmodel import Session, col, select

from app.provisioning.ledger import ROWS
from app.provisioning.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Sequence

AS_MADE = '{"there": true, "value": {}, '
"""How what the last look saw begins, when it was as we made it."""

_IS_AS_WANTED = func.coalesce(ROWS.c.wanted.cast(Text) == ROWS.c.applied.cast(Text), False)
_IS_AS_MADE = or_(ROWS.c.seen.is_(None), ROWS.c.seen.cast(Text).startswith(AS_MADE, autoescape=True))
_IS_LET_GO = func.coalesce(ROWS.c.decision, "") == "let_go"
IS_SETTLED = and_(_IS_AS_WANTED, _IS_AS_MADE, ROWS.c.external_id.is_not(None), ~_IS_LET_GO)


class Count(NamedTuple):
    """How many rows of a kind are as they should be, for a team or for all."""

    team_id: int | None
    kind: str
    number: int
    first: int


def settled(session: Session, cohort_id: int) -> list[Count]:
    """Count the rows of a cohort that are placed as wanted and stand as made, in the ledger's order."""
    first = func.min(ROWS.c.position)
    counted = (
        select_values(ROWS.c.team_id, ROWS.c.kind, func.count(), first)
        .where(ROWS.c.cohort_id == cohort_id, IS_SETTLED)
        .group_by(ROWS.c.team_id, ROWS.c.kind)
        .order_by(first)
    )
    return [Count(*row) for row in session.execute(counted)]


def others(session: Session, cohort_id: int) -> Sequence[TenantObject]:
    """Read every other row of a cohort, in the ledger's order."""
    found = select(TenantObject).where(ROWS.c.cohort_id == cohort_id, ~IS_SETTLED)
    return session.exec(found.order_by(col(TenantObject.position))).all()
