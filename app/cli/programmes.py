"""`kull programmes`: list, check and date the recipes; copy, change and add programmes of their own."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.terminal.arguments import deed
from app.cli.terminal.output import Json, write_json, write_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.programmes import Calendar, DatedMeeting, Definition, SchoolHoliday

commands = typer.Typer(no_args_is_help=True)

StartYear = Annotated[int, typer.Option(min=2000, max=2100, help="Året programmet starter.")]
OwnFile = Annotated[
    Path | None, typer.Option(help="En egen programfil (YAML) i stedet for en som følger med.")
]
Version = Annotated[int | None, typer.Option(help="En eldre versjon; ellers den nyeste.")]
ProgrammeKey = Annotated[str, typer.Argument(metavar="PROGRAM", help="Nøkkelen til programmet.")]
Changes = Annotated[Path | None, typer.Option(help="Det som skal være annerledes (YAML).")]
SchoolHolidays = Annotated[
    Path | None, typer.Option(help="Skoleferiene deres (CSV), i stedet for dem som er lagt inn.")
]
MEETING = ("id", "kind", "title", "audience", "per", "mode", "starts_at", "ends_at", "all_day")
KNOWN = ("precision", "basis", "period", "place", "theme")


@commands.command("list")
def list_programmes(as_json: Json = False) -> None:
    """Vis programmene: de som følger med, og deres egne."""
    from app import programmes
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        rows = [programmes.in_list(versions) for versions in programmes.every_version(session).values()]
    if as_json:
        write_json(rows)
    else:
        _write_table("Programmer", ("Nøkkel", "Navn", "Eier", "Versjoner"), [_listed(row) for row in rows])


def _listed(row: dict[str, Any]) -> tuple[str, str, str, str]:
    return row["key"], row["name"], row["owner"], ", ".join(map(str, row["versions"]))


@commands.command()
def check(file: Path, as_json: Json = False) -> None:
    """Se etter feil i en programfil."""
    from app import programmes

    problems = programmes.check(file)
    ok = all(problem.level != "error" for problem in problems)
    if as_json:
        write_json({"ok": ok, "problems": [asdict(problem) for problem in problems]})
    else:
        for problem in problems:
            write_line(f"{'Feil' if problem.level == 'error' else 'Merk'}: {problem.path}: {problem.text}")
        write_line("Programmet kan brukes." if ok else "Programmet kan ikke brukes før feilene er rettet.")
    raise typer.Exit(0 if ok else 1)


@commands.command()
def dates(
    key: str,
    start_year: StartYear,
    file: OwnFile = None,
    version: Version = None,
    school_holidays: SchoolHolidays = None,
    as_json: Json = False,
) -> None:
    """Regn ut møter og frister for et år."""
    from app import programmes
    from app.programmes import compile_programme

    definition = programmes.load_file(file, key=key) if file else _find(key, version)
    calendar = compile_programme(definition, start_year, school_holidays=_school_holidays(school_holidays))
    if as_json:
        write_json(_as_json(calendar))
    else:
        _write_calendar(calendar)


def _school_holidays(file: Path | None) -> tuple[SchoolHoliday, ...]:
    """Return the holidays of a file, or those the unit has entered."""
    from app import programmes
    from app.db import migrate, unit_of_work

    if file:
        return programmes.school_holidays(file)
    migrate()
    with unit_of_work() as session:
        return programmes.known_school_holidays(session)


def _find(key: str, version: int | None) -> Definition:
    from app import programmes
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        return programmes.find(session, key=key, version=version)


@commands.command()
def schema() -> None:
    """Skriv JSON Schema for programfiler, så redigeringsprogrammet kan fylle ut."""
    from app.programmes import json_schema

    write_json(json_schema())


def _as_json(calendar: Calendar) -> dict[str, Any]:
    return {
        "programme": calendar.programme,
        "start_year": calendar.start_year,
        "meetings": [_meeting_as_json(meeting) for meeting in calendar.meetings],
        "deliverables": [
            {
                "id": one.id,
                "type": one.type,
                "title": one.title,
                "due": one.due and one.due.isoformat(),
                "basis": one.basis,
            }
            for one in calendar.deliverables
        ],
        "warnings": [asdict(warning) for warning in calendar.warnings],
    }


def _meeting_as_json(meeting: DatedMeeting) -> dict[str, Any]:
    fields = {name: getattr(meeting, name) for name in MEETING + KNOWN}
    times = {name: fields[name] and fields[name].isoformat() for name in ("starts_at", "ends_at")}
    return {**fields, **times}


def _write_calendar(calendar: Calendar) -> None:
    from app.programmes import day_in_norwegian, when_in_norwegian

    meetings = [
        (one.title, one.theme or "", when_in_norwegian(one), BASIS[one.basis]) for one in calendar.meetings
    ]
    deadlines = [
        (one.title, day_in_norwegian(one.due.date()) if one.due else "uten dato", BASIS[one.basis])
        for one in calendar.deliverables
    ]
    _write_table("Møter", ("Møte", "Tema", "Når", "Grunnlag"), meetings)
    _write_table("Leveranser", ("Leveranse", "Frist", "Grunnlag"), deadlines)
    for warning in calendar.warnings:
        write_line(f"Merk: {warning.text}")


BASIS = {"source": "kilden", "assumed": "antatt", "moved": "flyttet"}


def _write_table(title: str, headings: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*headings, title=title)
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    Console().print(table)


@commands.command()
def show(
    key: ProgrammeKey,
    *,
    version: Annotated[int | None, typer.Option(help="En eldre versjon; ellers den nyeste.")] = None,
    as_json: Json = False,
) -> None:
    """Skriv ut et program som en fil du kan endre."""
    from app import programmes
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        definition = programmes.find(session, key=key, version=version)
    if as_json:
        write_json(definition.model_dump(mode="json"))
    else:
        write_line(programmes.as_yaml(definition).rstrip("\n"))


@commands.command()
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
    from app import programmes
    from app.db import migrate, unit_of_work

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
    _write_made(made, as_json=as_json)


@commands.command()
def change(
    key: ProgrammeKey,
    *,
    changes: Annotated[Path, typer.Option(help="Det som skal være annerledes (YAML).")],
    as_json: Json = False,
) -> None:
    """Lag neste versjon av deres eget program. Kull som har startet, beholder sin."""
    from app import programmes
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        made = programmes.revise(
            session,
            key=key,
            changes=programmes.changes_in(changes),
            deed=deed(),
        )
    _write_made(made, as_json=as_json)


@commands.command()
def add(file: Path, *, as_json: Json = False) -> None:
    """Ta i bruk et program dere har skrevet selv."""
    from app import programmes
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        made = programmes.keep(session, definition=programmes.load_file(file), deed=deed())
    _write_made(made, as_json=as_json)


def _write_made(made: Definition, *, as_json: bool) -> None:
    from app import programmes

    if as_json:
        write_json(programmes.in_short(made))
    else:
        write_line(f"{made.name} ({made.key}, versjon {made.version}) er lagret.")
