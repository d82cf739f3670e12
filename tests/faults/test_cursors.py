"""Where we read on from is written down with what was read, never before it: killed in between, nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session, select

from app.cohorts.models import Cohort
from app.submissions.library import libraries
from app.submissions.models import Library, LibraryItem
from app.tenant.told import FileSeen, LibraryNews

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.submissions.library.libraries import LibraryLook

    Record = Callable[[Session, LibraryLook, LibraryNews], None]

NOW = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)
NEWS = LibraryNews(
    files=(FileSeen(item_id="i1", parent_id="p", name="Poster.pdf", tag="t", size=1, changed_at=NOW),),
    cursor="after the poster",
    whole=False,
)


class _Killed(Exception): ...


def _as_we_do(session: Session, look: LibraryLook, news: LibraryNews) -> None:
    libraries.record_changes(session, look, news, began=NOW)


def _cursor_first(session: Session, look: LibraryLook, news: LibraryNews) -> None:
    session.get_one(Library, look.library_id).cursor = news.cursor
    session.commit()
    libraries.record_changes(session, look, news, began=NOW)


def _die_within(session: Session, record: Record, look: LibraryLook) -> None:
    with session:
        record(session, look, NEWS)
        raise _Killed


@pytest.mark.parametrize(("record", "lost"), [(_as_we_do, False), (_cursor_first, True)])
def test_who_is_killed_while_writing_reads_it_again(session: Session, record: Record, *, lost: bool) -> None:
    """The second way is worse on purpose: this check can fail."""
    session.add(
        Cohort(
            name="Kull",
            programme="prove",
            programme_version=1,
            start_year=2026,
            definition={},
            created_at=NOW,
        )
    )
    session.flush()
    library = libraries.follow_library(session, library_id="d", cohort_id=1)
    session.commit()
    (look,) = libraries.libraries_of([library])
    with pytest.raises(_Killed):
        _die_within(Session(session.get_bind()), record, look)
    session.expire_all()
    read_on_from = session.get_one(Library, "d").cursor
    known = session.exec(select(LibraryItem.name)).all()
    assert (read_on_from == NEWS.cursor and known == []) is lost
