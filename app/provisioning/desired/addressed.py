"""Address invitations: an account that is invited stays invited as it was, and new ones go to its present address.

Outlook takes another address of the same account for another person: it would cancel for the one and invite the
other. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.provisioning.desired.changes import LedgerRow
    from app.provisioning.desired.picture import Addresses
    from app.provisioning.desired.wanted_thing import Wanted

    Attendees = Sequence[dict[str, Any]]


def addressed(
    things: Sequence[Wanted], known: Mapping[str, LedgerRow], addresses: Mapping[str, Addresses]
) -> list[Wanted]:
    """Return the things wanted with each account's invitations at the address it is reached at, or invited at."""
    if not addresses:
        return list(things)
    return [_addressed(thing, known.get(thing.key), addresses) for thing in things]


def _addressed(thing: Wanted, row: LedgerRow | None, addresses: Mapping[str, Addresses]) -> Wanted:
    before = (row.applied if row else None) or {}
    if thing.kind == "entry":
        attendees = _attendees(thing.value["attendees"], before.get("attendees", []), addresses)
        return thing._replace(value={**thing.value, "attendees": attendees})
    own = addresses.get(thing.value["email"]) if thing.kind == "guest" else None
    if own and before.get("email") in own.every:
        return thing._replace(value={**thing.value, "email": before["email"]})
    return thing


def _attendees(
    wanted: Attendees, before: Attendees, addresses: Mapping[str, Addresses]
) -> list[dict[str, Any]]:
    found = {one["email"]: one for person in wanted for one in _one_account(person, before, addresses)}
    return [found[email] for email in sorted(found)]


def _one_account(
    person: dict[str, Any], before: Attendees, addresses: Mapping[str, Addresses]
) -> Iterator[dict[str, Any]]:
    """Yield a person as invited before, at each address that was; else at the present address."""
    own = addresses.get(person["email"])
    if own is None:
        yield person
        return
    invited = [one for one in before if one["email"] in own.every]
    for email in [one["email"] for one in invited] or [own.present]:
        yield {**person, "email": email}
