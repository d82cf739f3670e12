"""`kull school-holidays`: list, add and remove the school holidays dates are held against."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.terminal.arguments import deed
from app.cli.terminal.output import Json, write_json, write_line
from app.errors import Code, Invalid

if TYPE_CHECKING:
    from app.programmes import CountyHoliday

commands = typer.Typer(no_args_is_help=True)
Rows = Annotated[
    Path,
    typer.Argument(
        metavar="FIL", help="Rader med fylke, ferie, første dag, siste dag, kilde, år; - leser herfra."
    ),
]
MAX_FILE_BYTES = 1_000_000


@commands.command("list")
def list_(*, as_json: Json = False) -> None:
    """Vis skoleferiene som er lagt inn."""
    from app import programmes
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        rows = programmes.county_holidays(session)
        listed, lines = [programmes.holiday_in_full(row) for row in rows], [_line(row) for row in rows]
    if as_json:
        write_json(listed)
    else:
        write_line("\n".join(lines) or "Ingen skoleferier er lagt inn.")


@commands.command()
def add(file: Rows, *, as_json: Json = False) -> None:
    """Legg inn skoleferier, alle radene eller ingen."""
    from app import programmes
    from app.db import migrate, unit_of_work

    typed = programmes.holidays_pasted(_text(file))
    migrate()
    with unit_of_work() as session:
        added, stood = programmes.add_holidays(session, typed, deed=deed())
        told = {"added": [programmes.holiday_in_full(row) for row in added], "stood": stood}
    if as_json:
        write_json(told)
    else:
        write_line(f"{len(added)} skoleferier er lagt inn. {stood} sto der fra før.")


@commands.command()
def remove(
    holiday: Annotated[int, typer.Argument(metavar="NUMMER", help="Nummeret i kull school-holidays list.")],
) -> None:
    """Fjern en skoleferie."""
    from app import programmes
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        programmes.remove_holiday(session, holiday, deed=deed())
    write_line("Skoleferien er fjernet.")


def _text(file: Path) -> str:
    try:
        data = (
            sys.stdin.buffer.read(MAX_FILE_BYTES) if str(file) == "-" else file.read_bytes()[:MAX_FILE_BYTES]
        )
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Invalid(
            Code.school_holidays_unreadable, f"{file.name}: Filen finnes ikke eller er ikke lagret som UTF-8."
        ) from None


def _line(row: CountyHoliday) -> str:
    days = f"{row.first_day:%d.%m.%Y}–{row.last_day:%d.%m.%Y}"
    return f"{row.id}  {row.county}: {row.name} {days} (kilde: {row.source} {row.year})"
