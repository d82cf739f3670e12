"""`kull doctor`: is everything as it should be, and what to do when it is not."""

from __future__ import annotations

from app.cli.output import Json, write_json, write_line
from app.errors import Code, Refused


def doctor(*, as_json: Json = False) -> None:
    """Se etter at innstillinger, database, logg og innlogging er som de skal."""
    from dataclasses import asdict

    from jobs.checks import CHECKS

    found = [check() for check in CHECKS]
    ok = all(one.ok for one in found)
    if as_json:
        write_json({"ok": ok, "checks": [asdict(one) for one in found]})
    else:
        for one in found:
            write_line(
                f"{'OK  ' if one.ok else 'FEIL'}  {one.name}: {one.detail}{' ' + one.fix if one.fix else ''}"
            )
    if not ok:
        raise Refused(
            Code.checks_failed, f"Ikke i orden: {', '.join(one.name for one in found if not one.ok)}."
        )
