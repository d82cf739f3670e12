"""What we read on in beside the teams' libraries: the calendars that invite, and the unit's mailbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import meetings, submissions
from app.config import settings
from app.dashboard.library_checks import Check, told_of, unread_of
from app.health import SourceKind
from app.web import gettext, said

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.health import UnreadableSource

NAMES = {
    SourceKind.calendar: said("Lesing av kalenderen (delta)"),
    SourceKind.mailbox: said("Lesing av postkassen (delta)"),
}


def unread_in_cohort(session: Session, cohort_id: int) -> list[UnreadableSource]:
    """Return what a cohort's pages are fed by and we cannot read now, at most one of each kind."""
    now = settings().clock()
    return [
        *submissions.unread_files(session, cohort_id, mailbox=settings().mailbox, now=now),
        *meetings.unread_calendar(session, cohort_id, own=settings().organiser, now=now),
    ]


def source_checks(session: Session) -> list[Check]:
    return [_source_check(session, kind) for kind in NAMES]


def _source_check(session: Session, kind: SourceKind) -> Check:
    unread = told_of(unread_of(session, kind))
    return Check(
        name=gettext(NAMES[kind]),
        how="late" if unread else "done",
        word=gettext("Bør ses på") if unread else gettext("I orden"),
        value=" ".join(unread) or gettext("Ingenting er i veien"),
        is_bokmal=bool(unread),
    )
