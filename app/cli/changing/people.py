"""`kull people replace`, `add`, `remove`, `move`, `role` and `address`: show what a change does, and make it so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.terminal.arguments import CohortName, deed, id_of
from app.cli.terminal.output import Json, write_json, write_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.people_changes import Effects

Who = Annotated[str, typer.Argument(metavar="HVEM", help="E-postadressen, eller navnet når bare én har det.")]
Newcomer = Annotated[
    str, typer.Argument(metavar="NY", help="E-postadressen til den som kommer inn, eller «Navn <adresse>».")
]
Address = Annotated[str, typer.Argument(metavar="ADRESSE", help="Den nye e-postadressen.")]
Name = Annotated[str, typer.Option("--name", help="Navnet på den som kommer inn.")]
Team = Annotated[str, typer.Option("--team", help="Teamet det gjelder. Uten: alle teamene personen er i.")]
IntoTeam = Annotated[str, typer.Option("--team", help="Teamet. Uten: roller i hele kullet.")]
ToTeam = Annotated[str, typer.Argument(metavar="TEAM", help="Teamet personen flytter til.")]
Roles = Annotated[list[str], typer.Option("--role", help="En rolle. Skriv det én gang for hver.")]
TasksLeft = Annotated[bool, typer.Option("--leave-tasks", help="La åpne oppgaver stå hos den som har dem.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Vis hva som ville skje, uten å gjøre det.")]


def replace(  # noqa: PLR0913 - what a person types
    cohort: CohortName,
    who: Who,
    newcomer: Newcomer,
    *,
    name: Name = "",
    team: Team = "",
    leave_tasks: TasksLeft = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Bytt ut en person: den nye får rollene. Oppgaver, møter og kanal følger med."""
    wish = {"who": who, "team": team, "tasks_left": leave_tasks, **_called(newcomer, name)}
    _change(cohort, {"kind": "replace", **wish}, dry_run=dry_run, as_json=as_json)


def add(
    cohort: CohortName,
    newcomer: Newcomer,
    *,
    role: Roles,
    name: Name = "",
    team: IntoTeam = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Ta inn en person i et team, eller i en rolle i hele kullet."""
    wish = {"team": team, "roles": role, **_called(newcomer, name)}
    _change(cohort, {"kind": "add", **wish}, dry_run=dry_run, as_json=as_json)


def remove(
    cohort: CohortName,
    who: Who,
    *,
    team: Team = "",
    leave_tasks: TasksLeft = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Ta ut en person. Det som er levert, og filmer personen er med i, står."""
    wish = {"kind": "remove", "who": who, "team": team, "tasks_left": leave_tasks}
    _change(cohort, wish, dry_run=dry_run, as_json=as_json)


def move(
    cohort: CohortName,
    who: Who,
    to_team: ToTeam,
    *,
    team: Team = "",
    leave_tasks: TasksLeft = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Flytt en person til et annet team, i de samme rollene."""
    wish = {"kind": "move", "who": who, "to_team": to_team, "team": team, "tasks_left": leave_tasks}
    _change(cohort, wish, dry_run=dry_run, as_json=as_json)


def role(
    cohort: CohortName,
    who: Who,
    *,
    role: Roles,
    team: Team = "",
    leave_tasks: TasksLeft = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Gi en person disse rollene i teamet, og ingen andre."""
    wish = {"kind": "role", "who": who, "team": team, "roles": role, "tasks_left": leave_tasks}
    _change(cohort, wish, dry_run=dry_run, as_json=as_json)


def address(
    cohort: CohortName, who: Who, new: Address, *, dry_run: DryRun = False, as_json: Json = False
) -> None:
    """Endre e-postadressen til en person."""
    _change(cohort, {"kind": "address", "who": who, "email": new}, dry_run=dry_run, as_json=as_json)


COMMANDS = (replace, add, remove, move, role, address)


def _called(newcomer: str, name: str) -> dict[str, str]:
    """Read «Navn <adresse>», or an address alone."""
    from email.utils import parseaddr

    called, email = parseaddr(newcomer)
    return {"name": name or called, "email": email or newcomer}


def _change(cohort: str, wish: Mapping[str, Any], *, dry_run: bool, as_json: bool) -> None:
    cohort_id = id_of(cohort)
    effects = _try(cohort_id, wish) if dry_run else _make_so(cohort_id, wish)
    if as_json:
        from app.people_changes import effects_in_full

        write_json(effects_in_full(effects))
    else:
        _write(effects, dry_run=dry_run)


def _try(cohort_id: int, wish: Mapping[str, Any]) -> Effects:
    """Propose the change, see what it does, and take it all back."""
    from app import people_changes
    from app.cohorts import ChangeSource
    from app.config import settings
    from app.db import unit_of_work
    from app.provisioning import surroundings

    with unit_of_work() as session:
        trial = session.begin_nested()
        change = people_changes.proposed_by(
            session, cohort_id, people_changes.Wish(**wish), source=ChangeSource.unit, deed=deed()
        )
        effects = people_changes.effects_of(session, cohort_id, [change], surroundings(settings()))
        trial.rollback()
    return effects


def _make_so(cohort_id: int, wish: Mapping[str, Any]) -> Effects:
    from app import people_changes
    from app.cohorts import ChangeSource
    from app.config import settings
    from app.db import unit_of_work
    from app.provisioning import surroundings

    with unit_of_work() as session:
        change = people_changes.proposed_by(
            session, cohort_id, people_changes.Wish(**wish), source=ChangeSource.unit, deed=deed()
        )
        return people_changes.approve_changes(
            session, cohort_id, [change.id], deed=deed(), around=surroundings(settings())
        )


def _write(effects: Effects, *, dry_run: bool) -> None:
    for one in effects.changes:
        write_line(f"{one.about}: {_told(one.before)} → {_told(one.after)}")
    for text in (*effects.warnings, *effects.films):
        write_line(f"Obs: {text}")
    for mail in effects.mails:
        write_line(f"E-post til {mail.to}: {mail.why}.")
    if dry_run:
        write_line("Dette er en prøve; ingenting er endret.")
    else:
        write_line(f"Endringen er gjort. {effects.requests} ting i Microsoft 365 rettes av seg selv.")


def _told(people: object) -> str:
    if people is None or people == []:
        return "–"
    return ", ".join(map(str, people)) if isinstance(people, list) else str(people)
