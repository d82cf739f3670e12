"""Things we made the last day, and why each must stand: people have worked in it, or in a thing inside it.

A cohort has hundreds of such things and a page shows them all, so of each row only what is judged is read.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func
from sqlalchemy import select as select_values
from sqlmodel import select

from app.provisioning.desired.wanted_thing import NAMES
from app.provisioning.kinds import KINDS
from app.provisioning.ledger.due import ROWS
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement
    from sqlmodel import Session

    from app.cohorts import Cohort

UNDO_WINDOW = timedelta(hours=24)

_NAME = func.coalesce(
    *(value[name].as_string() for value in (ROWS.c.wanted, ROWS.c.applied) for name in NAMES)
)
_ROLE = ROWS.c.applied["role"].as_string()
_IS_PLACED = ROWS.c.external_id.is_not(None)


class Made(NamedTuple):
    """The columns of a ledger row that are judged. `name`, `role` and `team_id` are None for things without."""

    position: int
    key: str
    kind: str
    parent_key: str | None
    placed: bool
    made_at: datetime | None
    seen: dict[str, Any] | None
    name: str | None
    role: str | None
    team_id: int | None

    @property
    def gone(self) -> bool:
        """Tell whether the last look did not find it: it keeps nothing else standing."""
        return self.seen is not None and not self.seen["there"]


def goes_along(kind: str, role: str | None) -> bool:
    """Tell whether a thing comes and goes with the Team: its channels, and its owners' memberships."""
    return KINDS[kind].with_the_team or role == "owner"


@dataclass(frozen=True, kw_only=True)
class UndoView:
    """Rows by key, in the ledger's order; the rows inside each; the keys of rows that others have changed."""

    cohort: Cohort
    now: datetime
    rows: Mapping[str, Made]
    inside: Mapping[str | None, list[Made]]
    changed: frozenset[str]
    _judged: dict[str, str] = field(default_factory=dict)

    @cached_property
    def young(self) -> list[Made]:
        """The rows that we made the last day."""
        return [row for row in self.rows.values() if self._is_young(row)]

    def why_not(self, row: Made) -> str:
        """Say why a thing is left; empty when it can be taken away."""
        kind = KINDS[row.kind]
        if kind.with_its_parent:
            return self.why_not(self.rows[row.parent_key or ""])
        if kind.stays:
            return kind.stays
        return self._why_not_the_team if kind.with_the_team else self._why_not_alone(row)

    @cached_property
    def _why_not_the_team(self) -> str:
        msteam = self.rows[self.cohort.uid]
        if not self._is_young(msteam):
            return "Microsoft-teamet er eldre enn ett døgn, eller laget av andre."
        if (msteam.seen or {}).get("facts", {}).get("strangers"):
            return "Andre enn dem vi slapp inn, er i Microsoft-teamet."
        inside = [one for one in self._below(msteam) if one.placed and not one.gone]
        if any(self._why_not_alone(one) for one in inside if not goes_along(one.kind, one.role)):
            return "Noe i Microsoft-teamet blir stående."
        if any(self._holds_more(one) for one in inside):
            return "Noen har lagt noe i Microsoft-teamet."
        return ""

    def _why_not_alone(self, row: Made) -> str:
        if row.key not in self._judged:
            self._judged[row.key] = self._judge(row)
        return self._judged[row.key]

    def _judge(self, row: Made) -> str:
        if not self._is_young(row):
            return "Er eldre enn ett døgn."
        if row.seen is None:
            return "Vi fikk ikke sett på den."
        if not row.seen["there"]:
            return "Er alt borte."
        if row.key in self.changed or row.seen["touched"] or self._holds_more(row):
            return "Noen har arbeidet i den."
        inside = [
            one
            for one in self.inside.get(row.key, ())
            if one.placed and not one.gone and not KINDS[one.kind].with_its_parent
        ]
        return "Noe i den blir stående." if any(map(self._why_not_alone, inside)) else ""

    def _is_young(self, row: Made) -> bool:
        return row.placed and row.made_at is not None and row.made_at > self.now - UNDO_WINDOW

    def _holds_more(self, row: Made) -> bool:
        """Tell whether more lies in a folder than we have put there."""
        holds = (row.seen or {}).get("holds")
        return holds is not None and holds > sum(one.placed for one in self.inside.get(row.key, ()))

    def _below(self, row: Made) -> list[Made]:
        """Return everything that stands in a thing, nearest first."""
        children = self.inside.get(row.key, [])
        return [*children, *(deeper for child in children for deeper in self._below(child))]


def undo_view(session: Session, cohort: Cohort, now: datetime) -> UndoView:
    """Read the rows made the last day with all that stands in them, parents undone along, and the Team."""
    is_young = func.coalesce(ROWS.c.made_at > now - UNDO_WINDOW, False) & _IS_PLACED
    found = level = _rows(session, cohort, is_young)
    while level:
        level = _rows(session, cohort, ROWS.c.parent_key.in_(list(level)) & ~is_young)
        found = found | level
    above = [row.parent_key for row in found.values() if KINDS[row.kind].with_its_parent]
    found = found | _rows(session, cohort, ROWS.c.key.in_([cohort.uid, *above]))
    inside: dict[str | None, list[Made]] = defaultdict(list)
    in_order = sorted(found.values(), key=lambda row: row.position)
    for row in in_order:
        inside[row.parent_key].append(row)
    rows = {row.key: row for row in in_order}
    return UndoView(cohort=cohort, now=now, rows=rows, inside=inside, changed=_changed(session, rows))


def _rows(session: Session, cohort: Cohort, where: ColumnElement[bool]) -> dict[str, Made]:
    row = ROWS.c
    read = select_values(
        *(row.position, row.key, row.kind, row.parent_key, _IS_PLACED, row.made_at, row.seen),
        *(_NAME, _ROLE, row.team_id),
    )
    found = session.execute(read.where(row.cohort_id == cohort.id, where))
    return {made.key: made for made in (Made(*values) for values in found)}


def _changed(session: Session, rows: Mapping[str, Made]) -> frozenset[str]:
    """Return the keys of rows whose seen fields differ from the applied."""
    seen = [key for key, row in rows.items() if row.seen and row.seen["value"]]
    found = session.exec(select(TenantObject).where(ROWS.c.key.in_(seen))) if seen else ()
    return frozenset(row.key for row in found if row.changed_outside)
