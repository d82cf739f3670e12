"""The same rules from a terminal: `kull`.

Commands import what they need when they run, so that `kull --help` stays quick (import contracts know this).
Exit codes: 0 done, 1 refused with one sentence, 2 wrong usage, 3 done in part.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer

from app.cli import (
    bringing,
    by_hand,
    cohorts,
    collecting,
    doctor,
    drifting,
    enrolment,
    exporting,
    living,
    people,
    programmes,
    provisioning,
    running,
    serving,
    starting,
    tokens,
    undoing,
)
from app.errors import AppError

if TYPE_CHECKING:
    from collections.abc import Iterator

kull = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: drawing boxes takes longer than all the rest
    help="Læringsnettverk i Microsoft 365.",
)
programmes.commands.command()(bringing.show)
programmes.commands.command()(bringing.copy)
programmes.commands.command()(bringing.change)
programmes.commands.command()(bringing.add)
kull.add_typer(programmes.commands, name="programmes", help="Programmene: oppskriftene kull startes fra.")
cohorts.commands.command()(starting.new)
cohorts.commands.command()(starting.confirm)
cohorts.commands.command()(starting.adopt)
cohorts.commands.command()(running.fix)
cohorts.commands.command()(running.place)
cohorts.commands.command("taken-over")(running.taken_over)
cohorts.commands.command()(running.deviate)
cohorts.commands.command()(living.hide)
cohorts.commands.command()(living.activate)
cohorts.commands.command("raise")(living.raise_)
cohorts.commands.command()(living.close)
kull.add_typer(cohorts.commands, name="cohorts", help="Kullene: start, bekreft datoer, se.")
kull.add_typer(people.commands, name="people", help="Én persons opplysninger og innlogginger.")
kull.add_typer(enrolment.commands, name="enrol", help="Påmelding: les Excel-arket, fordel plasser.")
kull.add_typer(serving.sandbox, name="sandbox", help="Sandkassen: Microsoft 365 på liksom.")
for command in (
    provisioning.preview,
    provisioning.provision,
    collecting.collect,
    collecting.submissions,
    collecting.showreel,
    drifting.drift,
    by_hand.by_hand,
    undoing.undo,
    exporting.export,
    serving.serve,
    serving.demo,
    tokens.token,
    doctor.doctor,
):
    kull.command()(command)


@contextmanager
def _refusals_as_sentences() -> Iterator[None]:
    try:
        yield
    except AppError as error:
        _say_and_end(str(error))
    except Exception as error:
        from app.db import AWAY

        if not isinstance(error, AWAY):
            raise
        _say_and_end("Databasen svarer ikke, og ingenting er halvt lagret. kull doctor sier mer.")


def _say_and_end(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)  # noqa: T201 - the terminal is where this is said
    sys.exit(1)


def main() -> None:
    with _refusals_as_sentences():
        kull()
