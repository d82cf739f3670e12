"""Old names of commands: hidden, and each says its new name. They go with the next release."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli import lifecycle, meetings
from app.cli.terminal.arguments import Checksum, CohortName  # noqa: TC001 - typer reads the annotations
from app.cli.terminal.output import Json, write_aside

MeetingOption = Annotated[str, typer.Option("--meeting", help="Møtets nøkkel, se kull cohorts show.")]
MeetingOptions = Annotated[list[str], typer.Option("--meeting", help="Møtets nøkkel. Kan gjentas.")]


def add_to(cohorts: typer.Typer) -> None:
    cohorts.command("fix", hidden=True)(_fix)
    cohorts.command("place", hidden=True)(_place)
    cohorts.command("taken-over", hidden=True)(_taken_over)
    cohorts.command("raise", hidden=True)(_raise)
    cohorts.command("deviate", hidden=True)(_deviate)


def _fix(
    cohort: CohortName,
    *,
    meeting: MeetingOption,
    starts: meetings.Starts,
    ends: meetings.Ends = None,
    as_json: Json = False,
) -> None:
    """Sett dato på et møte. Heter nå: kull meetings move."""
    _say_new_name("kull cohorts fix", "kull meetings move")
    meetings.move(cohort, meeting, starts=starts, ends=ends, as_json=as_json)


def _place(
    cohort: CohortName, *, meeting: MeetingOption, place: meetings.WhereHeld, as_json: Json = False
) -> None:
    """Si hvor et møte er. Heter nå: kull meetings set-place."""
    _say_new_name("kull cohorts place", "kull meetings set-place")
    meetings.set_place(cohort, meeting, place=place, as_json=as_json)


def _taken_over(cohort: CohortName, *, meeting: MeetingOptions, as_json: Json = False) -> None:
    """Si hvilke møter som var sendt ut før kullet kom hit. Heter nå: kull meetings mark-sent."""
    _say_new_name("kull cohorts taken-over", "kull meetings mark-sent")
    meetings.mark_sent(cohort, meeting, as_json=as_json)


def _raise(cohort: CohortName, *, checksum: Checksum = None, as_json: Json = False) -> None:
    """Ta i bruk den nyeste versjonen av programmet. Heter nå: kull cohorts upgrade."""
    _say_new_name("kull cohorts raise", "kull cohorts upgrade")
    lifecycle.upgrade(cohort, checksum=checksum, as_json=as_json)


def _deviate(
    cohort: CohortName,
    *,
    changes: lifecycle.ChangesFile,
    why: lifecycle.Why,
    team: lifecycle.OneTeam = None,
    as_json: Json = False,
) -> None:
    """Tilpass programmet for dette kullet, eller for ett team. Heter nå: kull cohorts adapt."""
    _say_new_name("kull cohorts deviate", "kull cohorts adapt")
    lifecycle.adapt(cohort, changes=changes, why=why, team=team, as_json=as_json)


def _say_new_name(old: str, new: str) -> None:
    write_aside(f"{old} heter nå: {new}")
