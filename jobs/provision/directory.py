"""Look people up in the directory, so that provisioning knows their accounts."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from app import people
from app.db import unit_of_work
from graph_adapters import directory
from graph_adapters.errors import Rejected, TenantError
from jobs.isolation import isolated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from app.people import Person
    from app.tenant import DirectoryAnswer
    from jobs.clock import Clock
    from jobs.tenant import Tenant

OWN_DOMAIN = "@example.no"
LOOK_UP_INTERVAL = timedelta(days=1)
MAX_TRIES = 5
NO_ANSWER = "Katalogen svarer ikke om denne adressen. Be IT se på det; vi spør igjen i morgen."


async def look_up(tenant: Tenant, cohort_id: int, clock: Clock, owners: Sequence[str]) -> int:
    """Look up a cohort's people, and the owners, unless found in the last day; return how many were asked about."""
    now = clock.now()
    with unit_of_work() as session:
        for address in owners:
            if people.with_address(session, email=address) is None:
                people.upsert_person(session, email=address, name=address)
        emails = people.people_to_look_up(session, cohort_id, also=owners, before=now - LOOK_UP_INTERVAL)
    await _introduce_to_sandbox(tenant, emails)
    answers = await asyncio.gather(*(_patiently(tenant, clock, email) for email in emails))
    with unit_of_work() as session:
        asked = people.with_addresses(session, emails)
        for email, answer in zip(emails, answers, strict=True):
            _note(asked[email], answer, now)
    return len(emails)


async def _patiently(tenant: Tenant, clock: Clock, email: str) -> DirectoryAnswer | None:
    """Look an address up, with pauses, until there is an answer; None after MAX_TRIES, or for a broken answer.

    Raises Rejected when our credentials are refused.
    """
    with isolated("a person could not be looked up"):
        return await _answer(tenant, clock, email)
    return None


async def _answer(tenant: Tenant, clock: Clock, email: str) -> DirectoryAnswer | None:
    for again in range(MAX_TRIES):
        try:
            return await directory.look_up(tenant.connection, email)
        except Rejected:
            raise
        except TenantError as error:
            await clock.sleep(2**again if error.wait is None else error.wait)
    return None


def _note(person: Person, answer: DirectoryAnswer | None, now: datetime) -> None:
    people.note_directory_answer(
        person,
        user_id=answer.user_id if answer and answer.enabled else None,
        guest=answer.guest if answer else None,
        problem=_problem(answer) if answer else NO_ANSWER,
        now=now,
    )


async def _introduce_to_sandbox(tenant: Tenant, emails: Sequence[str]) -> None:
    """Add people at the sandbox's own domain to its directory, as a hospital's directory knows its own people."""
    if tenant.sandbox is None:
        return
    people = [{"mail": email, "displayName": email} for email in emails if email.endswith(OWN_DOMAIN)]
    if people:
        answer = await tenant.sandbox.post(f"{tenant.sandbox_address}/_sandbox/people", json=people)
        answer.raise_for_status()


def _problem(answer: DirectoryAnswer) -> str | None:
    if answer.matches == 0:
        return "Fant ikke adressen i katalogen. Sjekk den, eller inviter som gjest."
    if answer.matches > 1:
        return "Flere i katalogen har denne adressen. Be IT rydde; vi gjetter ikke."
    return None if answer.enabled else "Kontoen er sperret i katalogen."


def record_guest(session: Session, *, email: str, user_id: str, now: datetime) -> None:
    """Keep the id an invitation gave: the directory knows the guest by it from now on."""
    people.note_directory_answer(
        people.with_addresses(session, [email])[email], user_id=user_id, guest=True, problem=None, now=now
    )
