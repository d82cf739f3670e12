"""`kull meetings`: move a meeting, set its place, mark those whose invitations were sent elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.terminal.arguments import CohortName, deed, id_of
from app.cli.terminal.output import Json, write_json, write_line

if TYPE_CHECKING:
    from app.meetings import Meeting

CLOCK = "%Y-%m-%dT%H:%M"
Starts = Annotated[datetime, typer.Option(formats=[CLOCK, "%Y-%m-%d"], help="Når det begynner, norsk tid.")]
Ends = Annotated[
    datetime | None, typer.Option(formats=[CLOCK], help="Når det slutter; ellers som programmet sier.")
]
WhereHeld = Annotated[str, typer.Option("--place", help="Hvor møtet er.")]
WhichTeam = Annotated[str, typer.Option("--team", help="Teamet som har avtalt det.")]
MeetingKey = Annotated[str, typer.Argument(metavar="MØTE", help="Møtets nøkkel, se kull cohorts show.")]
MeetingKeys = Annotated[
    list[str], typer.Argument(metavar="MØTE", help="Nøklene til møter som alt er sendt ut.")
]

TeamNames = Annotated[
    list[str], typer.Option("--team", help="Navnet på et team. Skriv det én gang for hvert team.")
]

commands = typer.Typer(no_args_is_help=True)


@commands.command()
def move(
    cohort: CohortName, meeting: MeetingKey, *, starts: Starts, ends: Ends = None, as_json: Json = False
) -> None:
    """Sett dato på et møte, eller flytt det. Innkallingen går ut når kullet er klargjort."""
    from app import meetings
    from app.db import unit_of_work

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        moved = meetings.reschedule(
            session,
            meetings.with_key(session, cohort_id=cohort_id, key=meeting).id,
            starts_at=starts.replace(tzinfo=meetings.OSLO),
            ends_at=ends.replace(tzinfo=meetings.OSLO) if ends else None,
            deed=deed(),
        )
        _tell(moved, as_json=as_json)


@commands.command()
def set_place(cohort: CohortName, meeting: MeetingKey, *, place: WhereHeld, as_json: Json = False) -> None:
    """Si hvor et møte er. De som er innkalt, får beskjed."""
    from app import meetings
    from app.db import unit_of_work

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        held = meetings.hold_at(
            session,
            meetings.with_key(session, cohort_id=cohort_id, key=meeting).id,
            place=place,
            deed=deed(),
        )
        _tell(held, as_json=as_json)


@commands.command()
def agree(
    cohort: CohortName,
    meeting: MeetingKey,
    *,
    team: WhichTeam,
    starts: Starts,
    ends: Ends = None,
    as_json: Json = False,
) -> None:
    """Skriv tiden et team har avtalt for sitt eget møte."""
    from app import cohorts, meetings
    from app.db import unit_of_work

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        own = meetings.agree(
            session,
            cohorts.team_called(session, cohort_id=cohort_id, name=team),
            meeting_key=meeting,
            starts_at=starts.replace(tzinfo=meetings.OSLO),
            ends_at=ends.replace(tzinfo=meetings.OSLO) if ends else None,
            deed=deed(),
        )
        told = {
            "meeting": meeting,
            "team": team,
            "starts_at": own.starts_at.astimezone(meetings.OSLO).isoformat(),
        }
    if as_json:
        write_json(told)
    else:
        write_line(f"{team}: {told['starts_at'][:16].replace('T', ' kl. ')}.")


@commands.command()
def choose_teams(cohort: CohortName, meeting: MeetingKey, *, team: TeamNames, as_json: Json = False) -> None:
    """Velg hvilke team et møte for noen av teamene er for. Det sendes ikke ut før det er gjort."""
    from app import cohorts, meetings
    from app.db import unit_of_work

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        chosen = meetings.choose_teams(
            session,
            meetings.with_key(session, cohort_id=cohort_id, key=meeting).id,
            team_ids=[cohorts.team_called(session, cohort_id=cohort_id, name=name).id for name in team],
            deed=deed(),
        )
        _tell(chosen, as_json=as_json)


@commands.command()
def mark_sent(cohort: CohortName, meetings: MeetingKeys, *, as_json: Json = False) -> None:
    """Si hvilke møter som var sendt ut før kullet kom hit. De følges, men sendes ikke igjen."""
    from app import provisioning
    from app.db import unit_of_work

    cohort_id = id_of(cohort)
    with unit_of_work() as session:
        followed = provisioning.take_over_meetings(session, cohort_id, meeting_keys=meetings, deed=deed())
        told = {"taken_over": [one.key for one in followed]}
    if as_json:
        write_json(told)
    else:
        count = len(told["taken_over"])
        write_line(f"{count} {'møte' if count == 1 else 'møter'} følges uten å bli sendt på nytt.")


def _tell(meeting: Meeting, *, as_json: bool) -> None:
    from app.cli.cohorts import meeting_in_full

    told = meeting_in_full(meeting)
    if as_json:
        write_json(told)
        return
    starts = (told["starts_at"] or "dato ukjent")[:16].replace("T", " kl. ")
    write_line(f"{told['title']}: {starts}{', ' + told['place'] if told['place'] else ''}.")
