"""When the files in the channels have to be looked for next, though nothing changes: told by rows alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app.submissions.library.libraries import every_library, look_times
from app.submissions.models import Submission
from app.submissions.review.receipts import QUIET

if TYPE_CHECKING:
    from datetime import datetime


def collection_due_at(session: Session, *, after: datetime) -> datetime | None:
    """Return the first time after one at which a look, another try to read, or a receipt is due."""
    looks = [at for library in every_library(session) for at in look_times(library)]
    times = (*looks, _next_reading(session, after), _next_receipt(session, after))
    return min((at for at in times if at and at > after), default=None)


def _next_reading(session: Session, after: datetime) -> datetime | None:
    tries = select(Submission.next_try_at).where(col(Submission.next_try_at) > after)
    return session.exec(tries.order_by(col(Submission.next_try_at)).limit(1)).first()


def _next_receipt(session: Session, after: datetime) -> datetime | None:
    noted = select(Submission.noted_at).where(
        col(Submission.answered_at).is_(None), col(Submission.noted_at) > after - QUIET
    )
    earliest = session.exec(noted.order_by(col(Submission.noted_at)).limit(1)).first()
    return earliest + QUIET if earliest else None
