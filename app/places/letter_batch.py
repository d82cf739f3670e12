"""Letters of place as one batch of mail: drafted in the outbox, read, and let go together by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import audit, cohorts, outbox
from app.audit import Act
from app.places.letters import letters_of_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from app.audit import Deed
    from app.outbox import OwedMessage
    from app.places.letters import LetterOfPlace

PLACE_STEPS = ("place offered", "place waiting", "place declined")


def draft_letters(session: Session, *, cohort_id: int, reference: str = "", deed: Deed) -> int:
    """Draft each letter once; drafts that are true no longer are taken away. Return how many wait for a yes."""
    letters = letters_of_place(session, cohort_id, reference=reference)
    _withdraw_outdated(session, cohort_id, letters)
    for letter in letters:
        for address in letter.addresses:
            _owe(session, cohort_id, letter, address, deed=deed)
    waiting = len(drafted_letters(session, cohort_id))
    cohort, details = cohorts.get(session, cohort_id), {"drafts": waiting}
    audit.record(
        session, Act.place_letters_drafted, deed, about=cohort.uid, cohort_id=cohort_id, details=details
    )
    return waiting


def _owe(session: Session, cohort_id: int, letter: LetterOfPlace, address: str, *, deed: Deed) -> None:
    outbox.owe(
        session,
        to=address,
        about=_about(letter),
        step=f"place {letter.place}",
        subject=letter.heading,
        text="\n\n".join(letter.paragraphs),
        approved=False,
        now=deed.at,
        cohort_id=cohort_id,
    )


def _about(letter: LetterOfPlace) -> str:
    """Name the change of place, so that a team offered a place a second time is told again."""
    return f"place:{letter.team_id}:{letter.change}"


def _withdraw_outdated(session: Session, cohort_id: int, letters: Sequence[LetterOfPlace]) -> None:
    true_now = {_about(letter) for letter in letters}
    for step in PLACE_STEPS:
        outbox.withdraw_drafts(session, cohort_id, step=step, under="place:", but=true_now)


def drafted_letters(session: Session, cohort_id: int) -> Sequence[OwedMessage]:
    """Return the letters of place that wait for a person's yes."""
    return outbox.drafts_of(session, cohort_id, steps=PLACE_STEPS)


def release_letters(session: Session, *, cohort_id: int, deed: Deed) -> int:
    """Let all drafted letters go; return how many. A draft that is true no longer is taken away instead."""
    _withdraw_outdated(session, cohort_id, letters_of_place(session, cohort_id))
    drafts = drafted_letters(session, cohort_id)
    for draft in drafts:
        outbox.approve(session, draft.id, deed=deed)
    return len(drafts)
