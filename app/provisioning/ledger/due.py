"""Read the ledger: the rows of a cohort, and the errands that are due.

A row is due when what it stands in has been placed and its own time has come. The outcome is written by `outcomes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Table, Text, bindparam, func, true
from sqlalchemy import select as select_values
from sqlmodel import Session, col, select

from app.cohorts import Cohort
from app.config import program_version
from app.db import as_given
from app.provisioning.circumstances import held_by
from app.provisioning.kinds import KINDS, LAST
from app.provisioning.ledger.errands import AnyErrand, Errand
from app.provisioning.ledger.models import Approval, TenantObject

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from app.provisioning.desired.changes import AsWritten
    from app.tenant import Kind

ROWS = cast("Table", TenantObject.__table__)  # type: ignore[attr-defined]


class ParentRow(NamedTuple):
    """A row as the rows that stand in it, or point at it, need to know it."""

    key: str
    kind: str
    parent_key: str | None
    external_id: str | None
    web_url: str | None
    seen: dict[str, Any] | None

    @property
    def gone(self) -> bool:
        """Tell whether the last look did not find it."""
        return self.seen is not None and not self.seen["there"]

    @property
    def held(self) -> bool:
        """Tell whether it waits for a person, with all that stands in it."""
        return bool(held_by((self.seen or {}).get("facts", {})))


GOES_ALONG = ROWS.c.kind.in_([name for name, kind in KINDS.items() if kind.with_the_team]) | func.coalesce(
    ROWS.c.applied["role"].as_string() == "owner", False
)
"""A thing comes and goes with its Team: its channels, and its owners' memberships."""
LEAVES = tuple(name for name, kind in KINDS.items() if kind.leaf)
STANDING = [ROWS.c[name] for name in ParentRow._fields]


def as_written(session: Session, cohort_id: int, *, without: Collection[str] = ()) -> Sequence[AsWritten]:
    """Return a cohort's rows as raw LedgerRow fields, in its order, without some kinds.

    They come as the driver gives them, for there are thousands, and mostly all is as it was last time.
    """
    applied, kept = ROWS.c.applied.cast(Text), ROWS.c.kept.cast(Text)
    found = select_values(ROWS.c.key, ROWS.c.kind, applied, kept, ROWS.c.decision).where(
        ROWS.c.cohort_id == cohort_id, ROWS.c.kind.not_in(without)
    )
    return as_given(session, found)


def placed_ids(session: Session, cohort_id: int) -> set[tuple[str, str]]:
    """Return the (kind, Microsoft's id) pairs already placed: no other row may be given them."""
    placed = select_values(ROWS.c.kind, ROWS.c.external_id).where(
        ROWS.c.cohort_id == cohort_id, ROWS.c.external_id.is_not(None)
    )
    return {(kind, place) for kind, place in session.execute(placed)}


def ledger_rows(
    session: Session, cohort_id: int, where: ColumnElement[bool] | None = None
) -> Sequence[TenantObject]:
    found = select(TenantObject).where(
        TenantObject.cohort_id == cohort_id, true() if where is None else where
    )
    return session.exec(found.order_by(col(TenantObject.position))).all()


def approved_fields(
    session: Session, cohort_id: int, keys: Collection[str]
) -> dict[str, dict[str, Any] | None]:
    """Return the fields a person has approved of the things with these keys, whether they stand already or not."""
    found = select_values(ROWS.c.key, ROWS.c.wanted).where(ROWS.c.cohort_id == cohort_id)
    return {row.key: row.wanted for row in session.execute(found.where(ROWS.c.key.in_(keys)))}


def files_in_place(session: Session, cohort_id: int) -> dict[str, int]:
    """Count the folders that each of our files lies in, by its name."""
    name = col(TenantObject.applied)["name"].as_string()
    found = (
        select_values(name, func.count())
        .where(
            col(TenantObject.cohort_id) == cohort_id,
            col(TenantObject.kind) == "file",
            col(TenantObject.external_id).is_not(None),
        )
        .group_by(name)
    )
    return {name: count for name, count in session.execute(found) if name}


