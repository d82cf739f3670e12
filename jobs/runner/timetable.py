"""The timetable of jobs. APScheduler tells the times alone: what has run stands in rows (`clockwork.py`).

Nothing runs between 02 and 03, because that hour comes twice on the autumn night. A job asks nobody to wait: it
reads what is due, works it, writes how it went, and comes again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from app.meetings import CHECK_TIMES
from jobs.intake import bring_in, collect_what_is_due, read_mailbox, watch_libraries
from jobs.meetings import check_asked_times, read_attendance
from jobs.outgoing import post_in_channels, remove_approved_files, send_what_is_owed, share_reports
from jobs.provision import refresh_everything, refresh_what_was_asked, settle_everything
from jobs.runner.anchor import anchor_daily
from jobs.runner.backup import take_backup
from jobs.runner.purge import purge_what_is_past
from jobs.runner.storage import check_storage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from apscheduler.triggers.base import BaseTrigger

    from app.config import Settings
    from jobs.tenant import Tenant


@dataclass(frozen=True, kw_only=True)
class Job:
    """`work` may raise Paused, and then the others wait too, or Halted, and then those that only read go on.

    One that `is_woken` is due soon after a change of our rows, whatever its time, and tells until when it has nothing
    to do unless something changes: until then it is not asked again.
    """

    name: str
    when: BaseTrigger
    work: Callable[[Tenant, Settings], Awaitable[datetime | None]]
    is_woken: bool = False


WHAT_IS_DUE, LOOK_OVER, SEND = "what is due", "looks asked for", "send"
COLLECT, WATCH, READ_MAILBOX, BRING = "collect", "watch", "read mailbox", "bring"
SHARE, REMOVE = "share reports", "remove"
POST = "post in channels"
OSLO = "Europe/Oslo"
TIMETABLE = (
    Job(name=WHAT_IS_DUE, when=IntervalTrigger(seconds=10), work=settle_everything, is_woken=True),
    Job(name=LOOK_OVER, when=IntervalTrigger(seconds=30), work=refresh_what_was_asked),
    Job(name=COLLECT, when=IntervalTrigger(seconds=20), work=collect_what_is_due, is_woken=True),
    Job(name=WATCH, when=IntervalTrigger(seconds=10), work=watch_libraries),
    Job(name=READ_MAILBOX, when=IntervalTrigger(minutes=5), work=read_mailbox),
    Job(name=BRING, when=IntervalTrigger(seconds=30), work=bring_in),
    Job(name=SHARE, when=IntervalTrigger(minutes=10), work=share_reports),
    Job(name=REMOVE, when=IntervalTrigger(minutes=10), work=remove_approved_files),
    Job(name=SEND, when=IntervalTrigger(seconds=30), work=send_what_is_owed),
    Job(name=POST, when=IntervalTrigger(seconds=30), work=post_in_channels),
    Job(name=CHECK_TIMES, when=IntervalTrigger(seconds=30), work=check_asked_times),
    Job(name="backup", when=IntervalTrigger(minutes=1), work=take_backup),
    Job(name="who was there", when=IntervalTrigger(minutes=5), work=read_attendance),
    Job(
        name="nightly look",
        when=CronTrigger(hour=3, minute=30, timezone=OSLO),
        work=refresh_everything,
    ),
    Job(
        name="purge",
        when=CronTrigger(hour=4, minute=10, timezone=OSLO),
        work=purge_what_is_past,
    ),
    Job(
        name="check storage",
        when=CronTrigger(hour=4, minute=40, timezone=OSLO),
        work=check_storage,
    ),
    Job(
        name="anchor audit",
        when=CronTrigger(hour=5, minute=10, timezone=OSLO),
        work=anchor_daily,
    ),
)
