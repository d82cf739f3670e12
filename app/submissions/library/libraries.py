"""Following a library: the files in it, when to look again, and whose notifications are believed."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from sqlmodel import Session, col, select

from app import health
from app.health import Refusal, SourceKind
from app.sensitive import hide_identity_numbers
from app.submissions.models import Library, LibraryItem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from app.health import UnreadableSource
    from app.tenant import FileSeen, LibraryNews

SUBSCRIBED_INTERVAL, UNSUBSCRIBED_INTERVAL = timedelta(hours=1), timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class LibraryLook:
    """A library to look at, read and let go of. `nobody_told`: we should have been told of any change."""

    library_id: str
    cohort_id: int
    cursor: str | None
    looked_at: datetime | None
    nobody_told: bool


def follow_library(session: Session, *, library_id: str, cohort_id: int) -> Library:
    """Follow a library from now on; following it already changes nothing."""
    library = session.get(Library, library_id)
    if library is None:
        library = Library(library_id=library_id, cohort_id=cohort_id)
        session.add(library)
        session.flush()
    return library


def libraries_of_cohorts(session: Session, cohort_ids: Iterable[int]) -> Sequence[Library]:
    found = select(Library).where(col(Library.cohort_id).in_(list(cohort_ids)))
    return session.exec(found.order_by(col(Library.library_id))).all()


def every_library(session: Session) -> Sequence[Library]:
    return session.exec(select(Library).order_by(col(Library.library_id))).all()


def libraries_to_look_at(libraries: Iterable[Library], *, now: datetime) -> list[LibraryLook]:
    """Choose the libraries notified of since the last look, and the libraries not looked at for long.

    Every hour where notifications reach us; every ten minutes where none can, and that is all right too.
    """
    return libraries_of(
        library
        for library in libraries
        if _is_due(library, now) and (library.next_try_at is None or library.next_try_at <= now)
    )


def libraries_of(libraries: Iterable[Library]) -> list[LibraryLook]:
    return [
        LibraryLook(
            library_id=library.library_id,
            cohort_id=library.cohort_id,
            cursor=library.cursor,
            looked_at=library.looked_at,
            nobody_told=library.subscription_id is not None and not library.spoken_of,
        )
        for library in libraries
    ]


def _is_due(library: Library, now: datetime) -> bool:
    if library.looked_at is None or library.spoken_of:
        return True
    return now - library.looked_at >= _interval(library)


def _interval(library: Library) -> timedelta:
    return SUBSCRIBED_INTERVAL if library.subscription_id else UNSUBSCRIBED_INTERVAL


def look_times(library: Library) -> list[datetime | None]:
    """Return when a library may be tried again, and when it is looked at though nobody tells of changes."""
    return [library.next_try_at, library.looked_at and library.looked_at + _interval(library)]


def record_changes(session: Session, look: LibraryLook, news: LibraryNews, *, began: datetime) -> int:
    """Record the files seen, and where to read on from, in one transaction; return how many were new or changed.

    Seen again is no change. When the library was told from its beginning, what was not named is gone.
    """
    library = session.get_one(Library, look.library_id)
    known = _known(session, look.library_id)
    changed = sum(_record(session, known, look, file, began) for file in news.files)
    if news.whole:
        for item_id in known.keys() - {file.item_id for file in news.files}:
            known[item_id].gone = True
    library.cursor, library.looked_at = news.cursor, began
    library.problem = library.next_try_at = None
    health.note_readable(session, SourceKind.files, look.library_id)
    session.flush()
    return changed


def tells_of_another_library(session: Session, library_id: str, news: LibraryNews) -> bool:
    """Tell whether a library is told whole without a single thing that we know of there: then it is not ours."""
    standing = {item_id for item_id, item in _known(session, library_id).items() if not item.gone}
    return news.whole and bool(standing) and standing.isdisjoint(file.item_id for file in news.files)


def _known(session: Session, library_id: str) -> dict[str, LibraryItem]:
    found = select(LibraryItem).where(LibraryItem.library_id == library_id)
    return {item.item_id: item for item in session.exec(found)}


def _record(
    session: Session, known: Mapping[str, LibraryItem], look: LibraryLook, seen: FileSeen, now: datetime
) -> bool:
    item = known.get(seen.item_id)
    if seen.gone:
        if item is not None:
            item.gone = True
        return False
    name = hide_identity_numbers(seen.name)
    before = None if item is None or item.gone else (item.tag, item.parent_id, item.name)
    if item is None:
        item = LibraryItem(
            library_id=look.library_id,
            cohort_id=look.cohort_id,
            item_id=seen.item_id,
            name=name,
            is_folder=seen.is_folder,
            tag=seen.tag,
            size=seen.size,
            changed_at=now,
            seen_at=now,
        )
        session.add(item)
    item.parent_id, item.name, item.gone = seen.parent_id, name, False
    item.tag, item.size = seen.tag, seen.size
    item.web_url = seen.web_url if name == seen.name else None  # an address spells the name out
    item.seen_at = now
    item.changed_at = min(seen.changed_at or now, now)  # a clock that runs ahead makes nobody late
    return not seen.is_folder and before != (item.tag, item.parent_id, item.name)


def libraries_seen_since(session: Session, libraries: Iterable[Library], since: datetime) -> int:
    """Count the files that a look since then told of."""
    found = select(LibraryItem.id).where(
        col(LibraryItem.library_id).in_([library.library_id for library in libraries]),
        col(LibraryItem.is_folder).is_(False),
        col(LibraryItem.seen_at) >= since,
    )
    return len(session.exec(found).all())


def record_library_problem(
    session: Session, look: LibraryLook, *, problem: str, refusal: Refusal, now: datetime
) -> None:
    """Say why a library could not be read or decided on; it is looked at again later each time."""
    library = session.get_one(Library, look.library_id)
    again_at = health.note_unreadable(
        session, SourceKind.files, look.library_id, refusal=refusal, read_at=library.looked_at, now=now
    )
    library.problem, library.next_try_at, library.told_at = problem, again_at, again_at


def unread_files(session: Session, cohort_id: int, *, mailbox: str, now: datetime) -> list[UnreadableSource]:
    """Return the libraries of a cohort, and the unit's mailbox, that cannot be read: at most one of each kind."""
    libraries = {(SourceKind.files, one.library_id) for one in libraries_of_cohorts(session, [cohort_id])}
    return health.unread_kinds(session, {*libraries, (SourceKind.mailbox, mailbox)}, now=now)


