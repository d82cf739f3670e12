"""Announce many invitations by a letter to each person first, so that day one is no storm.

A letter has no key against being sent twice, so it waits as a draft until somebody has looked in the calendar:
where invitations stand already (after a lost database) it has been sent, and is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from app import cohorts, outbox
from app.audit import by_system
from app.config import settings
from app.outbox import MessageState, OwedMessage
from app.people import Reader, Role, roles_in_words
from app.programmes import told_hours
from app.provisioning.desired.audience import everybody
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from app.programmes import HoursAsked
    from app.provisioning.desired.changes import ChangeSet
    from app.provisioning.desired.picture import CohortPicture
    from app.provisioning.preview.mail_forecast import Messages

STEP = "før de første innkallingene"
ON_THEIR_WAY = (MessageState.draft, MessageState.approved, MessageState.sending)


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
    hours: Sequence[HoursAsked] = (),
) -> None:
    """Draft the letter to each person who gets many invitations; approving these has approved it.

    It tells each the `hours` of their own roles.
    """
    roles = _roles_held(picture)
    for person in told:
        if person.letters:
            outbox.owe(
                session,
                to=person.email,
                about=about(picture.uid),
                step=STEP,
                subject=f"{picture.name}: dere får nå {person.invitations} innkallinger",
                text=_letter(
                    picture, person, _invited_to(found, person.email), _own_hours(hours, roles[person.email])
                ),
                approved=False,
                now=now,
                cohort_id=cohort_id,
            )


def _invited_to(found: ChangeSet, email: str) -> list[dict[str, Any]]:
    entries = (change.wanted for change in found.changes if change.kind == "entry" and change.wanted)
    mine = (entry for entry in entries if any(one["email"] == email for one in entry["attendees"]))
    return sorted(mine, key=lambda entry: str(entry["starts_at"]))


def _roles_held(picture: CohortPicture) -> dict[str, frozenset[str]]:
    held: dict[str, frozenset[str]] = defaultdict(frozenset)
    for somebody in everybody(picture):
        held[somebody.email] |= somebody.roles
    return held


def _own_hours(hours: Iterable[HoursAsked], roles: AbstractSet[str]) -> str:
    """Tell the hours of a person's own roles; a union representative is a member of the team in every letter."""
    mine = [replace(one, names=names) for one in hours if (names := _names_in_letters(one, roles))]
    lines = "".join(f"  {told_hours(one)}\n" for one in mine)
    return f"Så mye tid ber programmet om:\n\n{lines}\n" if mine else ""


def _names_in_letters(asked: HoursAsked, roles: AbstractSet[str]) -> dict[str, str]:
    return {
        role: roles_in_words([Role(role)], Reader.others, asked.names)[0]
        for role in asked.names
        if role in roles
    }


def _letter(picture: CohortPicture, person: Messages, entries: Iterable[dict[str, Any]], hours: str) -> str:
    listed = "\n".join(f"  {_when(entry)}  {_title(picture, entry)}" for entry in entries)
    return (
        f"Hei {person.name}\n\n"
        f"Dere får nå {person.invitations} innkallinger til møtene i {picture.name}. "
        "De legger seg i kalenderen av seg selv; svar på hver av dem. "
        "Lenken til de digitale møtene står i innkallingene.\n\n"
        f"{listed}\n\n{hours}"
        "Blir et møte flyttet, får dere én ny melding om det.\n"
        f"{_about_privacy()}"
    )


def _about_privacy() -> str:
    """Lead to the information of GDPR article 13, where there is an address to lead to."""
    address = settings().privacy_address
    return f"\nSlik behandler vi opplysninger om dere: {address}\n" if address else ""


def _title(picture: CohortPicture, entry: dict[str, Any]) -> str:
    return str(entry["subject"]).removeprefix(f"{picture.name}: ")


def _when(entry: dict[str, Any]) -> str:
    day, clock = str(entry["starts_at"])[:10], str(entry["starts_at"])[11:16]
    written = ".".join(reversed(day.split("-")))
    return written if entry["all_day"] else f"{written} kl. {clock}"


def announcements_on_their_way(session: Session, cohort_id: int) -> bool:
    """Tell whether letters about invitations are still to be sent; a letter that cannot be sent does not count."""
    owed = select(OwedMessage.id).where(
        OwedMessage.cohort_id == cohort_id,
        OwedMessage.step == STEP,
        col(OwedMessage.state).in_(ON_THEIR_WAY),
        col(OwedMessage.problem).is_(None),
    )
    return session.exec(owed.limit(1)).first() is not None


def drafted_announcements(session: Session, cohort_id: int) -> bool:
    """Tell whether letters wait for a look in the calendar."""
    return bool(_drafts(session, cohort_id))


def knows_of_invitations(session: Session, cohort_id: int) -> bool:
    """Tell whether our own rows know of meetings in the calendar, so that nothing has been lost."""
    entry = select(TenantObject.key).where(
        TenantObject.cohort_id == cohort_id,
        TenantObject.kind == "entry",
        col(TenantObject.external_id).is_not(None),
    )
    return session.exec(entry.limit(1)).first() is not None


def _drafts(session: Session, cohort_id: int) -> Sequence[OwedMessage]:
    owed = select(OwedMessage).where(
        OwedMessage.cohort_id == cohort_id,
        OwedMessage.step == STEP,
        OwedMessage.state == MessageState.draft,
    )
    return session.exec(owed).all()


def decide_about_announcement(
    session: Session, cohort_id: int, *, invited_before: bool, now: datetime
) -> None:
    """Let the letters go, or drop them where the invitations they tell of stand in the calendar already."""
    for owed in _drafts(session, cohort_id):
        if invited_before:
            session.delete(owed)
        else:
            outbox.approve(session, owed.id, deed=by_system(now))


def drop_announcements(session: Session, cohort_id: int, team_ids: Iterable[int]) -> None:
    """Drop the letters to teams found again in the tenant: their people had them before the restore."""
    told = {person.email for team in team_ids for person in cohorts.people_of(session, team_id=team)}
    for owed in _drafts(session, cohort_id):
        if owed.recipient in told:
            session.delete(owed)
