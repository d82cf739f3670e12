"""`kull cohorts hide`, `activate`, `raise` and `close`: what a person decides once, after having seen it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.output import Json, write_json, write_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.provisioning.service import Preview

CohortName = Annotated[str, typer.Argument(metavar="KULL", help="Kullets nummer eller navn.")]
Checksum = Annotated[str | None, typer.Option(help="Fra forhåndsvisningen; uten den blir ingenting gjort.")]


def hide(cohort: CohortName, *, as_json: Json = False) -> None:
    """Bygg kullet skjult: bare eierne ser det, og ingen får innkalling før det er aktivert."""
    from app.cli.following import actor, id_of
    from app.config import settings
    from app.db import unit_of_work
    from app.provisioning import hiding

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        hiding.hide(session, cohort_id, actor=actor(), now=settings().clock())
    if as_json:
        write_json({"id": cohort_id, "hidden": True})
    else:
        write_line(f"Kullet bygges skjult. Slipp folk inn med: kull cohorts activate {cohort}")


def activate(cohort: CohortName, *, checksum: Checksum = None, as_json: Json = False) -> None:
    """Slipp folk inn i et skjult kull. Viser først hvem som får hva."""
    from app.provisioning import hiding
    from app.provisioning.views import preview_in_full

    _reviewed(
        cohort,
        "activate",
        checksum,
        hiding.preview_activation,
        hiding.activate,
        preview_in_full,
        _in_words,
        as_json=as_json,
    )


def close(cohort: CohortName, *, checksum: Checksum = None, as_json: Json = False) -> None:
    """Avslutt kullet: teamet får årstall og arkiveres, gjester tas ut. Viser først hva som skjer."""
    from app.provisioning import closing
    from app.provisioning.views import preview_in_full

    _reviewed(
        cohort,
        "close",
        checksum,
        closing.preview_closing,
        closing.close,
        preview_in_full,
        _in_words,
        as_json=as_json,
    )


def raise_(cohort: CohortName, *, checksum: Checksum = None, as_json: Json = False) -> None:
    """Ta i bruk den nyeste versjonen av programmet. Viser først hva som blir annerledes."""
    from app.provisioning import raising
    from app.provisioning.views import raising_in_full

    _reviewed(
        cohort,
        "raise",
        checksum,
        raising.preview_raising,
        raising.raise_version,
        raising_in_full,
        lambda seen: [
            f"Fra versjon {seen.version} til {seen.newer}.",
            *_in_words(seen.preview),
            *(f"Merk: {title} blir stående som den er." for title in seen.stays),
        ],
        as_json=as_json,
    )


def _reviewed(  # noqa: PLR0913 - the two acts and their two ways of being told
    cohort: str,
    name: str,
    checksum: str | None,
    preview: Callable[..., Any],
    act: Callable[..., Any],
    in_full: Callable[[Any], dict[str, Any]],
    in_words: Callable[[Any], list[str]],
    *,
    as_json: bool,
) -> None:
    """Show, or do what was shown and work it to rest."""
    from app.cli.following import actor, how_far, id_of, settle_now
    from app.config import settings
    from app.db import unit_of_work
    from app.provisioning.draw import surroundings

    cohort_id, around = id_of(cohort), surroundings(settings())
    if checksum is None:
        with unit_of_work() as session:
            seen = preview(session, cohort_id, around)
            told = in_full(seen)
            lines = [
                *in_words(seen),
                f"Gjør det med: kull cohorts {name} {cohort} --checksum {told['checksum']}",
            ]
    else:
        with unit_of_work() as session:
            act(session, cohort_id, checksum=checksum, actor=actor(), surroundings=around)
        settle_now(cohort_id)
        waiting = how_far(cohort_id).waiting
        told, lines = {"id": cohort_id, "waiting": waiting}, [f"Gjort. {waiting} ting venter."]
    if as_json:
        write_json(told)
    else:
        for line in lines:
            write_line(line)


def _in_words(seen: Preview) -> list[str]:
    counts = seen.found.counts
    lines = [
        f"Vil opprette {counts['create']}, endre {counts['change']} og fjerne {counts['withdraw']}; "
        f"{counts['unchanged']} blir stående. Ingenting er gjort ennå."
    ]
    lines += [
        f"  {told.name}: {told.invitations} innkallinger, {told.updates} endringer, {told.microsoft} fra Microsoft"
        for told in seen.messages
    ]
    return lines
