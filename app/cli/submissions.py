"""`kull collect`, `submissions` and `showreel`: look for files, list what is handed in, list the films."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.terminal.arguments import CohortName, id_of
from app.cli.terminal.output import Json, write_json, write_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.submissions import Film
    from jobs.intake import Collected

DONE_IN_PART = 3
MaybeCohort = Annotated[
    str | None, typer.Argument(metavar="[KULL]", help="Kullets nummer eller navn; ellers alle kull.")
]
STATES = {
    "not_yet": "spørres ikke etter ennå",
    "missing": "mangler",
    "received": "mottatt",
    "accepted": "godkjent",
    "returned": "sendt tilbake",
}


def collect(cohort: MaybeCohort = None, *, as_json: Json = False) -> None:
    """Se etter nye filer i teamenes kanaler nå, uten å vente på varsel."""
    from app import cohorts
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        cohort_ids = cohorts.open_cohorts(session) if cohort is None else [id_of(cohort)]
    told = _collect_now(cohort_ids)
    told["unplaced"] = _unplaced(cohort_ids)
    write_json(told) if as_json else _write_collected(told)
    raise typer.Exit(DONE_IN_PART if told["unplaced"] or told["problems"] else 0)


def _collect_now(cohort_ids: Sequence[int]) -> dict[str, Any]:
    """Look here, or let the service that is the runner do it and follow."""
    from app.cli.runner import let_the_service_collect
    from app.config import settings
    from app.errors import Conflict
    from jobs.runner import running_service, the_one_runner

    try:
        with the_one_runner(settings()):
            return asdict(asyncio.run(_collect(cohort_ids)))
    except Conflict:
        if not running_service(settings()).get("address"):
            raise
        return let_the_service_collect(cohort_ids)


async def _collect(cohort_ids: Sequence[int]) -> Collected:
    from app.config import settings
    from jobs import open_tenant
    from jobs.intake import collect_files as look_through

    async with open_tenant(settings()) as tenant:
        return await look_through(tenant, settings(), cohort_ids, at_once=True)


def _unplaced(cohort_ids: Sequence[int]) -> int:
    from app import submissions
    from app.db import unit_of_work

    with unit_of_work() as session:
        return sum(len(submissions.unplaced_files(session, cohort_id)) for cohort_id in cohort_ids)


def _write_collected(told: dict[str, Any]) -> None:
    write_line(
        f"{told['files_seen']} filer er nye eller endret. {told['submissions']} er tatt imot som innlevering, "
        f"{told['unplaced']} venter på at noen sier hva de er."
    )
    for problem in told["problems"]:
        write_line(f"  {problem}")


def submissions(cohort: CohortName, *, as_json: Json = False) -> None:
    """Vis hva hvert team har levert, og hva som mangler."""
    from app import submissions
    from app.config import settings
    from app.db import unit_of_work

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        listed = submissions.submissions_in_full(session, cohort_id, now=settings().clock())
        waiting = submissions.waiting_in_full(session, cohort_id)
    if as_json:
        write_json(listed)
        return
    for one in listed:
        late = ", for sent" if one["late"] else ""
        write_line(f"{one['team']}: {one['title']}: {STATES[one['state']]}{late}")
        for finding in one["findings"]:
            write_line(f"    {finding['text']}")
    for file in waiting:
        write_line(f"Venter: {file['name']} hos {file['team']}. {file['why']}")


def showreel(
    cohort: CohortName,
    *,
    to: Annotated[Path | None, typer.Option("--zip", help="Hent filmene hit, til et rom uten nett.")] = None,
    as_json: Json = False,
) -> None:
    """Vis hvilke filmer som kan vises i samlingen, i rekkefølge, og hva som mangler."""
    from app import submissions
    from app.config import settings
    from app.db import unit_of_work

    cohort_id, now = id_of(cohort), settings().clock()
    with unit_of_work() as session:
        films = submissions.show_reel(session, cohort_id, now=now)
        hitches = submissions.show_preflight(session, cohort_id, now=now)
    if to is not None:
        asyncio.run(_pack(films, to))
    if as_json:
        write_json({"films": [asdict(film) for film in films], "hitches": [asdict(one) for one in hitches]})
        return
    for film in films:
        write_line(f"{film.number:2}. {film.team}: {film.file}")
    for hitch in hitches:
        write_line(f"Ikke med: {hitch.team}. {hitch.text}")


async def _pack(films: Sequence[Film], to: Path) -> None:
    from app.config import settings
    from app.errors import Code, Conflict
    from graph_adapters.errors import TenantError
    from jobs import open_tenant
    from jobs.outgoing import pack_show

    try:
        async with open_tenant(settings()) as tenant:
            await pack_show(tenant, films, to)
    except TenantError as error:
        raise Conflict(
            Code.film_unreachable, "En av filmene kan ikke hentes nå. Prøv igjen om litt."
        ) from error
