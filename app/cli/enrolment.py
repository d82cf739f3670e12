"""`kull enrol`: the workbook in, and the decision about places."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import Json, write_json, write_line

if TYPE_CHECKING:
    from app.enrolment.service import Result

commands = typer.Typer(no_args_is_help=True)

CohortName = Annotated[str, typer.Argument(metavar="COHORT", help="Kullets nummer eller navn.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Vis hva som ville skje, uten å lagre.")]
Workbook = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", exists=True, dir_okay=False, readable=True, help="Arket, .xlsx eller CSV."
    ),
]

_LEVELS = {"error": "Må rettes", "warning": "Bør sjekkes", "info": "Til orientering"}


@commands.command("import")
def import_(cohort: CohortName, file: Workbook, *, dry_run: DryRun = False, as_json: Json = False) -> None:
    """Les påmeldingsarket inn i kullet. Ingenting lagres hvis noe må rettes."""
    from app.cohorts import service as cohorts
    from app.config import settings
    from app.db import unit_of_work
    from app.enrolment import service as enrolment

    with unit_of_work() as session:
        result = enrolment.enrol(
            session,
            cohort_id=cohorts.called(session, cohort).id or 0,
            data=file.read_bytes(),
            filename=file.name,
            actor=getpass.getuser(),
            now=settings().clock(),
            dry_run=dry_run,
        )
    write_json(result.as_json()) if as_json else _write(result, dry_run=dry_run)
    if result.refused:
        sys.exit(1)


def _write(result: Result, *, dry_run: bool) -> None:
    for problem in result.problems:
        write_line(f"{_LEVELS[problem.level]}: {problem}")
    write_line(_outcome(result, dry_run=dry_run))


def _outcome(result: Result, *, dry_run: bool) -> str:
    errors = sum(problem.level == "error" for problem in result.problems)
    if errors:
        return f"Ingenting er lagret. {errors} feil må rettes i arket først."
    counts = f"{result.teams_read} team og {result.people} personer lest"
    changes = f"{result.teams_added} team nye, {result.teams_changed} endret"
    return f"{counts}: {changes}{' (prøve, ingenting er lagret)' if dry_run else ''}."


@commands.command()
def decide(cohort: CohortName, *, as_json: Json = False) -> None:
    """Fordel plassene etter foretakenes prioritet, så langt de rekker."""
    from app.cohorts import service as cohorts
    from app.config import settings
    from app.db import unit_of_work
    from app.enrolment import places

    with unit_of_work() as session:
        found = cohorts.called(session, cohort)
        decision = places.decide(
            session,
            cohort_id=found.id or 0,
            capacity=places.capacity_of(found),
            actor=getpass.getuser(),
            now=settings().clock(),
        )
    if as_json:
        write_json(decision.as_json())
        return
    for heading, teams in decision.in_norwegian().items():
        write_line(f"{heading} ({len(teams)}): {', '.join(teams) or '–'}")
