"""`kull cohorts fix`, `place`, `taken-over` and `deviate`: a cohort that runs, and what is settled on the way."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - typer reads the annotations
from pathlib import Path  # noqa: TC003 - beside it
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import Json, write_json, write_line

if TYPE_CHECKING:
    from app.meetings.models import Meeting

CLOCK = "%Y-%m-%dT%H:%M"
CohortName = Annotated[str, typer.Argument(metavar="KULL", help="Kullets nummer eller navn.")]
MeetingKey = Annotated[str, typer.Option("--meeting", help="Møtets nøkkel, se kull cohorts show.")]


def fix(
    cohort: CohortName,
    *,
    meeting: MeetingKey,
    starts: Annotated[
        datetime, typer.Option(formats=[CLOCK, "%Y-%m-%d"], help="Når det begynner, norsk tid.")
    ],
    ends: Annotated[
        datetime | None, typer.Option(formats=[CLOCK], help="Når det slutter; ellers som programmet sier.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Sett dato på et møte, eller flytt det. Innkallingen går ut når kullet er klargjort."""
    from app.cli.following import actor, id_of
    from app.config import settings
    from app.db import unit_of_work
    from app.meetings import service as meetings

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        fixed = meetings.reschedule(
            session,
            meetings.with_key(session, cohort_id=cohort_id, key=meeting).id,
            starts_at=starts.replace(tzinfo=meetings.OSLO),
            ends_at=ends.replace(tzinfo=meetings.OSLO) if ends else None,
            actor=actor(),
            now=settings().clock(),
        )
        _tell(fixed, as_json=as_json)


def place(
    cohort: CohortName,
    *,
    meeting: MeetingKey,
    place: Annotated[str, typer.Option(help="Hvor møtet er.")],
    as_json: Json = False,
) -> None:
    """Si hvor et møte er. De som er innkalt, får beskjed."""
    from app.cli.following import actor, id_of
    from app.config import settings
    from app.db import unit_of_work
    from app.meetings import service as meetings

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        held = meetings.hold_at(
            session,
            meetings.with_key(session, cohort_id=cohort_id, key=meeting).id,
            place=place,
            actor=actor(),
            now=settings().clock(),
        )
        _tell(held, as_json=as_json)


def taken_over(
    cohort: CohortName,
    *,
    meeting: Annotated[
        list[str], typer.Option(help="Nøkkelen til et møte som alt er sendt ut. Kan gjentas.")
    ],
    as_json: Json = False,
) -> None:
    """Si hvilke møter som var sendt ut før kullet kom hit. De følges, men sendes ikke igjen."""
    from app.cli.following import actor, id_of
    from app.config import settings
    from app.db import unit_of_work
    from app.provisioning import start as starting

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        followed = starting.take_over(
            session, cohort_id, meeting_keys=meeting, actor=actor(), now=settings().clock()
        )
        told = {"taken_over": [one.key for one in followed]}
    if as_json:
        write_json(told)
    else:
        count = len(told["taken_over"])
        write_line(f"{count} {'møte' if count == 1 else 'møter'} følges uten å bli sendt på nytt.")


def deviate(
    cohort: CohortName,
    *,
    changes: Annotated[Path, typer.Option(help="Hva som er annerledes (YAML), se docs/programmes.md.")],
    why: Annotated[str, typer.Option(help="Hvorfor det avvikes.")],
    team: Annotated[str | None, typer.Option(help="Bare for dette teamet; ellers hele kullet.")] = None,
    as_json: Json = False,
) -> None:
    """La kullet, eller ett team, avvike fra programmet. Hvem, når og hvorfor blir stående."""
    from app.cli.following import actor, id_of
    from app.cohorts import service as cohorts
    from app.config import settings
    from app.db import unit_of_work
    from app.programmes import service as programmes
    from app.provisioning import deviating
    from app.provisioning.views import deviation_in_full

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        made = deviating.deviate(
            session,
            cohort_id,
            team_id=cohorts.team_called(session, cohort_id=cohort_id, name=team).id if team else None,
            changes=programmes.changes_in(changes),
            why=why,
            actor=actor(),
            now=settings().clock(),
        )
        told = deviation_in_full(session, made.deviation) | {"stays": made.stays}
    if as_json:
        write_json(told)
        return
    write_line("Avviket er lagret.")
    for title in told["stays"]:
        write_line(f"Merk: {title} står der noen har satt det, og er ikke flyttet.")


def _tell(meeting: Meeting, *, as_json: bool) -> None:
    from app.cli.cohorts import meeting_in_full

    told = meeting_in_full(meeting)
    if as_json:
        write_json(told)
        return
    starts = (told["starts_at"] or "dato ukjent")[:16].replace("T", " kl. ")
    write_line(f"{told['title']}: {starts}{', ' + told['place'] if told['place'] else ''}.")
