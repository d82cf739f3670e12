"""`kull cohorts`: list and show cohorts, start one, confirm its dates, adopt its team."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from app.cli.terminal.arguments import CohortName, deed, id_of
from app.cli.terminal.output import Json, write_json, write_line
from app.errors import Code, Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from app.cohorts import Cohort, Team
    from app.meetings import Meeting

commands = typer.Typer(no_args_is_help=True)


@commands.command("list")
def list_(*, as_json: Json = False) -> None:
    """Vis alle kull."""
    from app import cohorts
    from app.db import migrate, unit_of_work
    from app.provisioning import cohort_in_short

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
    from app import cohorts
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        seen = _in_full(session, cohorts.called(session, cohort))
    write_json(seen) if as_json else _write(seen)


@commands.command()
def new(  # noqa: PLR0913 - a cohort begins with this many choices
    *,
    programme: Annotated[
        str | None, typer.Option(help="Nøkkelen til programmet, se kull programmes list.")
    ] = None,
    version: Annotated[
        int | None, typer.Option(min=1, help="En tidligere versjon av programmet; ellers den nyeste.")
    ] = None,
    like: Annotated[
        str | None, typer.Option(help="Et tidligere kull det skal ligne på, i stedet for et program.")
    ] = None,
    start_year: Annotated[int, typer.Option(help="Året kullet starter.")],
    name: Annotated[str, typer.Option(help="Hva kullet heter.")],
    without: Annotated[list[str] | None, typer.Option(help="Et tillegg kullet klarer seg uten.")] = None,
    guests: Annotated[bool, typer.Option("--guests", help="Slipp inn gjester utenfra.")] = False,
    as_json: Json = False,
) -> None:
    """Start et kull av et program, eller som et tidligere kull med nye datoer."""
    from app import cohorts, programmes
    from app.db import migrate, unit_of_work
    from app.provisioning import cohort_in_short, start_cohort, start_cohort_like

    if bool(programme) == bool(like):
        raise Invalid(
            Code.programme_or_cohort, "Velg enten et program (--programme) eller et kull å ligne på (--like)."
        )
    if like and version:
        raise Invalid(
            Code.programme_or_cohort, "Versjonen (--version) velges sammen med et program (--programme)."
        )
    migrate()
    usual: dict[str, Any] = {"start_year": start_year, "name": name, "deed": deed()}
    with unit_of_work() as session:
        if like:
            cohort = start_cohort_like(session, like=cohorts.called(session, like), **usual)
        else:
            definition = programmes.find(session, key=programme or "", version=version)
            cohort = start_cohort(session, definition=definition, switched_off=without or (), **usual)
        cohort.guests_allowed = cohort.guests_allowed or guests
        told = cohort_in_short(session, cohort)
    if as_json:
        write_json(told)
    else:
        write_line(f"Kull {told['id']}, {told['name']}, er startet.")


@commands.command()
def confirm(
    cohort: CohortName,
    *,
    meeting: Annotated[str | None, typer.Option(help="Bare dette møtet; ellers alle.")] = None,
    as_json: Json = False,
) -> None:
    """Bekreft datoer som er antatt eller flyttet, så de kan sendes ut. Fridager bekreftes én for én."""
    from app import provisioning
    from app.db import unit_of_work

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        confirmed = provisioning.confirm_dates(session, cohort_id, meeting_key=meeting, deed=deed())
        left = [] if meeting else provisioning.left_one_by_one(session, cohort_id)
        told = {"confirmed": [one.key for one in confirmed], "left": [one.key for one in left]}
        sentences = [f"{len(confirmed)} datoer er bekreftet.", *left_in_words(left, cohort)]
    if as_json:
        write_json(told)
    else:
        write_line("\n".join(sentences))


def left_in_words(left: Sequence[Meeting], cohort: str) -> list[str]:
    """Say which meetings were left for being on a day off, each with the command that confirms it."""
    from app.meetings import days_on
    from app.programmes import day_in_norwegian
    from app.provisioning import why_off

    return [
        f"{one.title} {day_in_norwegian(days_on(one)[0])} er ikke bekreftet, for det er {why_off(one)}: "
        f"{shlex.join(['kull', 'cohorts', 'confirm', cohort, '--meeting', one.key])}"
        for one in left
    ]


@commands.command()
def adopt(
    cohort: CohortName,
    team_url: Annotated[
        str, typer.Argument(metavar="LENKE", help="Lenken til Microsoft-teamet IT har laget.")
    ],
    *,
    as_json: Json = False,
) -> None:
    """Ta i bruk et Microsoft-team som IT har laget for kullet."""
    from app import provisioning
    from app.db import unit_of_work

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        msteam_id = provisioning.adopt_msteam(session, cohort_id, link=team_url, deed=deed())
    told = {"id": cohort_id, "msteam_id": msteam_id}
    if as_json:
        write_json(told)
    else:
        write_line(f"Kullet bruker Microsoft-teamet {msteam_id}.")


def _in_full(session: Session, cohort: Cohort) -> dict[str, Any]:
    from app.provisioning import cohort_in_short

    return {
        **cohort_in_short(session, cohort),
        "start_year": cohort.start_year,
        "teams": _teams(session, cohort),
        "meetings": _meetings(session, cohort),
        "deliverables": _deliverables(session, cohort),
        **_asked(session, cohort),
    }


def _teams(session: Session, cohort: Cohort) -> list[dict[str, Any]]:
    from app import cohorts

    organisations = cohorts.organisations(session)
    return [
        {
            "name": team.name,
            "organisation": organisations[team.organisation_id].name,
            "priority": team.priority,
            "place": team.place,
            "unit": team.unit,
            "theme": team.theme,
            "tracks": team.tracks,
            "people": _people(session, team),
        }
        for team in cohorts.teams_of(session, cohort_id=cohort.id)
    ]


def _people(session: Session, team: Team) -> list[dict[str, Any]]:
    from app import cohorts

    people: dict[str, dict[str, Any]] = {}
    for grant, person in cohorts.grants_of(session, cohort_id=team.cohort_id):
        if grant.team_id == team.id:
            shown = {"name": person.name, "email": person.email, "roles": []}
            people.setdefault(person.email, shown)["roles"].append(grant.role)
    return list(people.values())


def _meetings(session: Session, cohort: Cohort) -> list[dict[str, Any]]:
    from sqlmodel import col, select

    from app.meetings import Meeting

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

    from app.deliverables import Deliverable

    asked = select(Deliverable).where(Deliverable.cohort_id == cohort.id).order_by(col(Deliverable.id))
    return [
        {"key": found.key, "type": found.type, "title": found.title, "due_rule": found.due_rule}
        for found in session.exec(asked)
    ]


def _asked(session: Session, cohort: Cohort) -> dict[str, Any]:
    """Return what the programme asks of those who enrol, as sentences, and the hours as numbers too."""
    from app.cohorts import deviations_of, programme_as_run
    from app.programmes import commitments_of, hours_asked, how_to_apply, told_application

    definition = programme_as_run(cohort, deviations_of(session, cohort.id))
    asked = how_to_apply(definition, cohort.start_year)
    return {
        "application": told_application(asked) if asked else [],
        "hours": [
            {"roles": dict(one.names), "hours": one.hours, "basis": one.basis}
            for one in hours_asked(definition)
        ],
        "commitments": list(commitments_of(definition)),
    }


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
    for sentence in seen["application"]:
        write_line(f"\n{sentence}" if sentence is seen["application"][0] else sentence)
    write_line("\nDette forplikter teamene seg til")
    for commitment in seen["commitments"]:
        write_line(f"  {commitment}")
