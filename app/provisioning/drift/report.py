"""Endret utenfra: the changes by others that the last look saw, and the choices for each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, Protocol

from sqlmodel import col, select

from app.meetings import OSLO
from app.people import Person
from app.provisioning.circumstances import CIRCUMSTANCES, held_by, in_a_sentence, known
from app.provisioning.desired.wanted_thing import title_of
from app.provisioning.drift import observations
from app.provisioning.kinds import KINDS, definite
from app.provisioning.ledger import counts
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlmodel import Session


class Keyed(Protocol):
    """A row of the ledger, or as much of it as names it."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...


Decision = Literal["put_back", "let_go", "adopt", "clear"]
"""`clear` is for what was left behind: it is told no more."""


@dataclass(frozen=True, kw_only=True)
class Drifted:
    """A thing that differs from what we made. `seen` None: it is gone; `below` counts the things gone with it.

    `said` is what has happened, where a sentence says more. `restore` are the steps in Microsoft 365 that make it as it
    was, which come first; `restore_until` is the last day they surely can be taken, and None when there is no such day.
    `choices` are what a person may decide here, and `made_anew` says what a new one would be; the folder of the old one
    stays at `old_folder`.
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
    said: str = ""
    restore_until: date | None = None
    made_anew: str = ""
    old_folder: str | None = None


@dataclass(frozen=True, kw_only=True)
class Noted:
    """A thing that is well, and about which people should know something, with what they can do."""

    key: str
    name: str
    team_id: int | None
    said: str
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LeftBehind:
    """A channel that was given up for a new one; its folder still stands. `web_url` None: we never had its address."""

    key: str
    name: str
    team_id: int | None
    web_url: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class LetGo:
    """A thing we look after no more, because a person said so."""

    key: str
    kind: str
    name: str
    team_id: int | None


@dataclass(frozen=True, kw_only=True)
class Drift:
    """A cohort's drift. `looked_at` None: never looked over; `unseen` counts things that could not be seen.

    `as_made` says that everything was seen, and is as we made it.
    """

    looked_at: datetime | None
    asked_at: datetime | None
    unseen: int
    drifted: tuple[Drifted, ...]
    let_go: tuple[LetGo, ...]
    noted: tuple[Noted, ...] = ()
    left_behind: tuple[LeftBehind, ...] = ()

    @property
    def as_made(self) -> bool:
        return not (self.unseen or self.drifted or self.let_go or self.left_behind)


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
    folders = _folders_of(session, [row.key for row in shown if row.kind == "channel"])
    return Drift(
        looked_at=look.looked_at,
        asked_at=look.asked_at,
        unseen=look.unseen,
        drifted=tuple(_drifted(row, below[row.key], people, folders.get(row.key)) for row in shown),
        let_go=tuple(
            LetGo(key=row.key, kind=row.kind, name=called(row, people), team_id=row.team_id) for row in let_go
        ),
        noted=tuple(one for row in standing.values() for one in _noted(row, people)),
        left_behind=tuple(one for row in standing.values() for one in _left_behind(row)),
    )


def _folders_of(session: Session, channels: Collection[str]) -> dict[str, str | None]:
    """Return the addresses of channels' folders, by the channel's key."""
    asked = select(TenantObject.parent_key, TenantObject.web_url).where(
        TenantObject.kind == "files", col(TenantObject.parent_key).in_(channels)
    )
    return {channel or "": address for channel, address in session.exec(asked)}


def _noted(row: TenantObject, people: Mapping[str, str]) -> Iterator[Noted]:
    """Say what a look saw around a thing, but not what is said with its change already."""
    for name in known(row.facts) if not row.gone and not row.let_go else ():
        found = CIRCUMSTANCES[name]
        if not found.holds:
            said = in_a_sentence(name, called(row, people), row.facts[name])
            yield Noted(
                key=row.key, name=called(row, people), team_id=row.team_id, said=said, steps=found.steps
            )


def _left_behind(row: TenantObject) -> Iterator[LeftBehind]:
    for one in row.left_behind or ():
        at = datetime.fromisoformat(one["at"])
        yield LeftBehind(key=row.key, name=one["name"], team_id=row.team_id, web_url=one["web_url"], at=at)


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


def _drifted(row: TenantObject, below: int, people: Mapping[str, str], folder: str | None) -> Drifted:
    held = [] if row.gone else held_by(row.facts)
    kind = KINDS[row.kind]
    return Drifted(
        key=row.key,
        kind=row.kind,
        what=_what(row, held),
        seen=None if row.gone else (row.seen or {})["value"],
        wanted=row.applied,
        name=called(row, people),
        team_id=row.team_id,
        since=row.seen_at,
        below=below if row.gone else 0,
        choices=choices(row),
        restore=kind.restore
        if row.gone
        else tuple(step for one in held for step in CIRCUMSTANCES[one].steps),
        web_url=row.web_url,
        said=" ".join(in_a_sentence(one, called(row, people), row.facts[one]) for one in held),
        restore_until=_restore_until(row),
        made_anew=kind.made_anew if row.gone else "",
        old_folder=folder if row.gone else None,
    )


def _what(row: TenantObject, held: Collection[str]) -> str:
    """Say in a word or two how a thing is otherwise than we made it."""
    if row.gone:
        return "borte"
    fields = f"endret: {', '.join(row.changed_outside)}" if row.changed_outside else ""
    return "; ".join(part for part in (*(CIRCUMSTANCES[one].short for one in held), fields) if part)


def _restore_until(row: TenantObject) -> date | None:
    """Count from when it was made or last seen there, or else from the first look that did not find it."""
    days = KINDS[row.kind].restorable_days if row.gone else 0
    told = row.facts.get("last_there")
    was_there = [at for at in (row.made_at, datetime.fromisoformat(told) if told else None) if at]
    since = max(was_there, default=row.seen_at)
    return (since + timedelta(days=days)).astimezone(OSLO).date() if days and since else None


def choices(row: TenantObject) -> tuple[Decision, ...]:
    """Return the decisions open for a thing that others have changed or removed."""
    held = [] if row.gone else held_by(row.facts)
    if held:
        return ("let_go",) if all(CIRCUMSTANCES[name].may_be_let_go for name in held) else ()
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
