"""`kull cohorts hide`, `activate`, `adapt`, `upgrade` and `close`: steps in the life of a cohort."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.terminal.arguments import Checksum, CohortName, deed, id_of
from app.cli.terminal.output import Json, write_json, write_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.provisioning import Preview, Upgrade


ChangesFile = Annotated[Path, typer.Option(help="Hva som er annerledes (YAML), se docs/programmes.md.")]
Why = Annotated[str, typer.Option(help="Hvorfor dere gjør det på egen måte.")]
OneTeam = Annotated[str | None, typer.Option(help="Bare for dette teamet; ellers hele kullet.")]


def hide(cohort: CohortName, *, as_json: Json = False) -> None:
    """Bygg kullet skjult: bare eierne ser det, og ingen får innkalling før det er aktivert."""
    from app import provisioning
    from app.db import unit_of_work

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        provisioning.hide_cohort(session, cohort_id, deed=deed())
    if as_json:
        write_json({"id": cohort_id, "hidden": True})
    else:
        write_line(f"Kullet bygges skjult. Slipp folk inn med: kull cohorts activate {cohort}")


def activate(cohort: CohortName, *, checksum: Checksum = None, as_json: Json = False) -> None:
    """Slipp folk inn i et skjult kull. Viser først hvem som får hva."""
    from app import provisioning

    step = Step(name="activate", preview=provisioning.preview_activation, act=provisioning.activate_cohort)
    _take(step, cohort, checksum, as_json=as_json)


def close(cohort: CohortName, *, checksum: Checksum = None, as_json: Json = False) -> None:
    """Avslutt kullet: teamet får årstall og arkiveres, gjester tas ut. Viser først hva som skjer."""
    from app import provisioning

    step = Step(name="close", preview=provisioning.preview_closing, act=provisioning.close_cohort)
    _take(step, cohort, checksum, as_json=as_json)


def upgrade(cohort: CohortName, *, checksum: Checksum = None, as_json: Json = False) -> None:
    """Ta i bruk den nyeste versjonen av programmet. Viser først hva som blir annerledes."""
    from app import provisioning

    step = Step(name="upgrade", preview=provisioning.preview_upgrade, act=provisioning.upgrade_cohort)
    _take(step, cohort, checksum, as_json=as_json)


def adapt(
    cohort: CohortName,
    *,
    changes: ChangesFile,
    why: Why,
    team: OneTeam = None,
    as_json: Json = False,
) -> None:
    """Tilpass programmet for dette kullet, eller for ett team. Hvem, når og hvorfor blir stående."""
    from app import cohorts, programmes, provisioning
    from app.db import unit_of_work
    from app.provisioning import deviation_in_full

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        made = provisioning.deviate(
            session,
            cohort_id,
            team_id=cohorts.team_called(session, cohort_id=cohort_id, name=team).id if team else None,
            changes=programmes.changes_in(changes),
            why=why,
            deed=deed(),
        )
        told = deviation_in_full(session, made.deviation) | {"stays": made.stays}
    if as_json:
        write_json(told)
        return
    write_line("Tilpasningen er lagret.")
    for title in told["stays"]:
        write_line(f"Merk: {title} står der noen har satt det, og er ikke flyttet.")


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step in a cohort's life: what shows it, and what takes it when given the preview's checksum."""

    name: str
    preview: Callable[..., Preview | Upgrade]
    act: Callable[..., object]


def _take(step: Step, cohort: str, checksum: str | None, *, as_json: bool) -> None:

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
    from app.provisioning import Upgrade, preview_in_full, surroundings, upgrade_in_full

    with unit_of_work() as session:
        seen = step.preview(session, cohort_id, surroundings(settings()))
        told = upgrade_in_full(seen) if isinstance(seen, Upgrade) else preview_in_full(seen)
        lines = _raising_in_words(seen) if isinstance(seen, Upgrade) else _in_words(seen)
    do_it = f"Gjør det med: kull cohorts {step.name} {cohort} --checksum {told['checksum']}"
    return told, [*lines, do_it]


def _taken(step: Step, cohort_id: int, checksum: str) -> tuple[dict[str, Any], list[str]]:
    from app.cli.runner import how_far, settle_now
    from app.config import settings
    from app.db import unit_of_work
    from app.provisioning import surroundings

    with unit_of_work() as session:
        around = surroundings(settings())
        step.act(session, cohort_id, checksum=checksum, deed=deed(), surroundings=around)
    settle_now(cohort_id)
    waiting = how_far(cohort_id).waiting
    return {"id": cohort_id, "waiting": waiting}, [f"Gjort. {waiting} ting venter."]


def _raising_in_words(seen: Upgrade) -> list[str]:
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
