"""Two presses of one button in the same moment are one."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import Session, SQLModel

from app.db import engine
from app.web.once import once

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

NOW = datetime(2026, 4, 1, 8, tzinfo=UTC)


def pressed_together(database: Engine) -> tuple[list[str], int]:
    """Press twice; return where each press leads, and how often it was done."""
    done: list[str] = []

    def act() -> str:
        done.append("done")
        time.sleep(0.3)
        return "/there"

    def press(_number: int) -> str:
        with Session(database) as session:
            answer = once(session, key="k", now=NOW, act=act)
            session.commit()
            return answer.headers["location"]

    SQLModel.metadata.create_all(database)
    with ThreadPoolExecutor(2) as both:
        led_to = list(both.map(press, range(2)))
    database.dispose()
    return led_to, len(done)


def test_on_sqlite_the_second_press_waits_for_the_first_and_leads_where_it_led(tmp_path: Path) -> None:
    assert pressed_together(engine(f"sqlite:///{tmp_path / 'kull.db'}")) == (["/there", "/there"], 1)


def test_on_postgresql_too(postgres: str) -> None:
    assert pressed_together(engine(postgres)) == (["/there", "/there"], 1)
