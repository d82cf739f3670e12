"""Two presses in the same moment: the second waits for the first, and leads where it did."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session

from app.db import engine, migrate
from app.errors import Code, Conflict
from app.web.http.form_replay import once

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOW = datetime(2026, 4, 1, 6, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'kull.db'}"
    return str(request.getfixturevalue("postgres"))


def _press(url: str, act: Callable[[], str]) -> str:
    with Session(engine(url)) as session:
        answer = once(session, key="the same", now=NOW, act=act)
        session.commit()
        return answer.headers["location"]


def test_the_second_press_of_the_same_moment_does_nothing_and_leads_where_the_first_did(url: str) -> None:
    migrate(url)
    begun, acts = threading.Event(), []

    def first() -> str:
        begun.set()
        threading.Event().wait(0.5)  # long enough for the second to come while this one works
        acts.append("first")
        return "/first"

    def second() -> str:
        acts.append("second")
        return "/second"

    with ThreadPoolExecutor() as presses:
        one = presses.submit(_press, url, first)
        assert begun.wait(10)
        other = presses.submit(_press, url, second)
        assert (one.result(), other.result(), acts) == ("/first", "/first", ["first"])
    engine(url).dispose()


def test_what_was_refused_is_forgotten_so_that_it_may_be_sent_again(url: str) -> None:
    migrate(url)

    def refused() -> str:
        raise Conflict(Code.meeting_held, "Ikke nå.")

    with pytest.raises(Conflict):
        _press(url, refused)
    assert _press(url, lambda: "/again") == "/again"
    engine(url).dispose()
