"""`kull people`: what we keep about one person, and taking them out of it."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path  # noqa: TC003 - typer reads the annotation
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.terminal.arguments import deed
from app.cli.terminal.output import QUESTIONS_LEFT, Json, write_json, write_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.privacy import Erased

commands = typer.Typer(no_args_is_help=True)

Address = Annotated[str, typer.Argument(metavar="ADRESSE", help="Personens e-postadresse.")]


@commands.command()
def export(address: Address, *, as_json: Json = False) -> None:
    """Vis alt som er lagret om en person."""
    from app import (
        privacy,
        tables,  # noqa: F401 - every table is searched
    )
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        found = privacy.export(session, email=address, deed=deed())
    if as_json:
        write_json(found)
        return
    for table, rows in found["rows"].items():
        write_line(f"{privacy.BY_TABLE[table].data} ({table}): {len(rows)}")
        for row in rows:
            write_line(
                "  " + ", ".join(f"{name}: {value}" for name, value in row.items() if value is not None)
            )
    _write_same_account(found["same_account"])
    _write_elsewhere()


def _write_same_account(others: Sequence[str]) -> None:
    if others:
        write_line(
            f"Samme konto står også i {', '.join(others)}, som ikke er med. Er det samme person, gjør det samme der."
        )


@commands.command()
def erase(
    address: Address,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Slett uten å spørre.")] = False,
    as_json: Json = False,
) -> None:
    """Slett en person fra alt tjenesten har lagret. Det kan ikke gjøres om."""
    from app import (
        privacy,
        tables,  # noqa: F401 - every table is searched
    )
    from app.db import forget_deleted, migrate, unit_of_work

    if not yes:
        typer.confirm(f"Slette {address} fra tjenesten? Det kan ikke gjøres om.", abort=True, err=True)
    migrate()
    with unit_of_work() as session:
        told = [_in_full(privacy.erase(session, email=address, deed=deed()))]
    forget_deleted()
    _tell_erased(told, as_json=as_json)


@commands.command()
def answer(
    answers: Annotated[
        Path, typer.Option("--answers", help='JSON: [{"key": …, "answer": "same" | "another"}].')
    ],
    *,
    as_json: Json = False,
) -> None:
    """Svar på om et navn er den slettedes eller en annens, og fullfør slettingen."""
    from app import (
        privacy,
        tables,  # noqa: F401 - every table is searched
    )
    from app.db import forget_deleted, migrate, unit_of_work
    from app.questions import read_answers

    given = read_answers(answers.read_text(encoding="utf-8"))
    migrate()
    with unit_of_work() as session:
        told = [_in_full(one) for one in privacy.answer_doubts(session, given, deed=deed())]
    forget_deleted()
    _tell_erased(told, as_json=as_json)


def _in_full(erased: Erased) -> dict[str, Any]:
    from app.questions import in_full

    return asdict(replace(erased, undecided=[])) | {"undecided": [in_full(one) for one in erased.undecided]}


def _tell_erased(done: list[dict[str, Any]], *, as_json: bool) -> None:
    """Tell how far erasures came. Exits with 3 when names are left that a person must decide."""
    if as_json:
        write_json(done[0] if len(done) == 1 else done)
    else:
        for erased in done:
            _write_erased(erased)
        _write_elsewhere()
    if any(erased["undecided"] for erased in done):
        raise typer.Exit(QUESTIONS_LEFT)


def _write_erased(erased: dict[str, Any]) -> None:
    write_line(f"Slettet. I loggen står personen som {erased['pseudonym']}.")
    if erased["waits"]:
        write_line(
            f"{len(erased['waits'])} ting i Microsoft 365 nevner personen ennå. Godkjenn neste forhåndsvisning "
            "av kullet; resten slettes natten etter."
        )
    _write_same_account(erased["same_account"])
    for one in erased["undecided"]:
        write_line(f"Må avgjøres ({one['key']}): {one['text']}")
    if erased["undecided"]:
        write_line("Svar med kull people answer --answers FIL. Disse navnene blir stående til da.")


@commands.command("sign-out")
def sign_out(
    address: Annotated[str, typer.Argument(metavar="ADRESSE", help="Personens e-postadresse.")] = "",
    *,
    everybody: Annotated[bool, typer.Option("--everybody", help="Alle, uansett hvem.")] = False,
    as_json: Json = False,
) -> None:
    """Avslutt innloggingene til en person, eller til alle."""
    from app import audit, sign_in
    from app.audit import Act
    from app.db import migrate, unit_of_work

    if bool(address) == everybody:
        raise typer.BadParameter("Skriv én adresse, eller --everybody.")
    migrate()
    with unit_of_work() as session:
        ended = sign_in.end_all_sessions(session, email=address)
        audit.record(
            session,
            Act.sessions_ended,
            deed(),
            about=address or "everybody",
            details={"sessions": ended},
        )
    if as_json:
        write_json({"ended": ended})
    else:
        write_line(f"{ended} innlogginger er avsluttet.")


def _write_elsewhere() -> None:
    from app.privacy import STAYS_AFTER_ERASURE

    write_line("Dette ligger utenfor tjenesten, og må tas der:")
    for line in STAYS_AFTER_ERASURE:
        write_line(f"  {line}")
