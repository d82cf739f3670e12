"""`kull cohorts`: which cohorts there are, and what one holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from app.cli.output import Json, write_json, write_line

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.cohorts.models import Cohort, Team
    from app.meetings.models import Meeting

commands = typer.Typer(no_args_is_help=True)

CohortName = Annotated[str, typer.Argument(metavar="KULL", help="Kullets nummer eller navn.")]


@commands.command("list")
def list_(*, as_json: Json = False) -> None:
    """Vis alle kull."""
    from app.cohorts import service as cohorts
    from app.db import migrate, unit_of_work
    from app.provisioning.views import cohort_in_short

    migrate()
    with unit_of_work() as session:
        listed = [cohort_in_short(session, cohort) for cohort in cohorts.all_cohorts(session)]
    if as_json:
        write_json(listed)
        return
    for cohort in listed:
        write_line(f"{cohort['id']}  {cohort['name']} ({cohort['programme']}, {cohort['state']})")
    if not listed:
        write_line("Ingen kull ennå. Start ett med: kull cohorts new")


@commands.command()
def show(cohort: CohortName, *, as_json: Json = False) -> None:
    """Vis ett kull: team, møter og det teamene skal levere."""
    from app.cohorts import service as cohorts
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        seen = _in_full(session, cohorts.called(session, cohort))
    write_json(seen) if as_json else _write(seen)


def _in_full(session: Session, cohort: Cohort) -> dict[str, Any]:
    from app.provisioning.views import cohort_in_short

    return {
        **cohort_in_short(session, cohort),
        "start_year": cohort.start_year,
        "teams": _teams(session, cohort),
        "meetings": _meetings(session, cohort),
        "deliverables": _deliverables(session, cohort),
        "commitments": _commitments(session, cohort),
    }


def _teams(session: Session, cohort: Cohort) -> list[dict[str, Any]]:
    from app.cohorts import service as cohorts

    organisations = cohorts.organisations(session)
    return [
        {
            "name": team.name,
            "organisation": organisations[team.organisation_id].name,
            "priority": team.priority,
            "place": team.place,
            "unit": team.unit,
            "theme": team.theme,
            "people": _people(session, team),
        }
        for team in cohorts.teams_of(session, cohort_id=cohort.id)
    ]


def _people(session: Session, team: Team) -> list[dict[str, Any]]:
    from app.cohorts import service as cohorts

    people: dict[str, dict[str, Any]] = {}
    for grant, person in cohorts.grants_of(session, cohort_id=team.cohort_id):
        if grant.team_id == team.id:
            shown = {"name": person.name, "email": person.email, "roles": []}
            people.setdefault(person.email, shown)["roles"].append(grant.role)
    return list(people.values())


def _meetings(session: Session, cohort: Cohort) -> list[dict[str, Any]]:
    from sqlmodel import col, select

    from app.meetings.models import Meeting

    found = session.exec(select(Meeting).where(Meeting.cohort_id == cohort.id).order_by(col(Meeting.id)))
    return [meeting_in_full(meeting) for meeting in found]


def meeting_in_full(meeting: Meeting) -> dict[str, Any]:
    return {
        "key": meeting.key,
        "kind": meeting.kind,
        "title": meeting.title,
        "starts_at": _local(meeting.starts_at),
        "ends_at": _local(meeting.ends_at),
        "all_day": meeting.all_day,
        "precision": meeting.precision,
        "basis": meeting.basis,
        "confirmed": meeting.confirmed_at is not None,
        "invited_elsewhere": meeting.invited_elsewhere,
        "place": meeting.place,
        "theme": meeting.theme,
    }


def _local(moment: datetime | None) -> str | None:
    return moment.astimezone(ZoneInfo("Europe/Oslo")).isoformat() if moment else None


def _deliverables(session: Session, cohort: Cohort) -> list[dict[str, Any]]:
    from sqlmodel import col, select

    from app.deliverables.models import Deliverable

    asked = select(Deliverable).where(Deliverable.cohort_id == cohort.id).order_by(col(Deliverable.id))
    return [
        {"key": found.key, "type": found.type, "title": found.title, "due_rule": found.due_rule}
        for found in session.exec(asked)
    ]


def _commitments(session: Session, cohort: Cohort) -> list[str]:
    from app.cohorts.deviations import as_run, deviations
    from app.programmes.commitments import commitments

    return list(commitments(as_run(cohort, deviations(session, cohort.id))))


def _write(seen: dict[str, Any]) -> None:
    write_line(f"{seen['name']} ({seen['programme']}, {seen['start_year']}): {seen['state']}")
    write_line(f"\nTeam ({len(seen['teams'])})")
    for team in seen["teams"]:
        write_line(
            f"  {team['name']} – {team['organisation']}, {len(team['people'])} personer, {team['place']}"
        )
    write_line(f"\nMøter ({len(seen['meetings'])})")
    for meeting in seen["meetings"]:
        write_line(
            f"  {(meeting['starts_at'] or 'dato ukjent')[:16].replace('T', ' kl. ')}  {meeting['title']}"
        )
    write_line(f"\nDette skal teamene levere ({len(seen['deliverables'])})")
    for deliverable in seen["deliverables"]:
        write_line(f"  {deliverable['title']}")
    write_line("\nDette forplikter teamene seg til")
    for commitment in seen["commitments"]:
        write_line(f"  {commitment}")
