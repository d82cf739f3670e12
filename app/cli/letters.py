"""`kull letters`: those that may not have arrived, and a person's decision about each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.terminal.arguments import deed, id_of
from app.cli.terminal.output import Json, write_json, write_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.outbox import OwedMessage

commands = typer.Typer(no_args_is_help=True)

MaybeCohort = Annotated[
    str | None, typer.Argument(metavar="[KULL]", help="Kullets nummer eller navn; ellers alle kull.")
]
Number = Annotated[int, typer.Argument(metavar="NUMMER", help="Brevets nummer, se kull letters list.")]
STATES = {"unsure": "kan ha kommet frem", "failed": "kunne ikke sendes"}


@commands.command("list")
def list_letters(cohort: MaybeCohort = None, *, as_json: Json = False) -> None:
    """Vis brev som venter på at noen avgjør om de skal sendes igjen."""
    from app import (
        outbox,
        tables,  # noqa: F401 - a letter's row names its cohort's
    )
    from app.db import migrate, unit_of_work

    migrate()
    cohort_id = None if cohort is None else id_of(cohort)
    with unit_of_work() as session:
        waiting = [_in_short(owed) for owed in outbox.waiting_for_a_person(session, cohort_id)]
    if as_json:
        write_json(waiting)
        return
    for one in waiting:
        write_line(f"{one['id']}: {one['recipient']}: {one['subject']} ({STATES[one['state']]})")
        write_line(f"    {one['problem']}")
    if not waiting:
        write_line("Ingen brev venter på noen.")


@commands.command("send-again")
def send_again(number: Number, *, as_json: Json = False) -> None:
    """Send et brev igjen. Kom det frem likevel, får mottakeren det to ganger."""
    from app import outbox

    _decide(outbox.send_again, number, "Brevet sendes igjen når tjenesten går.", as_json=as_json)


@commands.command("mark-received")
def mark_received(number: Number, *, as_json: Json = False) -> None:
    """Si at mottakeren har fått brevet. Det sendes ikke igjen."""
    from app import outbox

    _decide(outbox.mark_received, number, "Brevet er merket som mottatt.", as_json=as_json)


def _decide(decide: Callable[..., OwedMessage], number: int, said: str, *, as_json: bool) -> None:
    from app import tables  # noqa: F401 - a letter's row names its cohort's
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        told = _in_short(decide(session, number, deed=deed()))
    write_json(told) if as_json else write_line(said)


def _in_short(owed: OwedMessage) -> dict[str, Any]:
    names = "id cohort_id way recipient subject state problem owed_at tried_at sent_at"
    return {name: getattr(owed, name) for name in names.split()}
