"""Endret utenfra: the changes by others that the last look saw, and the choices for each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - the API's own description reads it
from typing import TYPE_CHECKING, Any, Literal, Protocol

from sqlmodel import col, select

from app.people import Person
from app.provisioning.desired.wanted_thing import title_of
from app.provisioning.drift import observations
from app.provisioning.kinds import KINDS, definite
from app.provisioning.ledger import counts
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlmodel import Session


class Keyed(Protocol):
    """A row of the ledger, or as much of it as names it."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...


Decision = Literal["put_back", "let_go", "adopt"]


@dataclass(frozen=True, kw_only=True)
class Drifted:
    """A thing that differs from what we made. `seen` None: it is gone; `below` counts the things gone with it.

    `choices` are what a person may decide; `restore` are the steps by which an owner gets it back in Microsoft 365.
    """

    key: str
    kind: str
    what: str
    seen: dict[str, Any] | None
    wanted: dict[str, Any] | None
    name: str
    team_id: int | None
    since: datetime | None
    below: int
    choices: tuple[Decision, ...]
    restore: tuple[str, ...]
    web_url: str | None


@dataclass(frozen=True, kw_only=True)
class LetGo:
    """A thing we look after no more, because a person said so."""

    key: str
    kind: str
    name: str
    team_id: int | None


@dataclass(frozen=True, kw_only=True)
class Drift:
    """A cohort's drift. `looked_at` None: never looked over; `unseen` counts things that could not be seen."""

    looked_at: datetime | None
    asked_at: datetime | None
    unseen: int
    drifted: tuple[Drifted, ...]
    let_go: tuple[LetGo, ...]


def drift_of(session: Session, cohort_id: int) -> Drift:
    """Return the changes by others; things that went with their parent are counted with it."""
    standing = {row.key: row for row in counts.unconverged(session, cohort_id)}
    look = observations.look_of(session, cohort_id)
    shown = observations.changed_outside(standing)
    let_go = [
        row for row in standing.values() if row.let_go and not _is_let_go(standing.get(row.parent_key or ""))
    ]
    people = people_in(session, [*shown, *let_go])
    below = _gone_below(session, cohort_id, [row for row in standing.values() if row.gone])
    return Drift(
        looked_at=look.looked_at,
        asked_at=look.asked_at,
        unseen=look.unseen,
        drifted=tuple(_drifted(row, below[row.key], people) for row in shown),
        let_go=tuple(
            LetGo(key=row.key, kind=row.kind, name=called(row, people), team_id=row.team_id) for row in let_go
        ),
    )


def _gone_below(session: Session, cohort_id: int, gone: Collection[TenantObject]) -> Counter[str]:
    """Count the things gone below each thing, whether or not that is gone or was seen itself."""
    counted = Counter[str]()
    if not gone:
        return counted
    asked = select(TenantObject.key, TenantObject.parent_key).where(TenantObject.cohort_id == cohort_id)
    stands_in = dict(session.exec(asked).all())
    for row in gone:
        above = row.parent_key
        while above is not None:
            counted[above] += 1
            above = stands_in.get(above)
    return counted


def _is_let_go(row: TenantObject | None) -> bool:
    return row is not None and row.let_go


def _drifted(row: TenantObject, below: int, people: Mapping[str, str]) -> Drifted:
    return Drifted(
        key=row.key,
        kind=row.kind,
        what="borte" if row.gone else f"endret: {', '.join(row.changed_outside)}",
        seen=None if row.gone else (row.seen or {})["value"],
        wanted=row.applied,
        name=called(row, people),
        team_id=row.team_id,
        since=row.seen_at,
        below=below,
        choices=choices(row),
        restore=KINDS[row.kind].restore if row.gone else (),
        web_url=row.web_url,
    )


def choices(row: TenantObject) -> tuple[Decision, ...]:
    """Return the decisions open for a thing that others have changed or removed."""
    if not row.gone:
        return ("put_back", "adopt", "let_go")
    return ("let_go",) if KINDS[row.kind].not_made_again else ("put_back", "let_go")


def below(row: TenantObject, standing: Mapping[str, TenantObject]) -> list[TenantObject]:
    """Return everything that stands in a thing, nearest first."""
    children = [one for one in standing.values() if one.parent_key == row.key]
    return [*children, *(deeper for child in children for deeper in below(child, standing))]


def called(row: TenantObject, people: Mapping[str, str]) -> str:
    """Name a thing in words: «kanalen Kostvert», «medlemskapet Kari Nordmann»."""
    return in_words(row, title_of(row.wanted or row.applied), people)


def in_words(row: Keyed, name: str | None, people: Mapping[str, str]) -> str:
    """Name a thing by its kind and name; a membership by its person's name."""
    return f"{definite(row.kind)} {name or people.get(_person_in(row), '')}".strip()


def people_in(session: Session, rows: Collection[Keyed]) -> dict[str, str]:
    """Return the names of the people whose memberships are among the rows, by our ids."""
    uids = {_person_in(row) for row in rows if row.kind == "member"}
    named = select(col(Person.uid), col(Person.name)).where(col(Person.uid).in_(uids))
    return dict(session.exec(named).all())


def _person_in(row: Keyed) -> str:
    return row.key.rpartition("/member:")[2]
