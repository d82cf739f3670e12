"""The way in to a trust's applications: signed in as its contact, or by the contact's own link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import cohorts
from app.applications.contacts import opened_by_contact
from app.audit import Deed
from app.errors import Code, NotForYou

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.access import Asker
    from app.cohorts import Cohort, Team


@dataclass(frozen=True, kw_only=True)
class TrustDoor:
    """A contact at the page of their trusts; `base` is its address, `person_id` is known by a link alone."""

    cohort: Cohort
    organisation_ids: frozenset[int]
    actor: str
    base: str
    signed_in: bool
    person_id: int | None = None

    def deed(self, at: datetime) -> Deed:
        return Deed(actor=self.actor, at=at)

    def team(self, session: Session, team_id: int) -> Team:
        """Find a team of these trusts. Raises NotFound alike for another trust's, and for none."""
        team = cohorts.team_in(session, self.cohort.id, team_id)
        if team.organisation_id not in self.organisation_ids:
            raise NotForYou(Code.no_such_team, "Kullet har ikke noe slikt team.")
        return team

    def trusts(self, session: Session) -> dict[int, str]:
        names = cohorts.organisations(session)
        return {one: names[one].name for one in sorted(self.organisation_ids)}


def by_sign_in(session: Session, asker: Asker, cohort_id: int) -> TrustDoor:
    held = (grant for grant in asker.grants if grant.who == "trust_contact" and grant.cohort_id == cohort_id)
    return TrustDoor(
        cohort=cohorts.get(session, cohort_id),
        organisation_ids=frozenset(grant.organisation_id for grant in held if grant.organisation_id),
        actor=asker.actor,
        base=f"/kull/{cohort_id}/soknad",
        signed_in=True,
    )


def by_link(session: Session, token: str, *, now: datetime) -> TrustDoor:
    cohort, contact = opened_by_contact(session, token, now=now)
    return TrustDoor(
        cohort=cohort,
        organisation_ids=frozenset({contact.organisation_id}),
        actor=contact.name,
        base=f"/soknad/{token}",
        signed_in=False,
        person_id=contact.person_id,
    )
