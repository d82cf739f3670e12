"""Personal links to the one page: for directors and the steering group, who need not sign in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app import cohorts, outbox
from app.errors import Code, NotFound
from app.people import Role
from app.sign_in import LINK_HOLDS_NO_MORE, make_link, open_link, revoke_links

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from app.audit import Deed
    from app.cohorts import Holder

SCOPE = "one page"
LINK_IS_GOOD_FOR = timedelta(days=180)
SPONSORS = {Role.top_leader, Role.steering_group}


def sponsors_of(session: Session, cohort_id: int) -> dict[int, list[Holder]]:
    """Return the roles of directors and of the steering group, by person."""
    found: dict[int, list[Holder]] = {}
    for one in cohorts.holders(session, cohort_id=cohort_id):
        if one.role in SPONSORS:
            found.setdefault(one.person_id, []).append(one)
    return found


def send_links(session: Session, cohort_id: int, *, address: str, deed: Deed) -> int:
    """Mail each of them a link of their own; return how many. The links before them no longer work."""
    cohort, sponsors = cohorts.get(session, cohort_id), sponsors_of(session, cohort_id)
    about = f"cohort:{cohort.uid}"
    revoke_links(session, now=deed.at, scope=SCOPE, about=about)
    for person_id, held in sponsors.items():
        link = make_link(
            session,
            scope=SCOPE,
            about=about,
            ends=deed.at + LINK_IS_GOOD_FOR,
            now=deed.at,
            person_id=person_id,
            details={"by": deed.actor, "cohort": cohort_id},
        )
        outbox.owe(
            session,
            to=held[0].email,
            about=about,
            step=f"en side {deed.at:%Y-%m-%d %H:%M}",
            subject=f"{cohort.name}: én side om hvordan det går",
            text=f"Hei {held[0].name}\n\nHer ser du på én side hvordan det går med teamene i {cohort.name}. Siden er "
            "en PDF som lages på nytt hver gang du åpner den. Du trenger ikke logge inn:\n\n"
            f"{address}/en-side/{link}\n\nLenken er din egen. Ikke send den videre.\n",
            approved=True,
            now=deed.at,
            cohort_id=cohort_id,
        )
    return len(sponsors)


def opened_by(session: Session, token: str, *, now: datetime) -> tuple[int, set[int] | None]:
    """Return the cohort a link is to, and the organisations its holder sees; None is all of them.

    Raises NotFound also when they hold the role no more.
    """
    link = open_link(session, token, scope=SCOPE, now=now)
    cohort_id = int(link.details["cohort"])
    held = sponsors_of(session, cohort_id).get(link.person_id or 0)
    if not held:
        raise NotFound(Code.link_expired, LINK_HOLDS_NO_MORE)
    return cohort_id, organisations_seen(session, cohort_id, held)


def organisations_seen(session: Session, cohort_id: int, held: Iterable[Holder]) -> set[int] | None:
    """Return the organisations of a director's roles; all for a steering group, and for one of no organisation."""
    of_team = {team.id: team.organisation_id for team in cohorts.teams_of(session, cohort_id=cohort_id)}
    seen = {
        None if one.role is Role.steering_group else one.organisation_id or of_team.get(one.team_id or 0)
        for one in held
    }
    return None if None in seen else {one for one in seen if one is not None}
