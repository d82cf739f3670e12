"""When a library is looked at, what a look changes, and whose word about it is believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select
from support import small_network
from support.small_network import LIBRARY, NOW, a_file, tell

from app.health import Refusal
from app.submissions.library import libraries
from app.submissions.models import Library, LibraryItem
from app.tenant.told import FileSeen, LibraryNews

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

MINUTE = timedelta(minutes=1)


@pytest.fixture
def library(session: Session) -> Library:
    small_network.start(session)
    return session.exec(select(Library)).one()


def _known(session: Session) -> list[tuple[str, bool]]:
    return [
        (one.name, one.gone) for one in session.exec(select(LibraryItem).order_by(col(LibraryItem.item_id)))
    ]


@pytest.mark.parametrize(
    ("subscribed", "minutes", "due"),
    [(True, 59, False), (True, 60, True), (False, 9, False), (False, 10, True)],
)
def test_a_library_nobody_speaks_of_is_looked_at_every_hour_or_every_ten_minutes(
    subscribed: bool, minutes: int, due: bool
) -> None:
    library = Library(
        library_id="b!1", cohort_id=1, looked_at=NOW, subscription_id="s" if subscribed else None
    )
    found = libraries.libraries_to_look_at([library], now=NOW + minutes * MINUTE)
    assert [one.nobody_told for one in found] == [subscribed] * due


@pytest.mark.parametrize(
    ("told_at", "next_try_at", "due"),
    [
        (NOW - MINUTE, None, False),
        (NOW, None, True),
        (NOW + MINUTE, NOW + 2 * MINUTE, False),
        (NOW + MINUTE, NOW + MINUTE, True),
    ],
    ids=["before the last look", "while it went on", "put off", "put off until now"],
)
def test_a_library_somebody_spoke_of_is_looked_at_unless_it_was_put_off(
    told_at: datetime, next_try_at: datetime | None, due: bool
) -> None:
    library = Library(library_id="b!1", cohort_id=1, looked_at=NOW, told_at=told_at, next_try_at=next_try_at)
    assert bool(libraries.libraries_to_look_at([library], now=NOW + MINUTE)) == due


@pytest.mark.usefixtures("library")
def test_a_file_seen_again_is_no_change_and_a_new_name_place_or_content_is(session: Session) -> None:
    counted = [
        tell(session, a_file("a.docx")),
        tell(session, a_file("a.docx")),
        tell(session, a_file("b.docx")),
        tell(session, a_file("b.docx", folder="medisin")),
        tell(session, a_file("b.docx", folder="medisin", tag="2")),
        tell(session, FileSeen(item_id="f", parent_id=None, name="Mappe", tag="1", size=0, is_folder=True)),
    ]
    assert counted == [1, 0, 1, 1, 1, 0]


@pytest.mark.usefixtures("library")
def test_only_a_whole_telling_says_that_what_it_does_not_name_is_gone(session: Session) -> None:
    tell(session, a_file("a.docx"), a_file("b.docx", item="2"))
    tell(session, a_file("b.docx", item="2"))
    before = _known(session)
    tell(session, a_file("b.docx", item="2"), whole=True)
    assert (before, _known(session)) == (
        [("a.docx", False), ("b.docx", False)],
        [("a.docx", True), ("b.docx", False)],
    )
    assert tell(session, a_file("a.docx")) == 1


@pytest.mark.usefixtures("library")
def test_a_name_with_an_identity_number_is_kept_without_it_and_without_the_address_that_spells_it(
    session: Session,
) -> None:
    number = "13097248022"
    seen = FileSeen(
        item_id="1",
        parent_id="kirurgi",
        name=f"{number}.docx",
        tag="1",
        size=1,
        web_url=f"https://x/{number}",
    )
    tell(session, seen)
    kept = session.exec(select(LibraryItem)).one()
    assert (number in kept.name, kept.web_url) == (False, None)


@pytest.mark.usefixtures("library")
def test_a_clock_that_runs_ahead_makes_no_file_newer_than_the_look_that_saw_it(session: Session) -> None:
    ahead = FileSeen(
        item_id="1", parent_id="kirurgi", name="a.docx", tag="1", size=1, changed_at=NOW + timedelta(hours=1)
    )
    tell(session, ahead)
    assert session.exec(select(LibraryItem.changed_at)).one() == NOW


def test_a_word_is_believed_by_its_secret_and_others_are_counted(session: Session, library: Library) -> None:
    library.subscription_id = "s"
    words = [("s", library.secret), ("s", library.secret), ("s", "gjettet\udc80"), ("ukjent", library.secret)]
    assert libraries.note_told(session, words=words[2:], now=NOW) == 2
    assert library.told_at is None
    assert libraries.note_told(session, words=words, now=NOW) == 2
    assert library.told_at == NOW


def test_an_ailing_subscription_is_looked_after_and_the_library_looked_at(
    session: Session, library: Library
) -> None:
    libraries.note_watched(session, LIBRARY, subscription_id="s", until=NOW + timedelta(days=30), now=NOW)
    later = NOW + timedelta(days=1)
    libraries.note_ailing(session, words=[("s", library.secret)], now=later)
    assert (library.told_at, library.renew_at) == (later, later)
    assert [one.needs for one in libraries.libraries_to_watch([library], now=later, wanted=True)] == ["renew"]


def test_a_subscription_is_renewed_at_half_its_life_and_ended_when_unwanted(
    session: Session, library: Library
) -> None:
    def needs(days: int, *, wanted: bool = True) -> list[str]:
        now = NOW + timedelta(days=days)
        return [one.needs for one in libraries.libraries_to_watch([library], now=now, wanted=wanted)]

    before = needs(0), needs(0, wanted=False)
    libraries.note_watched(session, LIBRARY, subscription_id="s", until=NOW + timedelta(days=30), now=NOW)
    assert before == (["make"], [])
    assert (needs(14), needs(15), needs(0, wanted=False)) == ([], ["renew"], ["end"])


def test_what_changed_before_a_new_subscription_stood_is_looked_for_once(
    session: Session, library: Library
) -> None:
    until = NOW + timedelta(days=30)
    libraries.note_watched(session, LIBRARY, subscription_id="s", until=until, now=NOW)
    libraries.note_watched(session, LIBRARY, subscription_id="s", until=until, now=NOW + MINUTE)
    assert library.told_at == NOW


def test_a_problem_puts_the_next_look_off_until_a_person_asks(session: Session, library: Library) -> None:
    (look,) = libraries.libraries_of([library])
    told = Refusal(said="HTTP 503", wait_seconds=300)
    libraries.record_library_problem(session, look, problem="HTTP 503", refusal=told, now=NOW)
    put_off = libraries.libraries_to_look_at([library], now=NOW)
    libraries.note_look_asked(session, [1], now=NOW)
    asked = libraries.libraries_to_look_at([library], now=NOW)
    assert (library.problem, put_off, len(asked)) == ("HTTP 503", [], 1)


def test_a_library_told_whole_without_anything_we_know_is_another(session: Session, library: Library) -> None:
    (look,) = libraries.libraries_of([library])
    known = FileSeen(item_id="known", parent_id="p", name="Poster.pdf", tag="t", size=1, changed_at=NOW)
    other = replace(known, item_id="other")

    def told(*files: FileSeen, whole: bool = True) -> bool:
        news = LibraryNews(files=files, cursor="c", whole=whole)
        return libraries.tells_of_another_library(session, LIBRARY, news)

    first = told(other)
    libraries.record_changes(session, look, LibraryNews(files=(known,), cursor="c", whole=True), began=NOW)
    assert (first, told(other), told(), told(other, whole=False), told(known, other)) == (
        False,
        True,
        True,
        False,
        False,
    )
