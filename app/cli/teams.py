"""`kull teams`: a team withdraws, is merged into another, gets another name or organisation."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.terminal.arguments import CohortName, deed
from app.cli.terminal.output import Json, write_json, write_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from app.cohorts import Cohort
    from app.places import Outcome

    Act = Callable[[Session, Cohort, dict[str, Any]], Outcome]

commands = typer.Typer(no_args_is_help=True)

TeamName = Annotated[str, typer.Argument(metavar="TEAM", help="Teamets navn.")]
Why = Annotated[str, typer.Option("--why", help="Hvorfor. Det står i loggen og i historikken.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Vis hva som ville skje, uten å lagre.")]
KeepChannel = Annotated[
    bool, typer.Option("--keep-channel", help="Behold kanalen, bare til å lese. Ellers slippes den.")
]
ReplyBy = Annotated[
    datetime | None,
    typer.Option("--reply-by", formats=["%Y-%m-%d"], help="Svarfrist for teamet som får plassen."),
]


@commands.command()
def withdraw(
    cohort: CohortName,
    team: TeamName,
    *,
    why: Why,
    keep_channel: KeepChannel = False,
    reply_by: ReplyBy = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Trekk et team. Plassen går til neste på ventelisten; Microsoft 365 venter på forhåndsvisningen."""
    from app import places

    def act(session: Session, _cohort: Cohort, usual: dict[str, Any]) -> Outcome:
        answer_by = reply_by.date() if reply_by else None
        return places.withdraw(session, **usual, why=why, keep_channel=keep_channel, reply_by=answer_by)

    change_team(cohort, team, act, dry_run=dry_run, as_json=as_json)


@commands.command()
def merge(
    cohort: CohortName,
    team: TeamName,
    into: Annotated[str, typer.Argument(metavar="INN_I", help="Teamet som fortsetter.")],
    *,
    why: Why,
    keep_channel: KeepChannel = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Slå et team sammen med et annet, som fortsetter. Filene blir liggende der de er."""
    from app import cohorts, places

    def act(session: Session, found: Cohort, usual: dict[str, Any]) -> Outcome:
        other = cohorts.team_called(session, cohort_id=found.id, name=into)
        return places.merge(session, **usual, into_id=other.id, why=why, keep_channel=keep_channel)

    change_team(cohort, team, act, dry_run=dry_run, as_json=as_json)


@commands.command()
def rename(
    cohort: CohortName,
    team: TeamName,
    name: Annotated[str, typer.Argument(metavar="NAVN", help="Det nye navnet.")],
    *,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Gi et team et nytt navn. Kanalen følger med; mappen beholder navnet den ble laget med."""
    from app import places

    def act(session: Session, _cohort: Cohort, usual: dict[str, Any]) -> Outcome:
        return places.rename_team(session, **usual, name=name)

    change_team(cohort, team, act, dry_run=dry_run, as_json=as_json)


@commands.command()
def move(
    cohort: CohortName,
    team: TeamName,
    organisation: Annotated[str, typer.Argument(metavar="FORETAK", help="Foretaket det skal høre til.")],
    *,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """La et team høre til et annet foretak. Det beholder plassen."""
    from app import places

    def act(session: Session, _cohort: Cohort, usual: dict[str, Any]) -> Outcome:
        return places.change_organisation(session, **usual, organisation=organisation)

    change_team(cohort, team, act, dry_run=dry_run, as_json=as_json)


def change_team(cohort: str, team: str, act: Act, *, dry_run: bool, as_json: bool) -> None:
    """Do it, or only tell: the change, the requests to Microsoft 365 that wait for approval, and who is mailed then."""
    from app import cohorts
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        found = cohorts.called(session, cohort)
        named = cohorts.team_called(session, cohort_id=found.id, name=team)
        usual = {"cohort_id": found.id, "team_id": named.id, "deed": deed()}
        outcome = act(session, found, usual)
        told = {**outcome.as_json(), **_what_follows(session, found.id)}
        if dry_run:
            session.rollback()
    write_json(told) if as_json else _write(told, dry_run=dry_run)


def _what_follows(session: Session, cohort_id: int) -> dict[str, Any]:
    """Tell of a cohort that is provisioned how many things wait in the preview, and who would be mailed."""
    from app import provisioning
    from app.config import settings

    if provisioning.progress_of(session, cohort_id).run_id is None:
        return {"requests": 0, "mails": []}
    seen = provisioning.preview_cohort(session, cohort_id, provisioning.surroundings(settings()))
    counts = seen.found.counts
    mails = [{"to": one.email, "why": _why(one)} for one in seen.messages]
    return {"requests": counts["create"] + counts["change"] + counts["withdraw"], "mails": mails}


def _why(told: Any) -> str:  # noqa: ANN401 - provisioning's Messages
    parts = (
        (told.letters, "brev"),
        (told.invitations, "innkallinger"),
        (told.updates, "endringer"),
        (told.microsoft, "fra Microsoft"),
    )
    return ", ".join(f"{number} {word}" for number, word in parts if number)


def _write(told: dict[str, Any], *, dry_run: bool) -> None:
    for one in told["changes"]:
        write_line(f"{one['about']}: {one['before']} → {one['after']}")
    if not told["changes"]:
        write_line("Det står slik fra før. Ingenting er endret.")
    if told["promoted"]:
        write_line(f"{told['promoted']} får tilbud om plassen, med svarfrist {told['reply_by']}.")
    if told["requests"]:
        write_line(
            f"{told['requests']} ting venter i forhåndsvisningen, og {len(told['mails'])} får beskjed etterpå."
        )
    if dry_run:
        write_line("Dette er en prøve; ingenting er lagret.")
