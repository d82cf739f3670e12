"""What several commands are given: which cohort, the preview's checksum, and who sits at the terminal."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.audit import Deed

CohortName = Annotated[str, typer.Argument(metavar="KULL", help="Kullets nummer eller navn.")]
Checksum = Annotated[str | None, typer.Option(help="Fra forhåndsvisningen; uten den blir ingenting gjort.")]


def id_of(cohort: str) -> int:
    """Find a cohort by number or name. The database is brought up to date first."""
    from app import cohorts
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        return cohorts.called(session, cohort).id


def deed() -> Deed:
    """Return the deed of a command: its actor is the account at this terminal."""
    from app.audit import Deed
    from app.config import settings

    return Deed(actor=getpass.getuser(), at=settings().clock())
