"""`kull audit`: verify the log against its anchors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.terminal.output import Json, write_json, write_line
from app.errors import Code, Refused

if TYPE_CHECKING:
    from app.audit import Verified

commands = typer.Typer(no_args_is_help=True)

Anchors = Annotated[
    Path | None,
    typer.Argument(
        metavar="FIL",
        exists=True,
        dir_okay=False,
        readable=True,
        help="Ankre som er tatt vare på et annet sted, eller plattformens logg. Uten: KULL_AUDIT_ANCHORS.",
    ),
]


@commands.callback()
def group() -> None:
    """Keep `verify` a word of its own, though it is the only one."""


@commands.command()
def verify(file: Anchors = None, *, as_json: Json = False) -> None:
    """Se etter at loggen er slik den ble skrevet: kjeden i seg selv, og mot ankrene utenfor databasen."""
    from app import audit
    from app.config import settings
    from app.db import migrate, unit_of_work

    migrate()
    anchors, key = file or settings().audit_anchors, settings().audit_key_file
    with unit_of_work() as session:
        found = audit.verify(session, file=anchors, key_file=key, now=settings().clock())
    if as_json:
        counts = {"records": found.records, "anchors": found.anchors}
        write_json({"ok": found.ok, **counts, "gaps": found.gaps, "problems": found.problems})
    else:
        _write(found, anchors)
    if not found.ok:
        raise Refused(Code.checks_failed, " ".join(found.problems[:5]))


def _write(found: Verified, file: Path) -> None:
    write_line(f"{found.records} poster, {found.anchors} ankre i {file}")
    for sentence in found.gaps:
        write_line(f"  {sentence}")
    if found.ok:
        write_line("Loggen er slik den ble skrevet.")
