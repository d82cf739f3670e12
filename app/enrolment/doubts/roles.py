"""Words that are nearly a role: they give no access by themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.enrolment.headings import Column
from app.people import Role, role_named, role_title, same_spelling
from app.questions import Asking, QuestionKind

if TYPE_CHECKING:
    from app.enrolment.doubts.ledger import Doubts
    from app.enrolment.entries import Entry

_NEARLY = "kontakt"


def is_nearly_a_role(written: str) -> bool:
    """Tell whether a word may mean the trust's contact, who sees all its teams, or just whom to call."""
    word = same_spelling(written)
    exact = {same_spelling(role_title(Role.trust_contact)), "føretakskontakt", Role.trust_contact.value}
    is_other = role_named(written) not in {None, Role.trust_contact}
    return _NEARLY in word and word not in exact and not is_other


def with_sure_roles(entries: list[Entry], doubts: Doubts) -> list[Entry]:
    """Give each row the roles that are sure; one that has no other than a near-word waits."""
    return [sure for entry in entries for sure in _sure(entry, doubts)]


def _sure(entry: Entry, doubts: Doubts) -> list[Entry]:
    alone = not entry.roles
    answers = [_answer(entry, written, doubts, alone=alone) for written in entry.nearly]
    if alone and None in answers:
        doubts.hold([entry.team, entry.name, entry.email or ""])
        return []
    if "leave" in answers:
        return []
    more = tuple(dict.fromkeys(Role(answer) for answer in answers if answer not in {None, "none"}))
    return [replace(entry, roles=(*entry.roles, *more))]


def _answer(entry: Entry, written: str, doubts: Doubts, *, alone: bool) -> str | None:
    if _is_contact_already(entry, doubts):
        return Role.trust_contact.value
    asking = Asking(
        kind=QuestionKind.near_role,
        seen=(same_spelling(entry.name), same_spelling(written), alone),
        about=doubts.about,
        choices=_choices(entry, alone=alone),
        proposed=_choices(entry, alone=alone)[0],
        details={"name": entry.name, "written": written},
    )
    return doubts.answer(entry.where(Column.roles), asking)


def _choices(entry: Entry, *, alone: bool) -> tuple[str, ...]:
    """Offer a contact only where the trust is named, and a member only where the team is."""
    contact = ("trust_contact",) if entry.organisation else ()
    return (*(("staff",) if entry.team else ()), *contact, "leave") if alone else ("none", *contact)


def _is_contact_already(entry: Entry, doubts: Doubts) -> bool:
    """Tell whether the cohort holds the person as the trust's contact there: what was granted is certain."""
    seat = (entry.email, same_spelling(entry.team))
    return any(
        (known.email, known.team_key) == seat and Role.trust_contact.value in known.roles
        for known in doubts.known.seats
    )
