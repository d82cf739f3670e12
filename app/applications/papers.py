"""A team's application drawn from the rows, for the archive's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import cohorts, enrolment
from app.applications.archive_pdf import Paper, as_pdf_a
from app.applications.commitment import committed, trust_text
from app.health import OSLO
from app.people import Reader, Role, roles_in_words
from app.programmes import day_in_norwegian
from app.web import moment

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.cohorts import Cohort, Team


def application_pdf(session: Session, cohort: Cohort, team: Team, *, now: datetime) -> bytes:
    """Return a team's application as PDF/A, to be sent to the post box with its case number."""
    row = enrolment.applications_of(session, cohort.id).get(team.id)
    said = committed(session, cohort.id)[team.id].trust
    trust = cohorts.organisations(session)[team.organisation_id].name
    facts = (
        ("Saksnummer", row.case_number if row else ""),
        ("Foretak", trust),
        ("Prioritet i foretaket", str(team.priority or "")),
        ("Enhet", team.unit or ""),
        ("Tema", team.theme or ""),
        ("Problem", team.problem or ""),
        ("Mål", team.aim or ""),
        ("Bekreftet", f"{said.name}, {moment(said.at)}" if said and said.at else "Ikke bekreftet ennå"),
        ("Skrevet ut", day_in_norwegian(now.astimezone(OSLO).date())),
    )
    return as_pdf_a(
        Paper(
            title=f"Søknad: {team.name}, {cohort.name}",
            facts=facts,
            people=_people(session, cohort, team),
            text=trust_text(session, cohort, team).split("\n"),
            made_at=now,
        )
    )


def _people(session: Session, cohort: Cohort, team: Team) -> list[tuple[str, str, str]]:
    """Return everybody of the team with their roles, and those enrolled without an address by name."""
    names = cohorts.own_role_names(session, cohort)
    held: dict[tuple[str, str], list[Role]] = {}
    for one in cohorts.holders(session, cohort_id=cohort.id):
        if one.team_id == team.id:
            held.setdefault((one.name, one.email), []).append(one.role)
    waiting = [
        (row.name, [Role(role) for role in row.roles])
        for row in enrolment.waiting(session, cohort_id=cohort.id)
        if row.team_id == team.id
    ]
    told = [*held.items(), *(((name, ""), roles) for name, roles in waiting)]
    return [
        (name, email, " og ".join(roles_in_words(roles, Reader.unit, names))) for (name, email), roles in told
    ]
