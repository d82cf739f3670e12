"""Consent to be seen in a film (R098): without everyone's yes the film is not shown.

The team leader lists those who are seen. Each with an address is asked once, by a personal link; whoever does not
answer is not shown, and nobody is reminded. A yes may be taken back by the same link, without saying why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from sqlalchemy import select as select_values
from sqlmodel import Session, col, select

from app import audit, outbox
from app.audit import Act, Deed
from app.errors import Code, Conflict, Invalid, NotFound
from app.people import same_spelling, tidy_address, tidy_text
from app.sensitive import refuse_identity_numbers
from app.sign_in import LINK_HOLDS_NO_MORE, hash_secret, make_link, open_link
from app.submissions.models import Shown
from app.submissions.service import team_with_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

SCOPE = "withdraw-consent"
LINK_LIFETIME = timedelta(days=365)
Consent = Literal["given", "missing", "unanswered", "older_than_the_film", "withdrawn"]
Film = tuple[int, int]
"""A team's id and a deliverable's."""


class Yes(NamedTuple):
    """When the team leader last listed a person, when that person took it back, was asked, and said yes."""

    confirmed_at: datetime
    withdrawn_at: datetime | None
    asked_at: datetime | None = None
    said_yes_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Somebody:
    name: str
    email: str | None = None


def confirm(
    session: Session,
    *,
    team_id: int,
    deliverable_id: int,
    people: Sequence[Somebody],
    deed: Deed,
    page_address: str = "",
) -> list[Shown]:
    """Record everyone seen in a film. People left out are not seen any more.

    Those with an address are asked by a link of their own, once; for the others the leader answers. Raises Conflict
    for somebody who has said no, or taken their yes back.
    """
    if not people or not all(tidy_text(one.name) for one in people):
        raise Invalid(Code.field_missing, "Skriv navnet på alle som er med på filmen.")
    known = {same_spelling(one.name): one for one in _listed(session, team_id, deliverable_id)}
    for somebody in people:
        refuse_identity_numbers(somebody.name, where="Navn")
        _refuse_withdrawn(known.get(same_spelling(somebody.name)))
    kept = [_said_yes(session, known, team_id, deliverable_id, one, deed) for one in people]
    for key in known.keys() - {same_spelling(one.name) for one in people}:
        if known[key].withdrawn_at is None:
            session.delete(known[key])
    session.flush()
    for shown in kept:
        _ask(session, shown, deed.at, page_address, is_new=same_spelling(shown.name) not in known)
    team = team_with_id(session, team_id)
    audit.record(session, Act.consent_confirmed, deed, about=f"team:{team.uid}", cohort_id=team.cohort_id)
    return kept


def _refuse_withdrawn(known: Shown | None) -> None:
    if known is not None and known.withdrawn_at is not None:
        raise Conflict(
            Code.consent_withdrawn, "En av dere har trukket samtykket sitt. Lag en film uten den personen."
        )


def _said_yes(
    session: Session,
    known: dict[str, Shown],
    team_id: int,
    deliverable_id: int,
    somebody: Somebody,
    deed: Deed,
) -> Shown:
    shown = known.get(same_spelling(somebody.name)) or Shown(
        cohort_id=team_with_id(session, team_id).cohort_id,
        team_id=team_id,
        deliverable_id=deliverable_id,
        name=tidy_text(somebody.name),
        confirmed_by=deed.actor,
        confirmed_at=deed.at,
    )
    shown.email = somebody.email or shown.email
    shown.confirmed_by, shown.confirmed_at = deed.actor, deed.at
    session.add(shown)
    return shown


def _ask(session: Session, shown: Shown, now: datetime, page_address: str, *, is_new: bool) -> None:
    """Ask once; without a page address there is no link, and people tell the leader instead.

    Whoever stood on the list before people were asked themselves, and had a letter then, is not asked now.
    """
    if not shown.email or not page_address:
        return
    about = f"shown:{shown.id}"
    is_asked = outbox.is_owed(session, to=shown.email, about=about, step="consent")
    if is_new or not is_asked:
        shown.asked_at = now
    if is_asked:
        return
    whose = {"whose": hash_secret(shown.email)}
    token = make_link(session, scope=SCOPE, about=about, ends=now + LINK_LIFETIME, now=now, details=whose)
    team = team_with_id(session, shown.team_id)
    outbox.owe(
        session,
        to=shown.email,
        about=about,
        step="consent",
        subject=f"Vil du vises på filmen fra {team.name}?",
        text=f"Hei,\n\nTeamlederen har skrevet at du er med på filmen fra {team.name}. "
        "Filmen vises bare i samlingen, og slettes etterpå.\n\n"
        f"Svar ja eller nei her:\n{page_address}/samtykke/{token}\n\n"
        "Det er frivillig. Svarer du ikke, vises ikke filmen, og vi spør ikke igjen. Du trenger ikke si hvorfor, og "
        "du kan ta et ja tilbake med den samme lenken. Teamet kan levere et bilde eller en tekst i stedet.\n",
        approved=True,
        now=now,
        cohort_id=team.cohort_id,
    )


def with_link(session: Session, token: str, *, now: datetime) -> Shown:
    """Find the person a link is for. Raises NotFound alike for every link that does not hold.

    A list written anew may give somebody else the place, and the number, of one who has left it.
    """
    link = open_link(session, token, scope=SCOPE, now=now)
    shown = session.get(Shown, int(link.about.partition(":")[2]))
    if shown is None or hash_secret(shown.email or "") != link.details.get("whose"):
        raise NotFound(Code.link_expired, LINK_HOLDS_NO_MORE)
    return shown


def say_yes(session: Session, token: str, *, now: datetime) -> Shown:
    """Say yes to being shown. Raises Conflict for somebody who has said no: the leader must ask them anew."""
    shown = with_link(session, token, now=now)
    _refuse_withdrawn(shown)
    if shown.said_yes_at is None:
        shown.said_yes_at = now
        _record_answer(session, shown, Act.consent_given, now)
    return shown


def withdraw(session: Session, token: str, *, now: datetime) -> Shown:
    """Say no, or take one's own yes back: the film leaves the show. Once is enough."""
    shown = with_link(session, token, now=now)
    if shown.withdrawn_at is None:
        shown.withdrawn_at = now
        _record_answer(session, shown, Act.consent_withdrawn, now)
    return shown


