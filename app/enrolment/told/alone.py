"""People of a cohort without a team, as the page of enrolment lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import cohorts
from app.people import roles_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from app.people import Reader


@dataclass(frozen=True, kw_only=True)
class PersonAlone:
    """A person with roles in the whole cohort; `told` are the roles in the words this reader may read."""

    name: str
    told: str
    organisation: str
    site: str


def people_without_team(
    session: Session, cohort_id: int, reader: Reader, names: Mapping[str, str]
) -> list[PersonAlone]:
    """Return them by name: an open network's participants, steering group, faculty, contacts."""
    trusts = {key: one.name for key, one in cohorts.organisations(session).items()}
    alone = [
        PersonAlone(
            name=held[0].name,
            told=", ".join(roles_in_words([one.role for one in held], reader, names)),
            organisation=next((trusts[one.organisation_id] for one in held if one.organisation_id), ""),
            site=next((one.site for one in held if one.site), ""),
        )
        for held in cohorts.without_team(session, cohort_id=cohort_id).values()
    ]
    return sorted(alone, key=lambda one: one.name.casefold())
