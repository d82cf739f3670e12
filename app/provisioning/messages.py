"""Who will be mailed how often: invitations we send, and what Microsoft sends of its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.provisioning.audience import everybody

if TYPE_CHECKING:
    from app.provisioning.changes import Change, ChangeSet
    from app.provisioning.picture import CohortPicture


@dataclass(frozen=True, kw_only=True)
class Messages:
    """Messages to one person. `microsoft` are those nobody can hold back: a guest's invitation, assigned tasks."""

    name: str
    email: str
    invitations: int
    updates: int
    microsoft: int

    @property
    def total(self) -> int:
        return self.invitations + self.updates + self.microsoft


def messages(picture: CohortPicture, found: ChangeSet, applied: dict[str, Any]) -> list[Messages]:
    """Count the messages a ChangeSet means, most first. `applied` is the ledger's, by key."""
    invitations: Counter[str] = Counter()
    updates: Counter[str] = Counter()
    microsoft: Counter[str] = Counter()
    address = {s.user_id: s.email for s in everybody(picture) if s.user_id}
    for change in found.changes:
        if change.kind == "entry":
            new, told = _told_by(change, applied.get(change.key))
            invitations.update(new)
            updates.update(told)
        if change.action == "create" and change.wanted:
            microsoft.update(_told_by_microsoft(change, address))
    names = _names(picture, found)
    people = sorted({*invitations, *updates, *microsoft})
    made = [
        Messages(
            name=names.get(email, email),
            email=email,
            invitations=invitations[email],
            updates=updates[email],
            microsoft=microsoft[email],
        )
        for email in people
    ]
    return sorted(made, key=lambda told: (-told.total, told.email))


def _told_by(change: Change, applied: dict[str, Any] | None) -> tuple[set[str], set[str]]:
    """Return who is invited anew and who is told of a change."""
    before = {person["email"] for person in (applied or {}).get("attendees", [])}
    after = {person["email"] for person in (change.wanted or {}).get("attendees", [])}
    if change.action in {"unchanged", "create"}:
        return (after if change.action == "create" else set()), set()
    others = {"attendees", "text"}
    only_people = change.wanted is not None and all(
        change.wanted[name] == (applied or {}).get(name) for name in change.wanted if name not in others
    )
    return after - before, (before - after) if only_people else (before | after) - (after - before)


def _told_by_microsoft(change: Change, address: dict[str, str]) -> list[str]:
    wanted = change.wanted or {}
    if change.kind == "guest":
        return [wanted["email"]]
    if change.kind == "task":
        return [address[user] for user in wanted["assignees"] if user in address]
    return []


def _names(picture: CohortPicture, found: ChangeSet) -> dict[str, str]:
    invited = {
        person["email"]: person["name"]
        for change in found.changes
        if change.kind == "entry" and change.wanted
        for person in change.wanted["attendees"]
    }
    return invited | {somebody.email: somebody.name for somebody in everybody(picture)}
