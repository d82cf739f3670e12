"""Where no notification comes, files are found all the same: on the clock."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support import small_cohort
from support.handing_in import channel_of, drop, look, standing

from app.config import settings
from app.db import unit_of_work
from app.submissions.library import libraries
from app.submissions.models import Library
from app.tenant.told import LibraryNews
from jobs.intake.collect import collect_what_is_due
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

POSTER = "05 Poster/Kirurgi.pdf"


@pytest.mark.parametrize(("subscribed", "minutes"), [(True, 60), (False, 10)])
def test_a_file_nobody_tells_of_is_found_within_the_hour_or_ten_minutes_where_nobody_can_tell(
    here: Path,
    sandbox: SandboxOnASocket,
    monkeypatch: pytest.MonkeyPatch,
    subscribed: bool,
    minutes: int,
) -> None:
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    look(cohort_id)
    _subscribed(yes=subscribed)
    drop(sandbox.address, channel_of(cohort_id, "Kirurgi"), POSTER)
    _later(monkeypatch, minutes - 1)
    assert standing(cohort_id, "Kirurgi") == []
    _later(monkeypatch, minutes + 1)
    assert standing(cohort_id, "Kirurgi") == [("poster", "received", 1)]


def _subscribed(*, yes: bool) -> None:
    """Let the library be one we are told of, though nothing is ever said."""
    with unit_of_work() as session:
        session.exec(select(Library)).one().subscription_id = "en-stum" if yes else None


def _later(monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    """Let the job come by so long after the last look."""
    with unit_of_work() as session:
        looked_at = session.exec(select(Library)).one().looked_at
    assert looked_at is not None
    running = settings().clock() - (
        settings().now or looked_at
    )  # the clock goes on from the time that is set
    monkeypatch.setenv("KULL_NOW", (looked_at + timedelta(minutes=minutes) - running).isoformat())
    settings.cache_clear()

    async def came_by() -> None:
        async with open_tenant(settings()) as tenant:
            await collect_what_is_due(tenant, settings())

    asyncio.run(came_by())


def test_a_word_that_comes_while_we_look_is_looked_into_afterwards(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    look(cohort_id)
    _subscribed(yes=True)
    _told()
    with unit_of_work() as session:
        (before,) = libraries.libraries_of(session.exec(select(Library)))
        began = settings().clock()
    _told()
    with unit_of_work() as session:
        libraries.record_changes(
            session, before, LibraryNews(files=(), cursor=before.cursor or "", whole=False), began=began
        )
        assert session.exec(select(Library)).one().spoken_of


def _told() -> None:
    with unit_of_work() as session:
        known = session.exec(select(Library)).one()
        libraries.note_told(session, words=[("en-stum", known.secret)], now=settings().clock())
