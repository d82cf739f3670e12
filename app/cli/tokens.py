"""`kull token`: a bearer token from the sandbox, for curl and scripts."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.output import write_line
from app.errors import Code, Refused

Person = Annotated[str, typer.Option("--as", help="E-postadressen til den du vil være i sandkassen.")]


def token(person: Person = "forbedringsenheten@example.no") -> None:
    """Skriv ut et token for API-et. Bare i sandkassen; tjenesten må svare."""
    from app.config import settings
    from app.sign_in.service import SANDBOX_CLIENT
    from jobs.cast import bearer_token
    from jobs.tenants import door

    if settings().tenant == "live":
        raise Refused(Code.not_in_live, "Mot et ekte Microsoft 365 henter du token hos Entra, ikke her.")
    address = settings().sandbox_url.rstrip("/") or door(settings())
    if not address:
        raise Refused(
            Code.sandbox_away, "Ingen sandkasse svarer. Start tjenesten med kull serve, og prøv igjen."
        )
    client_id = settings().sign_in_client_id or SANDBOX_CLIENT
    write_line(bearer_token(address, email=person, client_id=client_id))
