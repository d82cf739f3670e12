"""`kull cohorts new`, `confirm` and `adopt`: a cohort begins."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from app.cli.output import Json, write_json, write_line
from app.errors import Invalid

CohortName = Annotated[str, typer.Argument(metavar="KULL", help="Kullets nummer eller navn.")]


def new(
    *,
    programme: Annotated[
        str | None, typer.Option(help="Nøkkelen til programmet, se kull programmes list.")
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
    from app.cli.following import deed
    from app.cohorts import service as cohorts
    from app.db import migrate, unit_of_work
    from app.programmes import service as programmes
    from app.provisioning.start import start, start_like
    from app.provisioning.views import cohort_in_short

    if bool(programme) == bool(like):
        raise Invalid("Velg enten et program (--programme) eller et kull å ligne på (--like).")
    migrate()
    usual: dict[str, Any] = {"start_year": start_year, "name": name}
    usual |= {"deed": deed()}
    with unit_of_work() as session:
        if like:
            cohort = start_like(session, like=cohorts.called(session, like), **usual)
        else:
            definition = programmes.find(session, key=programme or "")
            cohort = start(session, definition=definition, switched_off=without or (), **usual)
        cohort.guests_allowed = cohort.guests_allowed or guests
        told = cohort_in_short(session, cohort)
    if as_json:
        write_json(told)
    else:
        write_line(f"Kull {told['id']}, {told['name']}, er startet.")


def confirm(
    cohort: CohortName,
    *,
    meeting: Annotated[str | None, typer.Option(help="Bare dette møtet; ellers alle.")] = None,
    as_json: Json = False,
) -> None:
    """Bekreft datoer som er antatt eller flyttet, så de kan sendes ut."""
    from app.cli.following import deed, id_of
    from app.db import unit_of_work
    from app.provisioning import start as starting

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        confirmed = starting.confirm(session, cohort_id, meeting_key=meeting, deed=deed())
        told = {"confirmed": [meeting.key for meeting in confirmed]}
    if as_json:
        write_json(told)
    else:
        write_line(f"{len(told['confirmed'])} datoer er bekreftet.")


def adopt(
    cohort: CohortName,
    team_url: Annotated[
        str, typer.Argument(metavar="LENKE", help="Lenken til Microsoft-teamet IT har laget.")
    ],
    *,
    as_json: Json = False,
) -> None:
    """Ta i bruk et Microsoft-team som IT har laget for kullet."""
    from app.cli.following import deed, id_of
    from app.db import unit_of_work
    from app.provisioning import start as starting

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        msteam_id = starting.adopt(session, cohort_id, link=team_url, deed=deed())
    told = {"id": cohort_id, "msteam_id": msteam_id}
    if as_json:
        write_json(told)
    else:
        write_line(f"Kullet bruker Microsoft-teamet {msteam_id}.")