def try_libraries_now(session: Session) -> None:
    """Let the libraries that could not be read be tried at once."""
    for library in every_library(session):
        if library.problem:
            library.next_try_at = None


# --- being told --------------------------------------------------------------------------------

Words = Iterable[tuple[str, str]]


def note_told(session: Session, *, words: Words, now: datetime) -> int:
    """Take notifications as (subscription, secret) and mark their libraries; return how many were not ours.

    A thousand words about one library are one mark, always the newest: one that comes while we look is not about what
    we have read. Nothing else they say is believed: we go and look.
    """
    known, refused = _known_by_secret(session, words)
    for library in known:
        library.told_at = now
    return refused


def note_ailing(session: Session, *, words: Words, now: datetime) -> int:
    """Take notifications of the subscriptions' own life: renew them, and look for changes missed."""
    known, refused = _known_by_secret(session, words)
    for library in known:
        library.told_at, library.renew_at = now, now
    return refused


def note_look_asked(session: Session, cohort_ids: Iterable[int], *, now: datetime) -> None:
    """Mark libraries to be looked at because a person asks."""
    for library in libraries_of_cohorts(session, cohort_ids):
        library.told_at, library.next_try_at = now, None


def _known_by_secret(session: Session, words: Words) -> tuple[list[Library], int]:
    """Find the libraries of words that carry their secret, and count the other words, in one statement."""
    different = set(words)
    named = {subscription_id for subscription_id, _ in different}
    found = session.exec(select(Library).where(col(Library.subscription_id).in_(named)))
    by_subscription = {library.subscription_id: library for library in found}
    right = [
        library
        for subscription_id, secret in different
        if (library := by_subscription.get(subscription_id)) and _same(secret, library.secret)
    ]
    return right, len(different) - len(right)


def _same(secret: str, ours: str) -> bool:
    """Compare in constant time, so that the time taken tells nothing of how much of a guess was right."""
    return hmac.compare_digest(secret.encode(errors="replace"), ours.encode())


# --- subscriptions: who tells us ---------------------------------------------------------------

SubscriptionNeeds = Literal["make", "renew", "end"]


@dataclass(frozen=True, kw_only=True)
class Watch:
    """The need of a library's subscription, read and let go of."""

    library_id: str
    needs: SubscriptionNeeds
    subscription_id: str | None
    secret: str


def libraries_to_watch(libraries: Iterable[Library], *, now: datetime, wanted: bool) -> list[Watch]:
    """Choose subscriptions to make, renew or end; renewal is at half their life, so that a bad day loses nothing."""
    return [
        Watch(
            library_id=library.library_id,
            needs=needs,
            subscription_id=library.subscription_id,
            secret=library.secret,
        )
        for library in libraries
        if (needs := _needs(library, now, wanted=wanted)) is not None
    ]


def _needs(library: Library, now: datetime, *, wanted: bool) -> SubscriptionNeeds | None:
    if not wanted:
        return "end" if library.subscription_id else None
    if library.renew_at is not None and now < library.renew_at:
        return None
    return "renew" if library.subscription_id else "make"


def note_watched(
    session: Session, library_id: str, *, subscription_id: str, until: datetime, now: datetime
) -> None:
    """Keep a subscription that stands. Changes from before it stood are looked for once."""
    library = session.get_one(Library, library_id)
    if library.subscription_id != subscription_id:
        library.told_at = now
    library.subscription_id, library.subscribed_until = subscription_id, until
    library.renew_at, library.subscription_problem = now + (until - now) / 2, None


def note_not_watched(
    session: Session, library_id: str, *, problem: str | None = None, again_at: datetime | None = None
) -> None:
    """Forget a subscription; the library is looked at every ten minutes instead."""
    library = session.get_one(Library, library_id)
    library.subscription_id, library.subscribed_until = None, None
    library.renew_at, library.subscription_problem = again_at, problem


def try_library_again(session: Session, library_id: str, *, at: datetime) -> None:
    session.get_one(Library, library_id).renew_at = at
