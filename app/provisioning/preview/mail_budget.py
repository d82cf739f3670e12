"""The mail budget of an organiser mailbox, planned before anything is approved and kept while it is sent.

Exchange lets a mailbox send 30 messages a minute, to 10,000 recipients a day; Graph works on four requests of a
mailbox at once. The pace of a minute is the line's (graph_adapters.transport.pace), the day's is here.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, func, select

from app.outbox import OwedMessage
from app.provisioning.ledger.due import due_errands
from app.provisioning.ledger.models import MailSpent
from app.provisioning.preview import announcement
from app.provisioning.preview.mail_forecast import applied, mailed_about

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from app.provisioning.desired.changes import ChangeSet, LedgerRow
    from app.provisioning.ledger.errands import AnyErrand
    from app.provisioning.preview.mail_forecast import Messages

BUDGET_WINDOW = timedelta(days=1)
MAX_MESSAGES_PER_MINUTE, MAX_RECIPIENTS_PER_DAY = 30, 10_000
OWN = ""
"""How the service's own mailbox is called where none is named."""


@dataclass(frozen=True, kw_only=True)
class MailPlan:
    """The mail of a mailbox. An invitation is a message to many recipients; `mailbox` is empty for our own."""

    mailbox: str
    messages: int
    recipients: int

    @property
    def minutes(self) -> int:
        return math.ceil(self.messages / MAX_MESSAGES_PER_MINUTE)

    @property
    def days(self) -> int:
        return math.ceil(self.recipients / MAX_RECIPIENTS_PER_DAY)


def plan(found: ChangeSet, known: Mapping[str, LedgerRow], told: Sequence[Messages]) -> list[MailPlan]:
    """Count the mail each mailbox sends, our own first; letters go from our own."""
    letters = sum(one.letters for one in told)
    counted: dict[str, list[int]] = defaultdict(list)
    counted[OWN] = [1] * letters
    for change in found.changes:
        if change.kind == "entry" and change.action != "unchanged":
            before = applied(known, change)
            if recipients := _recipients(before, change.wanted):
                counted[_mailbox(before, change.wanted)].append(recipients)
    return [
        MailPlan(mailbox=mailbox, messages=len(sizes), recipients=sum(sizes))
        for mailbox, sizes in sorted(counted.items())
        if sizes
    ]


def _recipients(before: dict[str, Any] | None, after: dict[str, Any] | None) -> int:
    new, told = mailed_about(before, after)
    return len(new) + len(told)


def _mailbox(before: dict[str, Any] | None, after: dict[str, Any] | None) -> str:
    return str((before or after or {}).get("organiser") or OWN)


def errands_within_mail_budget(
    session: Session,
    cohort_id: int,
    *,
    now: datetime,
    busy: Collection[str] = (),
    without: Collection[str] = (),
) -> list[AnyErrand]:
    """Return the due errands; invitations wait for the letters about them, and for room in the mailbox.

    Those on their way count as sent, though nobody has answered for them yet.
    """
    errands = due_errands(session, cohort_id, now=now, busy=busy, without=without)
    if not any(errand.kind == "entry" for errand in errands):
        return errands
    if announcement.announcements_on_their_way(session, cohort_id):
        return [errand for errand in errands if errand.kind != "entry" or errand.wanted is None]
    left = {mailbox: room(session, mailbox, now=now) for mailbox in {_of(errand) for errand in errands}}
    for errand in due_errands(session, cohort_id, now=now, without=without) if busy else ():
        if errand.kind == "entry" and errand.key in busy:
            _there_is_room(errand, left)
    return [errand for errand in errands if errand.kind != "entry" or _there_is_room(errand, left)]


def _of(errand: AnyErrand) -> str:
    return _mailbox(errand.applied, errand.wanted)


def _there_is_room(errand: AnyErrand, left: dict[str, int]) -> bool:
    """Take the room an entry needs; where there is too little, leave it to smaller entries."""
    needed, mailbox = _recipients(errand.applied, errand.wanted), _of(errand)
    if needed > left.get(mailbox, 0):
        return False
    left[mailbox] -= needed
    return True


def room(session: Session, mailbox: str, *, now: datetime) -> int:
    """Return how many more recipients a mailbox may have in this day: the last 24 hours, as Exchange counts."""
    since = now - BUDGET_WINDOW
    spent = select(func.coalesce(func.sum(MailSpent.recipients), 0))
    recipients = session.exec(spent.where(MailSpent.mailbox == mailbox, MailSpent.at > since)).one()
    letters = select(func.count()).select_from(OwedMessage).where(col(OwedMessage.sent_at) > since)
    return MAX_RECIPIENTS_PER_DAY - int(recipients) - (session.exec(letters).one() if mailbox == OWN else 0)


def count_mailed_recipients(session: Session, errand: AnyErrand, *, now: datetime) -> None:
    """Count the recipients of an entry that was placed, changed or withdrawn; forget counts a day old."""
    if errand.kind != "entry":
        return
    recipients = _recipients(errand.applied, errand.wanted)
    session.add(MailSpent(mailbox=_of(errand), at=now, recipients=recipients))
    for old in session.exec(select(MailSpent).where(MailSpent.at <= now - BUDGET_WINDOW)):
        session.delete(old)
