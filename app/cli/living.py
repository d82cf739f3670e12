"""`kull cohorts hide`, `activate`, `raise` and `close`: what a person decides once, after having seen it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.output import Json, write_json, write_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.provisioning.raising import Raising
    from app.provisioning.service import Preview

CohortName = Annotated[str, typer.Argument(metavar="KULL", help="Kullets nummer eller navn.")]
Checksum = Annotated[str | None, typer.Option(help="Fra forhåndsvisningen; uten den blir ingenting gjort.")]


def hide(cohort: CohortName, *, as_json: Json = False) -> None:
    """Bygg kullet skjult: bare eierne ser det, og ingen får innkalling før det er aktivert."""
    from app.cli.following import deed, id_of
    from app.db import unit_of_work
    from app.provisioning import hiding

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        hiding.hide(session, cohort_id, deed=deed())
    if as_json:
        write_json({"id": cohort_id, "hidden": True})
    else:
        write_line(f"Kullet bygges skjult. Slipp folk inn med: kull cohorts activate {cohort}")


def activate(cohort: CohortName, *, checksum: Checksum = None, as_json: Json = False) -> None:
    """Slipp folk inn i et skjult kull. Viser først hvem som får hva."""
    from app.provisioning import hiding

    step = Step(name="activate", preview=hiding.preview_activation, act=hiding.activate)
    _take(step, cohort, checksum, as_json=as_json)


def close(cohort: CohortName, *, checksum: Checksum = None, as_json: Json = False) -> None:
    """Avslutt kullet: teamet får årstall og arkiveres, gjester tas ut. Viser først hva som skjer."""
    from app.provisioning import closing

    step = Step(name="close", preview=closing.preview_closing, act=closing.close)
    _take(step, cohort, checksum, as_json=as_json)


def raise_(cohort: CohortName, *, checksum: Checksum = None, as_json: Json = False) -> None:
    """Ta i bruk den nyeste versjonen av programmet. Viser først hva som blir annerledes."""
    from app.provisioning import raising

    step = Step(name="raise", preview=raising.preview_raising, act=raising.raise_version)
    _take(step, cohort, checksum, as_json=as_json)


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step in a cohort's life: what shows it, and what takes it when given the preview's checksum."""

    name: str
    preview: Callable[..., Preview | Raising]
    act: Callable[..., object]


def _take(step: Step, cohort: str, checksum: str | None, *, as_json: bool) -> None:
    from app.cli.following import id_of

    cohort_id = id_of(cohort)
    told, lines = _shown(step, cohort, cohort_id) if checksum is None else _taken(step, cohort_id, checksum)
    if as_json:
        write_json(told)
        return
    for line in lines:
        write_line(line)


def _shown(step: Step, cohort: str, cohort_id: int) -> tuple[dict[str, Any], list[str]]:
    from app.config import settings
    from app.db import unit_of_work
    from app.provisioning.draw import surroundings
    from app.provisioning.raising import Raising
    from app.provisioning.views import preview_in_full, raising_in_full

    with unit_of_work() as session:
        seen = step.preview(session, cohort_id, surroundings(settings()))
        told = raising_in_full(seen) if isinstance(seen, Raising) else preview_in_full(seen)
        lines = _raising_in_words(seen) if isinstance(seen, Raising) else _in_words(seen)
    do_it = f"Gjør det med: kull cohorts {step.name} {cohort} --checksum {told['checksum']}"
    return told, [*lines, do_it]


def _taken(step: Step, cohort_id: int, checksum: str) -> tuple[dict[str, Any], list[str]]:
    from app.cli.following import deed, how_far, settle_now
    from app.config import settings
    from app.db import unit_of_work
    from app.provisioning.draw import surroundings

    with unit_of_work() as session:
        around = surroundings(settings())
        step.act(session, cohort_id, checksum=checksum, deed=deed(), surroundings=around)
    settle_now(cohort_id)
    waiting = how_far(cohort_id).waiting
    return {"id": cohort_id, "waiting": waiting}, [f"Gjort. {waiting} ting venter."]


def _raising_in_words(seen: Raising) -> list[str]:
    stays = [f"Merk: {title} blir stående som den er." for title in seen.stays]
    return [f"Fra versjon {seen.version} til {seen.newer}.", *_in_words(seen.preview), *stays]


def _in_words(seen: Preview) -> list[str]:
    counts = seen.found.counts
    first = (
        f"Vil opprette {counts['create']}, endre {counts['change']} og fjerne {counts['withdraw']}; "
        f"{counts['unchanged']} blir stående. Ingenting er gjort ennå."
    )
    mailed = [
        f"  {told.name}: {told.invitations} innkallinger, {told.updates} endringer, {told.microsoft} fra Microsoft"
        for told in seen.messages
    ]
    return [first, *mailed]
