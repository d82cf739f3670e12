"""Forecast each person's mail: invitations we send, and messages Microsoft sends of its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.provisioning.desired.audience import everybody

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from app.provisioning.desired.changes import Change, ChangeSet, LedgerRow
    from app.provisioning.desired.picture import CohortPicture


MIN_INVITATIONS_ANNOUNCED = 3
"""From this many invitations on, a letter that tells of them goes first."""


@dataclass(frozen=True, kw_only=True)
class Messages:
    """Messages to a person. `letters` tells that invitations are coming, once for each cohort.

    `microsoft` are those nobody can hold back: a guest's invitation, assigned tasks.
    """

    name: str
    email: str
    letters: int
    invitations: int
    updates: int
    microsoft: int

    @property
    def total(self) -> int:
        return self.letters + self.invitations + self.updates + self.microsoft


def messages(
    picture: CohortPicture,
    found: ChangeSet,
    known: Mapping[str, LedgerRow],
    announced: AbstractSet[str] = frozenset(),
) -> list[Messages]:
    """Count the messages a ChangeSet means, most first. `known` are the ledger's rows, by key.

    `announced` are the addresses that have had the letter about their invitations already.
    """
    mail = _mail(picture, found, known)
    names = _names(picture, found)
    made = [
        Messages(
            name=names.get(email, email),
            email=email,
            letters=int(mail.invitations[email] >= MIN_INVITATIONS_ANNOUNCED and email not in announced),
            invitations=mail.invitations[email],
            updates=mail.updates[email],
            microsoft=mail.microsoft[email],
        )
        for email in {*mail.invitations, *mail.updates, *mail.microsoft}
    ]
    return sorted(made, key=lambda told: (-told.total, told.email))


@dataclass(frozen=True)
class _Mail:
    """Messages by address; the fields are as in `Messages`."""

    invitations: Counter[str] = field(default_factory=Counter)
    updates: Counter[str] = field(default_factory=Counter)
    microsoft: Counter[str] = field(default_factory=Counter)


def _mail(picture: CohortPicture, found: ChangeSet, known: Mapping[str, LedgerRow]) -> _Mail:
    mail = _Mail()
    address = {s.user_id: s.email for s in everybody(picture) if s.user_id}
    for change in found.changes:
        if change.kind == "entry" and change.action != "unchanged" and "calendar" not in picture.by_hand:
            new, told = mailed_about(applied(known, change), change.wanted)
            mail.invitations.update(new)
            mail.updates.update(told)
        if change.action in {"create", "change"} and change.wanted:
            mail.microsoft.update(_told_by_microsoft(change, applied(known, change) or {}, address))
    return mail


def applied(known: Mapping[str, LedgerRow], change: Change) -> dict[str, Any] | None:
    """Return the fields that stand where a thing would change; None where nothing stands."""
    row = known.get(change.key)
    return row.applied if row else None


def mailed_about(
    before: dict[str, Any] | None, after: dict[str, Any] | None
) -> tuple[AbstractSet[str], AbstractSet[str]]:
    """Return the addresses invited anew, and the addresses told of a change, as Outlook mails them (fact 18)."""
    was = {person["email"] for person in (before or {}).get("attendees", [])}
    will = {person["email"] for person in (after or {}).get("attendees", [])}
    others = {"attendees", "text"}
    only_people = (
        before is not None
        and after is not None
        and all(after[name] == before.get(name) for name in after if name not in others)
    )
    return will - was, (was - will) if only_people else was


def _told_by_microsoft(change: Change, before: Mapping[str, Any], address: dict[str, str]) -> list[str]:
    """Return whom Microsoft tells of its own: a guest who is let in, and those who are newly on a task."""
    wanted = change.wanted or {}
    if change.kind == "guest" and change.action == "create":
        return [wanted["email"]]
    if change.kind == "task":
        new = [user for user in wanted["assignees"] if user not in before.get("assignees", ())]
        return [address[user] for user in new if user in address]
    return []


def _names(picture: CohortPicture, found: ChangeSet) -> dict[str, str]:
    invited = {
        person["email"]: person["name"]
        for change in found.changes
        if change.kind == "entry" and change.wanted
        for person in change.wanted["attendees"]
    }
    return invited | {somebody.email: somebody.name for somebody in everybody(picture)}