def _record_answer(session: Session, shown: Shown, act: Act, now: datetime) -> None:
    team = team_with_id(session, shown.team_id)
    deed = Deed(actor="personal link", at=now)
    audit.record(session, act, deed, about=f"team:{team.uid}", cohort_id=team.cohort_id)


def of_cohort(session: Session, cohort_id: int) -> dict[Film, list[Yes]]:
    """Read every yes in a cohort, by the team and the deliverable whose film it is about."""
    row = Shown
    times_of = (row.confirmed_at, row.withdrawn_at, row.asked_at, row.said_yes_at)
    read = select_values(*map(col, (row.team_id, row.deliverable_id, *times_of)))
    found: dict[Film, list[Yes]] = {}
    for team_id, deliverable_id, *times in session.execute(read.where(col(row.cohort_id) == cohort_id)):
        found.setdefault((team_id, deliverable_id), []).append(Yes(*times))
    return found


def to_film(listed: Sequence[Yes], *, received_at: datetime) -> Consent:
    """Tell whether everyone seen in a film has said yes to that very film."""
    if any(one.withdrawn_at for one in listed):
        return "withdrawn"
    if not listed:
        return "missing"
    if any(one.asked_at and not one.said_yes_at for one in listed):
        return "unanswered"
    return "given" if min(one.confirmed_at for one in listed) >= received_at else "older_than_the_film"


def count_films_of(session: Session, cohort_id: int, email: str) -> int:
    """Count the films of a cohort that a person is listed in, whatever they answered."""
    seen = select(Shown.team_id, Shown.deliverable_id).where(
        Shown.cohort_id == cohort_id, Shown.email == tidy_address(email)
    )
    return len(set(session.exec(seen)))


def _listed(session: Session, team_id: int, deliverable_id: int) -> Sequence[Shown]:
    found = select(Shown).where(Shown.team_id == team_id, Shown.deliverable_id == deliverable_id)
    return session.exec(found.order_by(col(Shown.id))).all()
