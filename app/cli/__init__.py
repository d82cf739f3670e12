"""The same rules from a terminal: `kull`.

Commands import what they need when they run, so that `kull --help` stays quick (import contracts know this).
Exit codes: 0 done, 1 refused with one sentence, 2 wrong usage, 3 done in part (the rest waits, also for a halt's end).
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from app.cli import (
    audit,
    by_hand,
    cohorts,
    database,
    drift,
    enrolment,
    export,
    halt,
    letters,
    lifecycle,
    meetings,
    operations,
    people,
    programmes,
    provisioning,
    school_holidays,
    submissions,
    teams,
)
from app.cli.changing import people as changing
from app.cli.terminal import hints, old_names
from app.cli.terminal.output import write_aside
from app.errors import AppError, Code, Halted, Paused, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

kull = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: drawing boxes takes longer than all the rest
    help="Læringsnettverk i Microsoft 365.",
)
for step in (lifecycle.hide, lifecycle.activate, lifecycle.adapt, lifecycle.upgrade, lifecycle.close):
    cohorts.commands.command()(step)
old_names.add_to(cohorts.commands)
for change in changing.COMMANDS:
    people.commands.command()(change)
kull.add_typer(programmes.commands, name="programmes", help="Programmene: oppskriftene kull startes fra.")
kull.add_typer(cohorts.commands, name="cohorts", help="Kullene: start, bekreft datoer, se.")
kull.add_typer(meetings.commands, name="meetings", help="Møtene: flytt, velg sted, ta over.")
kull.add_typer(
    school_holidays.commands,
    name="school-holidays",
    help="Skoleferiene datoene holdes opp mot: se, legg inn.",
)
kull.add_typer(
    people.commands,
    name="people",
    help="Hvem som er med, og én persons opplysninger.",
)
kull.add_typer(letters.commands, name="letters", help="Brev som kanskje ikke kom frem: se, send igjen.")
kull.add_typer(enrolment.commands, name="enrol", help="Påmelding: les Excel-arket, fordel plasser.")
kull.add_typer(teams.commands, name="teams", help="Team: trekk, slå sammen, gi nytt navn.")
kull.add_typer(database.commands, name="db", help="Databasen: sikkerhetskopi, kontroll og flytting.")
kull.add_typer(
    audit.commands, name="audit", help="Loggen: kontroll mot signaturene som ligger utenfor databasen."
)
kull.add_typer(operations.sandbox, name="sandbox", help="Sandkassen: Microsoft 365 på liksom.")
for command in (
    provisioning.preview,
    provisioning.provision,
    submissions.collect,
    submissions.submissions,
    submissions.showreel,
    drift.drift,
    by_hand.by_hand,
    provisioning.undo,
    export.export,
    operations.serve,
    operations.demo,
    operations.token,
    operations.doctor,
    halt.stop,
    halt.go,
):
    kull.command()(command)


@contextmanager
def _refusals_as_sentences() -> Iterator[None]:
    try:
        yield
    except AppError as error:
        write_aside(hints.with_hint(error))
        sys.exit(provisioning.DONE_IN_PART if isinstance(error, Halted) else 1)
    except Exception as error:
        told = _about_database(error)
        if told is None:
            raise
        write_aside(hints.with_hint(told))
        sys.exit(1)


def _about_database(error: Exception) -> AppError | None:
    """Say in a sentence what an error of the database means; None for anything else, which is a fault of ours."""
    from app.db import AWAY
    from app.health import Problem, problem_of, told

    problem = problem_of(error)
    if problem is Problem.damaged:
        return Refused(Code.database_damaged, told(problem))
    if not isinstance(error, AWAY):
        return None
    why = "Databasen svarer ikke, og ingenting er halvt lagret." if problem is None else told(problem)
    return Paused(Code.database_away, why)


def main() -> None:
    with _refusals_as_sentences():
        kull()
