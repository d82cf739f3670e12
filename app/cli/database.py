"""`kull db`: copies of the database, and moving it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.terminal.arguments import deed
from app.cli.terminal.output import Json, write_aside, write_json, write_line
from app.errors import Code, Conflict, Refused

if TYPE_CHECKING:
    from datetime import datetime

    from app.backups import Checked

commands = typer.Typer(no_args_is_help=True)

BackupFile = Annotated[
    Path | None,
    typer.Argument(metavar="FIL", help="Den nye filen. Uten: ved siden av databasen, med tiden i navnet."),
]
Backup = Annotated[
    Path, typer.Argument(metavar="FIL", exists=True, dir_okay=False, readable=True, help="Sikkerhetskopien.")
]


@commands.command()
def backup(file: BackupFile = None, *, as_json: Json = False) -> None:
    """Ta en sikkerhetskopi av databasen, også mens tjenesten går. Kopien kontrolleres."""
    from app import backups
    from app.config import settings

    database = backups.sqlite_file(settings().database_url)
    if file is not None and file.exists():
        raise Conflict(Code.backup_exists, f"{file} finnes fra før, og blir ikke skrevet over.")
    made = file or backups.default_file(database, settings().clock())
    checked = backups.back_up(database, made)
    _tell(made, sum(checked.rows.values()), f"Sikkerhetskopien er {made}", as_json=as_json)


@commands.command()
def restore(file: Backup, *, as_json: Json = False) -> None:
    """Legg en sikkerhetskopi tilbake. Tjenesten må være stoppet; databasen som var der, blir tatt vare på."""
    from app import (
        backups,
        tables,  # noqa: F401 - the database is brought up to date
    )
    from app.config import settings
    from jobs.runner import the_one_runner, try_to_anchor

    database = backups.sqlite_file(settings().database_url)
    with the_one_runner(settings()):
        restored = backups.restore_backup(database, file, deed())
        is_anchored = try_to_anchor(settings(), known_until=restored.known_until)
    kept = f". Den som var der, heter nå {restored.aside}" if restored.aside else ""
    _tell(database, restored.rows, f"Sikkerhetskopien er lagt tilbake i {database}{kept}", as_json=as_json)
    if not is_anchored:
        write_aside("Loggen ble ikke signert etter tilbakeleggingen; kull audit verify sier hva det betyr.")


@commands.command()
def restored(*, as_json: Json = False) -> None:
    """Skriv ned at en sikkerhetskopi er lagt tilbake på annen måte, som med pg_restore. Tjenesten må være stoppet."""
    from app import (
        backups,
        tables,  # noqa: F401 - the database is brought up to date
    )
    from app.config import settings
    from jobs.runner import the_one_runner, try_to_anchor

    with the_one_runner(settings()):
        known_until = backups.note_restored(deed())
        is_anchored = try_to_anchor(settings(), known_until=known_until)
    if not is_anchored:
        raise Conflict(Code.audit_key_away, "Skrevet ned, men loggen ble ikke signert. kull doctor sier mer.")
    _tell_noted(known_until, as_json=as_json)


@commands.command()
def check(*, as_json: Json = False) -> None:
    """Se etter at databasen er hel: sidene, nøklene, versjonen og loggens kjede."""
    from app import (
        backups,
        tables,  # noqa: F401 - every table is known
    )
    from app.config import settings

    checked, place = backups.check_database(settings().database_url), _place(settings().database_url)
    if as_json:
        rows = sum(checked.rows.values())
        found = {"problems": checked.problems, "version": checked.version, "tables": checked.rows}
        write_json({"ok": checked.ok, "rows": rows, "file": place, **found})
    else:
        _write(checked, place)
    if not checked.ok:
        raise Refused(Code.checks_failed, " ".join(checked.problems))


@commands.command()
def move(
    to: Annotated[str, typer.Option("--to", metavar="ADRESSE", help="postgresql://… til en tom database.")],
    *,
    as_json: Json = False,
) -> None:
    """Flytt alt fra SQLite til en tom PostgreSQL. Tjenesten må være stoppet; SQLite-filen blir ikke rørt."""
    from app import (
        backups,
        tables,  # noqa: F401 - every table is moved
    )
    from app.config import settings
    from jobs.runner import the_one_runner

    with the_one_runner(settings()):
        rows = backups.move_to(settings().database_url, to, deed())
    _tell(_place(to), rows, "Flyttet og sammenlignet. Sett KULL_DATABASE_URL til den nye", as_json=as_json)


def _place(url: str) -> str:
    """Name a database as people may see it: without its password."""
    from sqlalchemy import make_url

    return make_url(url).render_as_string(hide_password=True)


def _tell(file: Path | str, rows: int, sentence: str, *, as_json: bool) -> None:
    if as_json:
        write_json({"ok": True, "rows": rows, "file": str(file)})
    else:
        write_line(f"{sentence} ({rows} rader).")


def _tell_noted(known_until: datetime, *, as_json: bool) -> None:
    if as_json:
        write_json({"ok": True, "known_until": known_until.isoformat()})
    else:
        write_line(
            f"Skrevet ned: databasen er den fra {known_until:%d.%m.%Y kl. %H.%M} UTC. Alle er logget ut."
        )


def _write(checked: Checked, place: str) -> None:
    write_line(f"{place}, versjon {checked.version or 'ukjent'}")
    for name, rows in checked.rows.items():
        write_line(f"  {name}: {rows}")
