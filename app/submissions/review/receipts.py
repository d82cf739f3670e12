"""A receipt to the sender of each version, as soon as they have stopped saving."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from app import deliverables, outbox
from app.cohorts import Team
from app.submissions import service
from app.submissions.library.mail_rows import beside_in_mail
from app.submissions.models import Submission
from app.submissions.review import in_channel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

QUIET = timedelta(minutes=1)
OSLO = ZoneInfo("Europe/Oslo")

AFTER_FREEZE = (
    "Den kom etter at innleveringene ble lagt til grunn, og er tatt imot som en senere versjon. Har dere levert før, "
    "gjelder den forrige til veilederen godkjenner denne."
)


def answer_with_receipts(session: Session, cohort_ids: Iterable[int], *, now: datetime) -> int:
    """Owe a receipt for each version that has been read and left alone since; return how many are owed.

    A version that a newer one has taken the place of is answered by the newer one's receipt. What must be mended for
    the sake of people's privacy is not waited with.
    """
    waiting = select(Submission).where(
        col(Submission.cohort_id).in_(list(cohort_ids)),
        col(Submission.answered_at).is_(None),
        col(Submission.read_at).is_not(None),
    )
    owed = 0
    for submission in session.exec(waiting.order_by(col(Submission.id))).all():
        if submission.noted_at > now - QUIET and not submission.barred:
            continue
        submission.answered_at = now
        if submission.barred or _is_newest(session, submission):
            in_channel.tell_received(session, submission, now=now)
            owed += _owe_receipt(session, submission, now)
    return owed


def _is_newest(session: Session, submission: Submission) -> bool:
    newer = select(Submission.id).where(
        Submission.team_id == submission.team_id,
        Submission.deliverable_id == submission.deliverable_id,
        Submission.version > submission.version,
    )
    return session.exec(newer).first() is None


def _owe_receipt(session: Session, submission: Submission, now: datetime) -> int:
    """Write to the sender; about a barred version to the team's leaders as well."""
    to = service.addresses(session, submission)
    if submission.barred:
        to = [*to, *service.leaders_of(session, submission.cohort_id, submission.team_id)]
    title = deliverables.get(session, submission.deliverable_id).title
    mend = [finding["text"] for finding in submission.findings if finding["level"] == "error"]
    addresses = list(dict.fromkeys(to))
    for address in addresses:
        outbox.owe(
            session,
            to=address,
            about=f"submission:{submission.id}",
            step=f"receipt:{submission.version}",
            known_by=f"{submission.tag} {submission.name}",
            subject=f"{'Må rettes' if mend else 'Mottatt'}: {title}",
            text=_text(session, submission, title, mend),
            approved=True,
            now=now,
            cohort_id=submission.cohort_id,
        )
    return len(addresses)


def _text(session: Session, submission: Submission, title: str, mend: list[str]) -> str:
    team = session.get_one(Team, submission.team_id).name
    look_over = [finding["text"] for finding in submission.findings if finding["level"] == "warning"]
    when = f"{submission.received_at.astimezone(OSLO):%d.%m.%Y kl. %H.%M}"
    parts = [
        "Hei,",
        f"Vi har fått «{submission.name}» fra {team} ({when}) som {title}, versjon {submission.version}.",
        AFTER_FREEZE if submission.after_freeze else "",
        _listed("Den kan ikke brukes slik den er:", mend),
        _listed("Se gjerne over dette:", look_over),
        _listed("Dette kom i samme e-post:", beside_in_mail(session, submission)),
        "Legg en ny versjon i kanalen når dere har rettet den."
        if mend
        else "Veilederen deres ser på den. Dere trenger ikke gjøre noe mer nå.",
        "Ligger filen på feil sted, flytter dere den bare dit den skal være.",
    ]
    return "\n\n".join(part for part in parts if part)


def _listed(heading: str, texts: list[str]) -> str:
    return "\n".join([heading, *(f"– {text}" for text in texts)]) if texts else ""