def due_errands(
    session: Session,
    cohort_id: int,
    *,
    now: datetime,
    busy: Collection[str] = (),
    without: Collection[str] = (),
) -> list[AnyErrand]:
    """Read every row that can be worked on now: made parents first, withdrawn children first.

    Rows that are being worked are left out, and kinds nobody has room for just now: this is asked after every group,
    and a cohort has hundreds of rows.
    """
    standing = _standing(session, cohort_id)
    return [
        _errand(row, standing)
        for row in _workable(session, cohort_id, standing, busy=busy, without=without)
        if row.next_try_at is None or row.next_try_at <= now or _may_be_mended(row)
    ]


def _may_be_mended(row: TenantObject) -> bool:
    """Tell whether another version of the program met an error of ours here: this one may do better."""
    return row.cause == "ours" and row.tried_by_version != program_version()


def _standing(session: Session, cohort_id: int) -> dict[str, ParentRow]:
    """Read the rows that others may stand in or point at."""
    found = select_values(*STANDING).where(ROWS.c.cohort_id == cohort_id, ROWS.c.kind.not_in(LEAVES))
    return {row[0]: ParentRow(*row) for row in session.execute(found)}


def _workable(
    session: Session,
    cohort_id: int,
    standing: Mapping[str, ParentRow],
    *,
    busy: Collection[str] = (),
    without: Collection[str] = (),
) -> Sequence[TenantObject]:
    """Return the rows that are ours to work, whenever due; rows others have changed wait for a person."""
    found = _perhaps_workable(session, cohort_id, busy=busy, without=without)
    holding = _holding(session, cohort_id) if any(row.wanted is None for row in found) else set()
    waiting = {row.key for row in found if _waits_for_the_team(row, standing)}
    return [
        row
        for row in found
        if not row.settled
        and not row.by_hand
        and row.key not in waiting
        and (row.kind != LAST or _is_all_that_is_left(session, cohort_id))
        and (row.key not in holding if row.wanted is None else _can_be_placed(row, standing))
    ]


def _waits_for_the_team(row: TenantObject, standing: Mapping[str, ParentRow]) -> bool:
    """Tell whether an undone thing goes along with a Team that still stands: until that is gone, neither is this."""
    above = standing.get(row.parent_key or "")
    while above is not None and above.kind != "msteam":
        above = standing.get(above.parent_key or "")
    role = (row.applied or {}).get("role")
    goes_along = row.decision == "undo" and (KINDS[row.kind].with_the_team or role == "owner")
    return goes_along and above is not None and above.external_id is not None


def _holding(session: Session, cohort_id: int) -> set[str]:
    """Name everything that something still stands in, save what an undone Team takes along."""
    goes_along = (ROWS.c.decision == "undo") & GOES_ALONG
    placed = select_values(ROWS.c.parent_key).where(
        ROWS.c.cohort_id == cohort_id,
        ROWS.c.external_id.is_not(None),
        ROWS.c.parent_key.is_not(None),
        ~func.coalesce(goes_along, False),
    )
    return set(session.execute(placed.distinct()).scalars())


def _is_all_that_is_left(session: Session, cohort_id: int) -> bool:
    return all(row.settled for row in _perhaps_workable(session, cohort_id, without={LAST}))


def _perhaps_workable(
    session: Session, cohort_id: int, *, busy: Collection[str] = (), without: Collection[str] = ()
) -> Sequence[TenantObject]:
    """Read the rows whose wanted and applied JSON differ and whose parent is placed."""
    asked = {"cohort_id": cohort_id, "busy": list(busy), "without": list(without)}
    return session.exec(_PERHAPS, params=asked).all()


