"""`kull people`: what we keep about one person, and taking them out of it."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.arguments import deed
from app.cli.output import Json, write_json, write_line

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
    _write_elsewhere()


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
        erased = privacy.erase(session, email=address, deed=deed())
    forget_deleted()
    if as_json:
        write_json({"pseudonym": erased.pseudonym, "rows": erased.rows, "waits": erased.waits})
        return
    write_line(f"Slettet. I loggen står personen som {erased.pseudonym}.")
    if erased.waits:
        write_line(
            f"{len(erased.waits)} ting i Microsoft 365 nevner personen ennå. Godkjenn neste forhåndsvisning "
            "av kullet; resten slettes natten etter."
        )
    _write_elsewhere()


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
