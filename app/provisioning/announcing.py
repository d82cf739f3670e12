"""Day one is no storm: before many invitations come, each person gets one letter that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from app.outbox import service as outbox
from app.outbox.models import MessageState, OwedMessage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from app.provisioning.changes import ChangeSet
    from app.provisioning.messages import Messages
    from app.provisioning.picture import CohortPicture

STEP = "før de første innkallingene"
ON_THEIR_WAY = (MessageState.approved, MessageState.sending)


def about(uid: str) -> str:
    return f"{uid}/innkallinger"


def announced(session: Session, uid: str) -> set[str]:
    """Return the addresses that have had, or are owed, the letter about a cohort's invitations."""
    owed = select(OwedMessage.recipient).where(OwedMessage.about == about(uid), OwedMessage.step == STEP)
    return set(session.exec(owed))


def announce(
    session: Session,
    cohort_id: int,
    *,
    picture: CohortPicture,
    found: ChangeSet,
    told: Sequence[Messages],
    now: datetime,
) -> None:
    """Owe the letter to everybody who gets several invitations and has not had it; the approval of them is its own."""
    for person in told:
        if person.letters:
            outbox.owe(
                session,
                to=person.email,
                about=about(picture.uid),
                step=STEP,
                subject=f"{picture.name}: dere får nå {person.invitations} innkallinger",
                text=_letter(picture, person, _invited_to(found, person.email)),
                approved=True,
                now=now,
                cohort_id=cohort_id,
            )


def _invited_to(found: ChangeSet, email: str) -> list[dict[str, Any]]:
    entries = (change.wanted for change in found.changes if change.kind == "entry" and change.wanted)
    mine = (entry for entry in entries if any(one["email"] == email for one in entry["attendees"]))
    return sorted(mine, key=lambda entry: str(entry["starts_at"]))


def _letter(picture: CohortPicture, person: Messages, entries: Iterable[dict[str, Any]]) -> str:
    listed = "\n".join(f"  {_when(entry)}  {_title(picture, entry)}" for entry in entries)
    return (
        f"Hei {person.name}\n\n"
        f"Dere får nå {person.invitations} innkallinger til møtene i {picture.name}. "
        "De legger seg i kalenderen av seg selv; svar på hver av dem. "
        "Lenken til de digitale møtene står i innkallingene.\n\n"
        f"{listed}\n\n"
        "Blir et møte flyttet, får dere én ny melding om det.\n"
    )


def _title(picture: CohortPicture, entry: dict[str, Any]) -> str:
    return str(entry["subject"]).removeprefix(f"{picture.name}: ")


def _when(entry: dict[str, Any]) -> str:
    day, clock = str(entry["starts_at"])[:10], str(entry["starts_at"])[11:16]
    written = ".".join(reversed(day.split("-")))
    return written if entry["all_day"] else f"{written} kl. {clock}"


def letters_on_their_way(session: Session, cohort_id: int) -> bool:
    """Tell whether letters about invitations are still to be sent; one that cannot be sent holds nobody up."""
    owed = select(OwedMessage.id).where(
        OwedMessage.cohort_id == cohort_id,
        OwedMessage.step == STEP,
        col(OwedMessage.state).in_(ON_THEIR_WAY),
        col(OwedMessage.problem).is_(None),
    )
    return session.exec(owed.limit(1)).first() is not None
