"""`kull undo`: take away again what was made in the last 24 hours and nobody has touched."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import Json, write_json, write_line

if TYPE_CHECKING:
    from app.provisioning.undoing import Undo

CohortName = Annotated[str, typer.Argument(metavar="KULL", help="Kullets nummer eller navn.")]


def undo(
    cohort: CohortName,
    *,
    checksum: Annotated[
        str | None, typer.Option(help="Fra forhåndsvisningen; uten den blir ingenting gjort.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Angre det siste døgnet: ta bort det ingen har rørt. Viser først hva som tas bort og hva som blir."""
    from app.cli.drifting import look_over
    from app.cli.following import deed, how_far, id_of, settle_now
    from app.config import settings
    from app.db import unit_of_work
    from app.provisioning import undoing

    cohort_id = id_of(cohort)
    if checksum is None:
        look_over(cohort_id)
        with unit_of_work() as session:
            seen = undoing.preview_undo(session, cohort_id, now=settings().clock())
    else:
        with unit_of_work() as session:
            seen = undoing.undo(session, cohort_id, checksum=checksum, deed=deed())
        settle_now(cohort_id)
    if as_json:
        write_json(asdict(seen) | {"waiting": how_far(cohort_id).waiting})
    else:
        _tell(cohort, seen, done=checksum is not None)


def _tell(cohort: str, seen: Undo, *, done: bool) -> None:
    write_line(f"{len(seen.removes)} ting {'er tatt' if done else 'vil bli tatt'} bort:")
    for one in seen.removes:
        write_line(f"  {one.name}")
    write_line(f"{len(seen.leaves)} ting blir stående:")
    for one in seen.leaves:
        write_line(f"  {one.name}: {one.why}")
    if seen.warning:
        write_line(seen.warning)
    if not done:
        write_line(f"Gjør det med: kull undo {cohort} --checksum {seen.checksum}")
