"""Messages that wait for a person, for programs: listed, sent again, or marked as received."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import BaseModel

from app import outbox
from app.access import DeedDep  # noqa: TC001 - FastAPI reads the annotations
from app.db import Number, SessionDep  # noqa: TC001 - beside it
from app.outbox import MessageState, OwedMessage, Way

router = APIRouter(prefix="/api/messages", tags=["messages"])
SEND = "send"


class Message(BaseModel):
    """A message without its text. `unsure` may have arrived; `failed` was refused, for the reason in `problem`."""

    id: int
    cohort_id: int | None
    way: Way
    recipient: str
    subject: str
    state: MessageState
    problem: str | None
    owed_at: datetime
    tried_at: datetime | None
    sent_at: datetime | None

    @classmethod
    def of(cls, owed: OwedMessage) -> Self:
        return cls(**owed.model_dump(include=set(cls.model_fields)))


@router.get("/waiting")
def list_waiting(session: SessionDep, cohort_id: Number | None = None) -> list[Message]:
    """List the messages that wait for a person to decide, the oldest first; of a cohort, or of all."""
    return [Message.of(owed) for owed in outbox.waiting_for_a_person(session, cohort_id)]


@router.post("/{owedmessage_id}/send-again")
def send_again(
    session: SessionDep, deed: DeedDep, owedmessage_id: int, request: Request, then: BackgroundTasks
) -> Message:
    """Send a message once more; a receiver who got it after all gets it twice."""
    owed = outbox.send_again(session, owedmessage_id, deed=deed)
    then.add_task(request.app.state.wake, SEND)
    return Message.of(owed)


@router.post("/{owedmessage_id}/mark-received")
def mark_received(session: SessionDep, deed: DeedDep, owedmessage_id: int) -> Message:
    """Say that a message has been received; it is not sent again."""
    return Message.of(outbox.mark_received(session, owedmessage_id, deed=deed))
