"""Where a thing belongs: its cohort, team and organisation, read from the row its id in the address names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select  # sqlmodel's gives no rows when one column is asked for
from sqlmodel import SQLModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

MAX_ID_FIGURES = 9
NUMBER = re.compile(rf"[0-9]{{1,{MAX_ID_FIGURES}}}")
_WHERE = ("cohort_id", "team_id", "organisation_id")


@dataclass(frozen=True, kw_only=True)
class Scope:
    cohort_id: int | None = None
    team_id: int | None = None
    organisation_id: int | None = None


def named(session: Session, path: Mapping[str, Any]) -> list[tuple[str, int | None]]:
    """List the rows an address names: `{meeting_id}` is a row of the table `meeting`, `{team_uid}` a row of `team`.

    What is no number, or nobody's uid, is no row.
    """
    return [
        *((name[:-3], _number(value)) for name, value in path.items() if name.endswith("_id")),
        *(
            (name[:-4], _with_uid(session, name[:-4], value))
            for name, value in path.items()
            if name.endswith("_uid")
        ),
    ]


def names_no_row(path: Mapping[str, Any]) -> bool:
    """Tell whether an address holds a number that no row can have, and that the database could not even look up."""
    ids = [str(value) for name, value in path.items() if name.endswith("_id")]
    return any(len(re.sub(r"\D", "", value)) > MAX_ID_FIGURES for value in ids)


def _number(value: object) -> int | None:
    return int(str(value)) if NUMBER.fullmatch(str(value)) else None


def _with_uid(session: Session, table: str, uid: str) -> int | None:
    columns = SQLModel.metadata.tables[table].c
    found: int | None = session.execute(select(columns.id).where(columns.uid == uid)).scalar()
    return found


def place_of(session: Session, table: str, row_id: int) -> Scope | None:
    """Find where a row belongs; None when it is not there, or belongs to no cohort."""
    if table in {"cohort", "organisation"}:
        return Scope(**{f"{table}_id": row_id})
    columns = SQLModel.metadata.tables[table].c
    known = [columns[name] for name in _WHERE if name in columns]
    row = session.execute(select(*known).where(columns.id == row_id)).mappings().first() if known else None
    if row is None:
        return None
    place = Scope(**row, **({"team_id": row_id} if table == "team" else {}))
    return _with_team(session, place) if place.team_id is not None and table != "team" else place


def _with_team(session: Session, place: Scope) -> Scope | None:
    return place_of(session, "team", place.team_id or 0)
