"""One lane to the tenant, whoever works: its row is made once, and no more hold a place in it than there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session, select

from app.config import settings
from app.db import engine, migrate
from app.provisioning.ledger.lanes import hold_place_in_lane, lock_lane
from app.provisioning.ledger.models import PaceLane

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def several_workers(postgres: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("KULL_DATABASE_URL", postgres)
    settings.cache_clear()
    engine.cache_clear()
    migrate()
    yield
    for made in (engine(), engine(None)):  # migrating makes one of its own
        made.dispose()
    settings.cache_clear()
    engine.cache_clear()


def test_a_lane_is_made_where_it_is_new_and_is_the_same_the_next_time(session: Session) -> None:
    lock_lane(session, "planner").taken_until = 12.5
    session.commit()
    assert lock_lane(session, "planner").taken_until == 12.5
    assert session.exec(select(PaceLane.lane)).all() == ["planner"]


@pytest.mark.usefixtures("several_workers")
def test_no_more_hold_a_place_than_a_lane_has_and_it_is_given_back() -> None:
    with (
        hold_place_in_lane("planner", 2) as first,
        hold_place_in_lane("planner", 2) as second,
        hold_place_in_lane("planner", 2) as third,
        hold_place_in_lane("outlook", 1) as other,
    ):
        assert (first, second, third, other) == (True, True, False, True)
    with hold_place_in_lane("planner", 1) as after:
        assert after
