"""A message owed to a person or a channel."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, row_id


class MessageState(StrEnum):
    """How far a message has come.

    draft ─ approved ─ sending ─┬─ sent
                                ├─ unsure    the answer was lost: it may have arrived, so we never send it again
                                └─ failed    Microsoft 365 refuses it as it stands

    A letter that is unsure is looked for at `next_try_at`; once that is empty a person decides, as of what failed.
    """

    draft = "draft"
    approved = "approved"
    sending = "sending"
    sent = "sent"
    unsure = "unsure"
    failed = "failed"


class Way(StrEnum):
    """How a message reaches its receiver."""

    mail = "mail"
    channel = "channel"


class OwedMessage(SQLModel, table=True):
    """A mail to an address, or a card to a team's channel, about a thing at a step, worded as it is sent.

    `about` names the thing (a ledger key, `submission:7`), `step` which of the messages about it this is.
    """

    __table_args__ = (UniqueConstraint("recipient", "about", "step"),)

    id: int = row_id()
    cohort_id: int | None = Field(default=None, foreign_key="cohort.id", index=True)
    way: Way = Field(default=Way.mail)
    recipient: str
    about: str
    step: str
    subject: str
    text: str
    state: MessageState = Field(default=MessageState.draft, index=True)
    owed_at: datetime = Field(sa_type=UtcDateTime)
    approved_by: str | None = None
    approved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    tried_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_try_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    looked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When Exchange first answered that the letter is not in Sent Items."""
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    dropped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When a person decided that a draft is never sent."""
    problem: str | None = None
    request_id: str | None = None
    mark: str | None = None
    """What the letter is known by in Sent Items; of a letter from before there were marks, None."""