_PARENTS = ROWS.alias()
_PERHAPS = (
    select(TenantObject)
    .outerjoin(_PARENTS, _PARENTS.c.key == ROWS.c.parent_key)
    .where(
        ROWS.c.cohort_id == bindparam("cohort_id"),
        ROWS.c.wanted.cast(Text).is_distinct_from(ROWS.c.applied.cast(Text)),
        ROWS.c.wanted.is_(None) | ROWS.c.parent_key.is_(None) | _PARENTS.c.external_id.is_not(None),
        ROWS.c.key.not_in(bindparam("busy", expanding=True)),
        ROWS.c.kind.not_in(bindparam("without", expanding=True)),
    )
    .order_by(ROWS.c.position)
)
"""Built once: it is asked after every group of errands."""


def cohorts_to_work(session: Session) -> list[int]:
    """Return the cohorts whose provisioning has been approved, oldest first."""
    approved = select(Approval.cohort_id).distinct().order_by(col(Approval.cohort_id))
    return list(session.exec(approved).all())


def closed_and_unsettled_cohorts(session: Session) -> list[int]:
    """Return the closed cohorts whose end is not brought about yet."""
    closed = select(TenantObject).join(Cohort).where(col(Cohort.closed_at).is_not(None))
    return sorted({row.cohort_id for row in session.exec(closed) if not row.settled})


def placed_errands(session: Session, cohort_id: int) -> list[AnyErrand]:
    """Read every row that stands in the tenant."""
    standing = _standing(session, cohort_id)
    return [_errand(row, standing) for row in ledger_rows(session, cohort_id) if row.external_id is not None]


def _can_be_placed(row: TenantObject, standing: Mapping[str, ParentRow]) -> bool:
    stands_on = [standing.get(key) for key in (row.parent_key, _target(row)) if key]
    if row.drifted or (row.kind != LAST and _stands_in_held(row, standing)):
        return False
    return all(below is not None and below.external_id is not None and not below.gone for below in stands_on)


def _stands_in_held(row: TenantObject, standing: Mapping[str, ParentRow]) -> bool:
    """Tell whether anything it stands in, however far up, waits for a person."""
    above = standing.get(row.parent_key or "")
    while above is not None and not above.held:
        above = standing.get(above.parent_key or "")
    return above is not None


def _target(row: TenantObject) -> str | None:
    return (row.wanted or {}).get("target_key")


def _errand(row: TenantObject, standing: Mapping[str, ParentRow]) -> AnyErrand:
    target = standing.get(_target(row) or "")
    return Errand(
        key=row.key,
        kind=cast("Kind", row.kind),
        cohort_id=row.cohort_id,
        team_id=row.team_id,
        version=row.version,
        generation=row.generation,
        wanted=row.wanted,
        applied=row.applied,
        external_id=row.external_id,
        attempts=row.attempts,
        above=_above(row, standing),
        target_id=target.external_id if target else None,
        target_url=target.web_url if target else None,
        undo=row.decision == "undo",
        facts=row.facts,
    )


def _above(row: TenantObject, standing: Mapping[str, ParentRow]) -> dict[str, str]:
    """Collect the ids a thing stands in. The nearest of a kind counts, and a folder stands in for a folder."""
    ids: dict[str, str] = {}
    above = standing.get(row.parent_key or "")
    if above is not None:
        ids["parent"] = above.external_id or ""
    while above is not None:
        ids.setdefault(KINDS[above.kind].stands_as or above.kind, above.external_id or "")
        above = standing.get(above.parent_key or "")
    return ids


def next_try(session: Session, *, after: datetime) -> datetime | None:
    """Return when the next row of any cohort is tried again, also of rows that will turn out to wait for others."""
    times = select(TenantObject.next_try_at).where(col(TenantObject.next_try_at) > after)
    return session.exec(times.order_by(col(TenantObject.next_try_at)).limit(1)).first()


def soonest_try(session: Session, cohort_id: int) -> datetime | None:
    """Return when the next row that waits for Microsoft is tried again; what waits for people is not waited for."""
    workable = _workable(session, cohort_id, _standing(session, cohort_id))
    waits = (row.next_try_at for row in workable if row.cause != "person")
    return min((at for at in waits if at), default=None)
