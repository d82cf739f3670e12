"""Checks of the teams' libraries: the time of the last reading, and the subscriptions to changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from app import health, web
from app.cohorts import Cohort
from app.config import settings
from app.health import SourceKind, UnreadableSource
from app.submissions import Library
from app.web import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlmodel import Session

OFTEN_ENOUGH = timedelta(hours=1)
"""Each library is read every ten minutes; one that was not for this long is worth a look."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """`how` is a status of parts.html: done, waits or late; empty for a mere fact. A rule's sentence is in bokmål."""

    name: str
    how: str
    word: str
    value: str
    is_bokmal: bool = False


def followed(session: Session) -> list[Check]:
    """Check the libraries of cohorts that are not closed."""
    asked = (
        select(Library)
        .join(Cohort, col(Library.cohort_id) == Cohort.id)
        .where(col(Cohort.closed_at).is_(None))
    )
    libraries = session.exec(asked).all()
    return [_read(libraries, unread_of(session, SourceKind.files)), _subscribed(libraries)]


def unread_of(session: Session, kind: SourceKind) -> list[UnreadableSource]:
    found = health.unreadable_sources(session, now=settings().clock())
    return [one for one in found if one.kind == kind]


def told_of(unread: Iterable[UnreadableSource]) -> list[str]:
    """Say in bokmål what cannot be read, when it is tried next, and why; once, however many they are."""
    now = settings().clock()
    told = "{} Neste forsøk {:%H.%M}. Årsak: {}."
    return sorted(
        {
            told.format(
                health.unreadable_in_words(one, now=now),
                one.next_try_at.astimezone(health.OSLO),
                one.said.rstrip("."),
            )
            for one in unread
        }
    )


def _read(libraries: Sequence[Library], unread: Sequence[UnreadableSource]) -> Check:
    """Check the oldest reading (delta)."""
    times = [one.looked_at for one in libraries]
    oldest = min((at for at in times if at), default=None)
    late = None in times or (oldest is not None and settings().clock() - oldest > OFTEN_ENOUGH)
    ours = {one.library_id for one in libraries}
    problems = sorted({one.problem for one in libraries if one.problem})
    problems += told_of(one for one in unread if one.source in ours)
    told = gettext("%(count)s bibliotek, sist %(at)s") % {
        "count": len(libraries),
        "at": web.moment(oldest) if oldest else "–",
    }
    return Check(
        name=gettext("Lesing av filer (delta)"),
        how="late" if problems else "waits" if late else "done",
        word=gettext("Bør ses på") if problems else gettext("Venter") if late else gettext("I orden"),
        value=" ".join((f"{told}.", *problems)),
        is_bokmal=bool(problems),
    )


def _subscribed(libraries: Sequence[Library]) -> Check:
    name, now = gettext("Varsler om nye filer (abonnement)"), settings().clock()
    if settings().modes["webhooks"] != "service" or not settings().public_url:
        value = gettext("Ikke i bruk. Filer leses hvert tiende minutt.")
        return Check(name=name, how="done", word=gettext("I orden"), value=value)
    held = [one.subscribed_until for one in libraries if one.subscribed_until and one.subscribed_until > now]
    problems = sorted({one.subscription_problem for one in libraries if one.subscription_problem})
    told = gettext("%(held)s av %(count)s bibliotek, det første til %(until)s") % {
        "held": len(held),
        "count": len(libraries),
        "until": web.moment(min(held)) if held else "–",
    }
    is_whole = len(held) == len(libraries)
    return Check(
        name=name,
        how="late" if problems else "done" if is_whole else "waits",
        word=gettext("Bør ses på") if problems else gettext("I orden") if is_whole else gettext("Venter"),
        value=" ".join((f"{told}.", *problems)),
        is_bokmal=bool(problems),
    )
