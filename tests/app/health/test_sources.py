"""A source that cannot be read is tried later each time, and said with when it was last read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from app.health.models import NOT_BELIEVED, SourceKind, UnreadableSource
from app.health.sources import (
    Refusal,
    is_put_off,
    note_readable,
    note_unreadable,
    try_sources_now,
    unread_kinds,
    unreadable_in_words,
    unreadable_sources,
)

if TYPE_CHECKING:
    from sqlmodel import Session

NOW = datetime(2026, 4, 1, 6, 15, tzinfo=UTC)
REFUSED = Refusal(said="HTTP 404")


def _refused(session: Session, source: str = "d", refusal: Refusal = REFUSED) -> timedelta:
    return note_unreadable(session, SourceKind.files, source, refusal=refusal, read_at=NOW, now=NOW) - NOW


def test_it_waits_twice_as_long_each_time_and_an_hour_at_most(session: Session) -> None:
    waits = [_refused(session) / timedelta(minutes=1) for _ in range(9)]
    within = [
        0.8 * due <= wait <= 1.2 * due
        for wait, due in zip(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60], strict=True)
    ]
    assert within == [True] * 9


def test_it_waits_as_long_as_microsoft_says(session: Session) -> None:
    assert _refused(session, refusal=Refusal(said="HTTP 429", wait_seconds=17)) == timedelta(seconds=17)


def test_what_is_read_again_begins_anew(session: Session) -> None:
    _refused(session)
    put_off = [is_put_off(session, SourceKind.files, "d", now=NOW + timedelta(hours=n)) for n in (0, 2)]
    note_readable(session, SourceKind.files, "d")
    session.flush()
    assert (put_off, unreadable_sources(session, now=NOW)) == ([True, False], [])
    assert _refused(session) < timedelta(minutes=2)


def test_it_is_tried_at_once_when_something_has_changed(session: Session) -> None:
    _refused(session)
    try_sources_now(session, now=NOW)
    assert is_put_off(session, SourceKind.files, "d", now=NOW) is False


def test_what_nobody_has_tried_for_a_week_is_followed_no_more(session: Session) -> None:
    _refused(session)
    assert [len(unreadable_sources(session, now=NOW + timedelta(days=days))) for days in (6, 8)] == [1, 0]


def test_of_each_kind_the_one_unread_for_longest_is_told(session: Session) -> None:
    for source, hours in (("a", 1), ("b", 3), ("other cohort's", 5)):
        read_at = NOW - timedelta(hours=hours)
        note_unreadable(session, SourceKind.files, source, refusal=REFUSED, read_at=read_at, now=NOW)
    asked = {(SourceKind.files, "a"), (SourceKind.files, "b"), (SourceKind.mailbox, "a")}
    assert [one.source for one in unread_kinds(session, asked, now=NOW)] == ["b"]


@pytest.mark.parametrize(
    ("kind", "read_at", "told"),
    [
        (
            SourceKind.files,
            NOW,
            "Vi får ikke lest filene nå. Sist lest kl. 08.15. Ingenting er borte; vi prøver igjen.",
        ),
        (
            SourceKind.calendar,
            NOW - timedelta(days=1),
            "Vi får ikke lest kalenderen nå. Sist lest 31.03. kl. 08.15. Ingenting er borte; vi prøver igjen.",
        ),
        (SourceKind.mailbox, None, "Vi får ikke lest postkassen nå. Ingenting er borte; vi prøver igjen."),
    ],
)
def test_it_is_said_in_words(kind: SourceKind, read_at: datetime | None, told: str) -> None:
    one = UnreadableSource(kind=kind, source="a", since=NOW, read_at=read_at, next_try_at=NOW)
    assert unreadable_in_words(one, now=NOW) == told


def test_a_calendar_that_answers_without_our_meetings_says_what_a_person_can_do() -> None:
    one = UnreadableSource(
        kind=SourceKind.calendar, source="a", since=NOW, next_try_at=NOW, said=NOT_BELIEVED
    )
    assert unreadable_in_words(one, now=NOW) == (
        "Kalenderen svarer, men ingen av møtene våre står der, så vi avlyser ingenting av oss selv. Er de avlyst, så "
        "avlys dem her også. Ellers: se etter på nytt under Endret utenfra, og velg for hvert møte."
    )
