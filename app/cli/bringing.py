"""`kull programmes show`, `copy`, `change` and `add`: programmes of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import Json, write_json, write_line

if TYPE_CHECKING:
    from app.programmes.definition import Definition

ProgrammeKey = Annotated[str, typer.Argument(metavar="PROGRAM", help="Nøkkelen til programmet.")]
Changes = Annotated[Path | None, typer.Option(help="Det som skal være annerledes (YAML).")]


def show(
    key: ProgrammeKey,
    *,
    version: Annotated[int | None, typer.Option(help="En eldre versjon; ellers den nyeste.")] = None,
    as_json: Json = False,
) -> None:
    """Skriv ut et program som en fil du kan endre."""
    from app.db import migrate, unit_of_work
    from app.programmes import service as programmes

    migrate()
    with unit_of_work() as session:
        definition = programmes.find(session, key=key, version=version)
    if as_json:
        write_json(definition.model_dump(mode="json"))
    else:
        write_line(programmes.as_yaml(definition).rstrip("\n"))


def copy(
    key: ProgrammeKey,
    *,
    new_key: Annotated[str, typer.Option("--as", help="Nøkkelen til kopien.")],
    name: Annotated[
        str | None, typer.Option(help="Hva kopien heter; ellers som det den er laget av.")
    ] = None,
    owner: Annotated[str | None, typer.Option(help="Hvem som eier kopien.")] = None,
    changes: Changes = None,
    as_json: Json = False,
) -> None:
    """Lag deres eget program av et som finnes."""
    from app.cli.following import deed
    from app.db import migrate, unit_of_work
    from app.programmes import service as programmes

    migrate()
    with unit_of_work() as session:
        source = programmes.find(session, key=key)
        made = programmes.copy(
            session,
            of=source,
            key=new_key,
            name=name or source.name,
            owner=owner or source.owner,
            changes=programmes.changes_in(changes) if changes else {},
            deed=deed(),
        )
    _tell(made, as_json=as_json)


def change(
    key: ProgrammeKey,
    *,
    changes: Annotated[Path, typer.Option(help="Det som skal være annerledes (YAML).")],
    as_json: Json = False,
) -> None:
    """Lag neste versjon av deres eget program. Kull som har startet, beholder sin."""
    from app.cli.following import deed
    from app.db import migrate, unit_of_work
    from app.programmes import service as programmes

    migrate()
    with unit_of_work() as session:
        made = programmes.revise(session, key=key, changes=programmes.changes_in(changes), deed=deed())
    _tell(made, as_json=as_json)


def add(file: Path, *, as_json: Json = False) -> None:
    """Ta i bruk et program dere har skrevet selv."""
    from app.cli.following import deed
    from app.db import migrate, unit_of_work
    from app.programmes import service as programmes

    migrate()
    with unit_of_work() as session:
        made = programmes.keep(session, definition=programmes.load_file(file), deed=deed())
    _tell(made, as_json=as_json)


def _tell(made: Definition, *, as_json: bool) -> None:
    from app.programmes import service as programmes

    if as_json:
        write_json(programmes.in_short(made))
    else:
        write_line(f"{made.name} ({made.key}, versjon {made.version}) er lagret.")
