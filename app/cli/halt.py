"""`kull stop` and `kull go`: halt all writing to Microsoft 365, and let go again."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.terminal.arguments import deed
from app.cli.terminal.output import write_line

SOON = "Tjenesten skriver ingenting mer når to sekunder er gått; det som alt er på vei, får svar."


def stop(
    *, why: Annotated[str, typer.Option(help="Hvorfor; vises for alle som følger kullene.")] = ""
) -> None:
    """Stans straks all skriving til Microsoft 365, til noen slipper den løs med kull go."""
    from app import halt
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        told = halt.halt_in_words(halt.stop_writing(session, deed=deed(), why=why))
    write_line(f"{told} {SOON} Slipp løs med: kull go")


def go() -> None:
    """Slipp skrivingen til Microsoft 365 løs igjen."""
    from app import halt
    from app.cli.runner import wake_service_if_any
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        stood = halt.resume_writing(session, deed=deed())
    wake_service_if_any()
    write_line("Skrivingen er sluppet løs, og arbeidet går videre." if stood else "Ingenting var stanset.")
