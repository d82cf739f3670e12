"""Sources in the tenant that cannot be read now: since when, why, and when each is tried again."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from app.health.models import SourceKind, UnreadableSource

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

OSLO = ZoneInfo("Europe/Oslo")
FIRST_WAIT, MAX_WAIT = timedelta(minutes=1), timedelta(hours=1)
MAX_DOUBLINGS = 6
FORGOTTEN_AFTER = timedelta(days=7)
"""A source nobody has tried for so long is followed no more: its cohort is closed, or another mailbox invites."""
NOT_READ = {
    SourceKind.files: "Vi får ikke lest filene nå.",
    SourceKind.calendar: "Vi får ikke lest kalenderen nå.",
    SourceKind.mailbox: "Vi får ikke lest postkassen nå.",
}
NOTHING_LOST = "Ingenting er borte; vi prøver igjen."
NONE_OF_OUR_MEETINGS = (
    "Kalenderen svarer, men ingen av møtene våre står der, så vi avlyser ingenting av oss selv. Er de avlyst, så avlys "
    "dem her også. Ellers: se etter på nytt under Endret utenfra, og velg for hvert møte."
)


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """The answer to a reading that failed: Microsoft's words for IT, and the seconds we are told to wait, if any."""

    said: str
    wait_seconds: float | None = None


def note_unreadable(
    session: Session,
    kind: SourceKind,
    source: str,
    *,
    refusal: Refusal,
    read_at: datetime | None,
    now: datetime,
) -> datetime:
    """Note that a source could not be read; return when it is tried again, later each time up to an hour.

    `read_at` is when it was last read, None when it never was.
    """
    row = session.get(UnreadableSource, (kind, source))
    if row is None:
        row = UnreadableSource(kind=kind, source=source, since=now, next_try_at=now)
        session.add(row)
    row.read_at, row.said, row.next_try_at = read_at, refusal.said, now + _wait(row.tries, refusal)
    row.tries += 1
    session.flush()
    return row.next_try_at


def _wait(tries: int, refusal: Refusal) -> timedelta:
    """Wait as long as Microsoft says; else twice as long each time, spread so that sources do not come in step."""
    if refusal.wait_seconds is not None:
        return timedelta(seconds=refusal.wait_seconds)
    doubled = min(MAX_WAIT, FIRST_WAIT * (1 << min(tries, MAX_DOUBLINGS)))
    return doubled * random.uniform(0.8, 1.2)  # noqa: S311 - spreading, no secret


def note_readable(session: Session, kind: SourceKind, source: str) -> None:
    row = session.get(UnreadableSource, (kind, source))
    if row is not None:
        session.delete(row)


def is_put_off(session: Session, kind: SourceKind, source: str, *, now: datetime) -> bool:
    """Tell whether a source that could not be read is not to be tried yet."""
    row = session.get(UnreadableSource, (kind, source))
    return row is not None and row.next_try_at > now


def next_source_try(session: Session, *, after: datetime) -> datetime | None:
    """Return when the next source that cannot be read is tried again."""
    times = select(UnreadableSource.next_try_at).where(col(UnreadableSource.next_try_at) > after)
    return session.exec(times.order_by(col(UnreadableSource.next_try_at)).limit(1)).first()


def unreadable_sources(session: Session, *, now: datetime) -> Sequence[UnreadableSource]:
    """Return the sources that cannot be read, those that were forgotten left out."""
    found = select(UnreadableSource).where(col(UnreadableSource.next_try_at) > now - FORGOTTEN_AFTER)
    return session.exec(found.order_by(col(UnreadableSource.kind), col(UnreadableSource.source))).all()


def unread_kinds(
    session: Session, sources: Collection[tuple[SourceKind, str]], *, now: datetime
) -> list[UnreadableSource]:
    """Return the source of each kind that has not been read for longest, of those among `sources` that cannot be."""
    found: dict[SourceKind, UnreadableSource] = {}
    for row in unreadable_sources(session, now=now):
        if (row.kind, row.source) in sources and _is_older(row, found.get(row.kind)):
            found[row.kind] = row
    return list(found.values())


def _is_older(row: UnreadableSource, other: UnreadableSource | None) -> bool:
    return other is None or (row.read_at or row.since) < (other.read_at or other.since)


def try_sources_now(session: Session, *, now: datetime) -> None:
    """Let every source that cannot be read be tried at once, as something has changed."""
    for row in unreadable_sources(session, now=now):
        row.next_try_at, row.tries = now, 0


def unreadable_in_words(one: UnreadableSource, *, now: datetime) -> str:
    """Say in bokmål what cannot be read, when it last was, and that nothing is lost; or what a person must settle."""
    if one.kind is SourceKind.calendar and one.is_disbelieved:
        return NONE_OF_OUR_MEETINGS
    last = f" Sist lest {_clock(one.read_at, now)}." if one.read_at else ""
    return f"{NOT_READ[one.kind]}{last} {NOTHING_LOST}"


def _clock(at: datetime, now: datetime) -> str:
    local = at.astimezone(OSLO)
    is_today = local.date() == now.astimezone(OSLO).date()
    return f"{local:kl. %H.%M}" if is_today else f"{local:%d.%m. kl. %H.%M}"
