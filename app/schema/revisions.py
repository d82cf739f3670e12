"""Revisions: each is called by the number its file begins with, and so is the database's shape."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from app.errors import Code, Paused

if TYPE_CHECKING:
    from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def newest_revision() -> str:
    """Return the revision this program was written for."""
    return max(file.name.partition("_")[0] for file in MIGRATIONS.glob("versions/*.py"))


def present_revision(connection: Connection) -> str | None:
    """Return the revision a database is at; None while it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def refuse_newer(present: str | None) -> None:
    """Raise Paused for a database that a newer program has upgraded: we would misread what it wrote."""
    if present and present > newest_revision():
        raise Paused(
            Code.database_newer,
            f"Databasen er fra en nyere versjon av Kull ({present}) enn denne ({newest_revision()}), og er ikke rørt. "
            f"Installer den nyere versjonen, eller legg tilbake kopien fra før den ble oppdatert.",
        )


def run_revisions(connection: Connection, to: str) -> None:
    """Run the revisions up to one, in the transaction the connection is in."""
    from alembic import command  # noqa: PLC0415 - slow import, needed once a process
    from alembic.config import Config  # noqa: PLC0415 - beside it

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
