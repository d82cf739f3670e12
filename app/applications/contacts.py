"""The contacts of trusts, and the personal links to their applications."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import audit, cohorts, outbox
from app.audit import Act
from app.errors import Code, NotFound
from app.people import Role
from app.sign_in import LINK_HOLDS_NO_MORE, make_link, open_link, revoke_links

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.audit import Deed
    from app.cohorts import Cohort

SCOPE = "trust applications"


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A trust's contact in a cohort."""

    person_id: int
    name: str
    email: str
    organisation_id: int


def contacts_of(session: Session, cohort_id: int) -> list[Contact]:
    found = {
        (person.id, grant.organisation_id): Contact(
            person_id=person.id,
            name=person.name,
            email=person.email,
            organisation_id=grant.organisation_id,
        )
        for grant, person in cohorts.grants_of(session, cohort_id=cohort_id)
        if grant.role is Role.trust_contact and grant.organisation_id is not None
    }
    return list(found.values())


def send_contact_links(session: Session, cohort: Cohort, *, address: str, ends: datetime, deed: Deed) -> int:
    """Mail each trust's contact a link of their own to the trust's applications; return how many were.

    The links before them no longer work.
    """
    contacts = contacts_of(session, cohort.id)
    revoke_links(session, now=deed.at, scope=SCOPE, about=cohort.uid)
    names = cohorts.organisations(session)
    for contact in contacts:
        trust = names[contact.organisation_id].name
        token = make_link(
            session,
            scope=SCOPE,
            about=cohort.uid,
            ends=ends,
            now=deed.at,
            person_id=contact.person_id,
            details={"by": deed.actor, "organisation": contact.organisation_id},
        )
        outbox.owe(
            session,
            to=contact.email,
            about=f"{cohort.uid}/{contact.organisation_id}",
            step=f"søknader {deed.at:%Y-%m-%d %H:%M}",
            subject=f"{cohort.name}: søknadene fra {trust}",
            text=f"Hei {contact.name}\n\nHer fører du søknadene fra {trust}, ordner dem etter prioritet og bekrefter "
            f"dem. Du trenger ikke logge inn:\n\n{address}/soknad/{token}\n\n"
            "Lenken er din egen. Ikke send den videre.\n",
            approved=True,
            now=deed.at,
            cohort_id=cohort.id,
        )
    audit.record(
        session,
        Act.contact_links_sent,
        deed,
        about=cohort.uid,
        cohort_id=cohort.id,
        details={"sent": len(contacts)},
    )
    return len(contacts)


def opened_by_contact(session: Session, token: str, *, now: datetime) -> tuple[Cohort, Contact]:
    """Find the cohort a link is to, and whose it is. Raises NotFound also when they are the trust's contact no more."""
    link = open_link(session, token, scope=SCOPE, now=now)
    cohort = next((one for one in cohorts.all_cohorts(session) if one.uid == link.about), None)
    for contact in contacts_of(session, cohort.id) if cohort else []:
        if cohort and (contact.person_id, contact.organisation_id) == (
            link.person_id,
            link.details.get("organisation"),
        ):
            return cohort, contact
    raise NotFound(Code.link_expired, LINK_HOLDS_NO_MORE)
