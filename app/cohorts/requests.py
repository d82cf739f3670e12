"""Requests of a team to the improvement unit, from its own page: a change in the team, or a need for help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import Session, col, select

from app import audit
from app.audit import Act, Deed
from app.cohorts.models import Request, RequestKind, Team
from app.errors import Code, Conflict, Invalid, NotFound
from app.people import tidy_text
from app.sensitive import refuse_identity_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_TEXT_LETTERS = 2000
WHAT_TO_WRITE = {
    RequestKind.change: "Skriv hva som har endret seg i teamet: hvem går ut, hvem kommer inn, og i hvilken rolle.",
    RequestKind.help: "Skriv hva dere trenger hjelp til.",
}


_ASKED = {RequestKind.change: Act.team_asked_change, RequestKind.help: Act.team_asked_help}


def send_request(session: Session, team: Team, *, kind: RequestKind, text: str, deed: Deed) -> Request:
    """Put a team's request on the unit's list; the same request, still open, is not put there twice.

    Raises Invalid for one that says nothing, is too long, or holds an identity number.
    """
    text = text.strip()
    if not tidy_text(text):
        raise Invalid(Code.field_missing, WHAT_TO_WRITE[kind])
    if len(text) > MAX_TEXT_LETTERS:
        raise Invalid(Code.text_too_long, f"Teksten er for lang. Skriv høyst {MAX_TEXT_LETTERS} tegn.")
    refuse_identity_numbers(text, where="Teksten")
    same = select(Request).where(
        Request.team_id == team.id,
        Request.kind == kind,
        Request.text == text,
        col(Request.settled_at).is_(None),
    )
    known = session.exec(same).first()
    if known is not None:
        return known
    request = Request(
        cohort_id=team.cohort_id, team_id=team.id, kind=kind, text=text, by=deed.actor, at=deed.at
    )
    session.add(request)
    session.flush()
    _record(session, request, _ASKED[kind], deed)
    return request


@dataclass(frozen=True, kw_only=True)
class TeamChange:
    """A change in a team as its leader writes it: a person leaves, another joins, or both."""

    goes: str = ""
    comes: str = ""
    email: str = ""
    role: str = ""
    more: str = ""

    @property
    def in_words(self) -> str:
        """Return the change as text, a line for each field that was filled in."""
        comes = (
            f"{tidy_text(self.comes)} ({tidy_text(self.email)})"
            if tidy_text(self.email)
            else tidy_text(self.comes)
        )
        lines = (
            ("Går ut", tidy_text(self.goes)),
            ("Kommer inn", comes),
            ("Rolle", tidy_text(self.role)),
            ("Mer", self.more.strip()),
        )
        return "\n".join(f"{name}: {said}" for name, said in lines if said)


def settle_request(session: Session, request_id: int, *, deed: Deed) -> Request:
    """Take a request that was dealt with off the list. Raises NotFound, and Conflict for a request settled before."""
    request = session.get(Request, request_id)
    if request is None:
        raise NotFound(Code.no_such_request, f"Det finnes ingen henvendelse {request_id}.")
    if request.settled_at:
        raise Conflict(Code.request_settled, "Noen har alt tatt seg av denne henvendelsen.")
    request.settled_at, request.settled_by = deed.at, deed.actor
    _record(session, request, Act.request_settled, deed)
    return request


def open_requests(session: Session, cohort_id: int) -> Sequence[Request]:
    """Return the open requests of a cohort, the oldest first."""
    found = select(Request).where(Request.cohort_id == cohort_id, col(Request.settled_at).is_(None))
    return session.exec(found.order_by(col(Request.id))).all()


def requests_of_team(session: Session, team_id: int | None) -> Sequence[Request]:
    """Return the open requests of a team, the newest first."""
    found = select(Request).where(Request.team_id == team_id, col(Request.settled_at).is_(None))
    return session.exec(found.order_by(col(Request.id).desc())).all()


def open_requests_by_team(session: Session, cohort_id: int) -> dict[int, int]:
    """Count the open requests by team."""
    counted = (
        select(Request.team_id, func.count())
        .where(Request.cohort_id == cohort_id, col(Request.settled_at).is_(None))
        .group_by(col(Request.team_id))
    )
    return dict(session.exec(counted).all())


def _record(session: Session, request: Request, act: Act, deed: Deed) -> None:
    audit.record(session, act, deed, about=f"request:{request.id}", cohort_id=request.cohort_id)
