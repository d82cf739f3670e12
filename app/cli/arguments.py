"""What several commands are given: which cohort, the preview's checksum, and who sits at the terminal."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

CohortName = Annotated[str, typer.Argument(metavar="KULL", help="Kullets nummer eller navn.")]
Checksum = Annotated[str | None, typer.Option(help="Fra forhåndsvisningen; uten den blir ingenting gjort.")]


def id_of(cohort: str) -> int:
    """Find a cohort by number or name. The database is brought up to date first."""
    from app.cohorts import service as cohorts
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        return cohorts.called(session, cohort).id or 0


def actor() -> str:
    """Return who sits at this terminal, for the audit."""
    return getpass.getuser()
