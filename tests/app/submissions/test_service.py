"""Late or not, accepted or returned, and more time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support import small_cohort

from app.audit import Deed
from app.config import settings
from app.db import engine, unit_of_work
from app.deliverables import service as deliverables
from app.errors import Invalid
from app.submissions import service as submissions
from app.submissions.library import libraries
from app.submissions.library.items import LibraryLayout, decide_about_item, undecided_items
from app.submissions.models import Library
from app.tenant.told import FileDetails, FileSeen, LibraryNews

if TYPE_CHECKING:
    from pathlib import Path

DEADLINE = small_cohort.at("2026-09-12T00:00:00")  # the video is due on 11 September
MONAS = Deed(actor="mona", at=DEADLINE)
GROUND = LibraryLayout(teams={"kirurgi": 1, "medisin": 2}, folders={}, templates={})


@pytest.fixture(autouse=True, params=["sqlite", "postgresql"])
def _two_teams(here: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of many are read as each database's driver gives them."""
    del here
    if request.param == "postgresql":
        monkeypatch.setenv("KULL_DATABASE_URL", request.getfixturevalue("postgres"))
        settings.cache_clear()
        engine.cache_clear()
    small_cohort.started("torn-kull-3", 2026)
    with unit_of_work() as session:
        libraries.follow_library(session, library_id="b!1", cohort_id=1)


def _seen(name: str, *, when: Any, tag: str = "1", item: str = "1", folder: str = "kirurgi") -> None:
    """Let the library tell of a file, and decide on it."""
    file = FileSeen(item_id=item, parent_id=folder, name=name, tag=tag, size=1, changed_at=when)
    with unit_of_work() as session:
        (look,) = libraries.libraries_of(session.exec(select(Library)))
        libraries.record_changes(
            session, look, LibraryNews(files=(file,), cursor="c", whole=False), began=when
        )
        files = undecided_items(session, "b!1", GROUND)
        details = FileDetails(name=name, by=small_cohort.ANNE)
        decide_about_item(session, 1, [(one, details) for one in files], now=when)


def _video(now: Any) -> tuple[str, bool]:
    """How Kirurgi stands with its film: the state, and whether it is late."""
    with unit_of_work() as session:
        standing = submissions.standings(session, 1, now=now)[0]
        return standing.state, standing.late


def test_a_deadline_lasts_until_its_day_is_over_in_norway() -> None:
    before, after = _video(DEADLINE - timedelta(seconds=1)), _video(DEADLINE)
    assert (before, after) == (("missing", False), ("missing", True))
    _seen("film.mp4", when=DEADLINE - timedelta(seconds=1))
    assert _video(DEADLINE + timedelta(days=9)) == ("received", False)


def test_what_came_in_time_and_was_returned_is_not_late_when_it_comes_again() -> None:
    _seen("film.mp4", when=DEADLINE - timedelta(days=1))
    with unit_of_work() as session:
        submissions.give_back(session, 1, question="Hvem er dere?", deed=Deed(actor="mona", at=DEADLINE))
        submissions.get(session, 1).answered_at = DEADLINE
    _seen("film.mp4", tag="2", when=DEADLINE + timedelta(days=2))
    assert _video(DEADLINE + timedelta(days=3)) == ("received", False)


def test_more_time_is_the_teams_own_and_ends() -> None:
    until = DEADLINE + timedelta(days=5)
    with unit_of_work() as session:
        asked = deliverables.with_key(session, cohort_id=1, key="video").id or 0
        more: dict[str, Any] = {"team_id": 1, "deliverable_id": asked, "why": "Sykdom"}
        submissions.grant_exception(session, **more, until=until, deed=MONAS)
        with pytest.raises(Invalid, match="foran oss"):
            submissions.grant_exception(session, **more, until=DEADLINE, deed=MONAS)
    assert (_video(DEADLINE), _video(until)) == (("missing", False), ("missing", True))
    with unit_of_work() as session:
        others = [
            one for one in submissions.standings(session, 1, now=DEADLINE) if one.team.name == "Medisin"
        ]
        assert others[0].late is True
