"""Look people up in the directory, so that provisioning knows their accounts."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from app import enrolment, people
from app.db import unit_of_work
from graph_adapters import directory
from graph_adapters.errors import Rejected, TenantError
from jobs.isolation import isolated
from jobs.provision import account_problems

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from app.people import Person, ToLookUp
    from app.tenant import DirectoryAnswer
    from jobs.clock import Clock
    from jobs.tenant import Tenant

OWN_DOMAIN = "@example.no"
MAX_TRIES = 5


async def look_up(
    tenant: Tenant,
    cohort_id: int,
    clock: Clock,
    owners: Sequence[str],
    *,
    own_domains: Collection[str] = frozenset(),
) -> int:
    """Look up a cohort's people, and the owners, once a day; return how many were asked about.

    Rows that turn out to be one account are a question. `own_domains` are the house's own.
    """
    now = clock.now()
    with unit_of_work() as session:
        for address in owners:
            if people.with_address(session, email=address) is None:
                people.upsert_person(session, email=address, name=address)
        due = people.people_to_look_up(session, cohort_id, also=owners, now=now)
    await _introduce_to_sandbox(tenant, [one.email for one in due if one.entra_id is None])
    answers = await asyncio.gather(*(_patiently(tenant, clock, one) for one in due))
    with unit_of_work() as session:
        asked = people.with_addresses(session, [one.email for one in due])
        known = people.accounts_known(session, [one.user_id for one in answers if one and one.user_id])
        for one, answer in zip(due, answers, strict=True):
            _note(asked[one.email], answer, known, own_domains, now)
        enrolment.ask_about_shared_accounts(session, cohort_id, now=now)
    return len(due)


async def _patiently(tenant: Tenant, clock: Clock, one: ToLookUp) -> DirectoryAnswer | None:
    """Look a person up, with pauses, until there is an answer; None after MAX_TRIES, or for a broken answer.

    Raises Rejected when our credentials are refused.
    """
    with isolated("a person could not be looked up"):
        return await _answer(tenant, clock, one)
    return None


async def _answer(tenant: Tenant, clock: Clock, one: ToLookUp) -> DirectoryAnswer | None:
    for again in range(MAX_TRIES):
        try:
            if one.entra_id is not None:
                return await directory.look_up_account(tenant.connection, one.entra_id)
            return await directory.look_up(tenant.connection, one.email)
        except Rejected:
            raise
        except TenantError as error:
            await clock.sleep(2**again if error.wait is None else error.wait)
    return None


def _note(
    person: Person,
    answer: DirectoryAnswer | None,
    known: Collection[str],
    own_domains: Collection[str],
    now: datetime,
) -> None:
    """Keep an answer; an account that cannot be let in is not kept, unless it is `known`: this row's, or another's."""
    if answer is None:
        problem = person.directory_problem if person.entra_id else people.NO_ANSWER
        people.note_directory_answer(person, user_id=None, guest=None, problem=problem, now=now)
        return
    is_known = person.entra_id is not None
    kept = answer.user_id in known or (answer.enabled and answer.may_use_teams is not False)
    people.note_directory_answer(
        person,
        user_id=answer.user_id if kept else None,
        guest=answer.guest if answer.matches == 1 or not is_known else None,
        problem=account_problems.problem_of(answer, person.email, is_known=is_known, own=own_domains),
        addresses=answer.addresses,
        now=now,
    )


async def _introduce_to_sandbox(tenant: Tenant, emails: Sequence[str]) -> None:
    """Add people at the sandbox's own domain to its directory, as a hospital's directory knows its own people."""
    ours = [email for email in emails if email.endswith(OWN_DOMAIN)]
    if tenant.sandbox is None or not ours:
        return
    directory_of_sandbox = f"{tenant.sandbox_address}/_sandbox/people"
    there = (await tenant.sandbox.get(directory_of_sandbox)).json()["value"]
    known = {
        address.lower()
        for row in there
        for address in (row["mail"], row["userPrincipalName"], *row.get("aliases", ()))
        if address
    }
    new = [{"mail": email, "displayName": email} for email in ours if email not in known]
    if new:
        (await tenant.sandbox.post(directory_of_sandbox, json=new)).raise_for_status()


def record_guest(session: Session, *, email: str, user_id: str, now: datetime) -> None:
    """Keep the id an invitation gave: the directory knows the guest by it from now on."""
    people.note_directory_answer(
        people.with_addresses(session, [email])[email], user_id=user_id, guest=True, problem=None, now=now
    )
