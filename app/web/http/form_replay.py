"""A form that is sent twice is done once: the second press leads where the first did."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from fastapi.responses import RedirectResponse
from sqlalchemy import bindparam, text
from sqlmodel import Field, Session, SQLModel

from app.db import UtcDateTime
from app.errors import AppError

if TYPE_CHECKING:
    from collections.abc import Callable

SEE_OTHER = 303


class SentForm(SQLModel, table=True):
    """A form that was sent, by the key it was shown with."""

    key: str = Field(primary_key=True, max_length=64)
    led_to: str = ""
    at: datetime = Field(sa_type=UtcDateTime, index=True)


def once(
    session: Session, *, key: str, now: datetime, act: Callable[[], str], base: str = ""
) -> RedirectResponse:
    """Run `act` once for a form's key and go where it says. Presses in the same moment wait for each other.

    `base` goes before it and is not kept: an address that is itself what opens the page.

    Nothing is kept of what was refused, so that it may be corrected and sent again. Without a key there is nothing to
    know a second press by, and each is done.
    """
    sent = _taken(session, key[:64], now) if key else SentForm(key=key, at=now)
    if not sent.led_to:
        try:
            sent.led_to = act()
        except AppError:
            session.rollback()
            raise
    return RedirectResponse(base + sent.led_to, status_code=SEE_OTHER)


TAKE = text(
    """INSERT INTO sentform ("key", led_to, at) VALUES (:key, '', :at) ON CONFLICT DO NOTHING"""
).bindparams(bindparam("at", type_=UtcDateTime))
"""In one statement, and not by a savepoint: where nothing was written before it, SQLite's driver commits a savepoint
as it ends, and the second press of the same moment would find a key that leads nowhere yet."""


def _taken(session: Session, key: str, now: datetime) -> SentForm:
    """Take the key, or wait for the request that holds it."""
    session.execute(TAKE, {"key": key, "at": now})
    return session.get_one(SentForm, key)
