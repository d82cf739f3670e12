"""`kull preview`, `provision` and `undo`: see what would happen, make it so, take it away again."""

from __future__ import annotations

import asyncio
import time
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.terminal.arguments import Checksum, CohortName, deed, id_of
from app.cli.terminal.output import Json, write_json, write_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.provisioning import Preview, UndoPreview

DONE_IN_PART = 3


def preview(cohort: CohortName, *, as_json: Json = False) -> None:
    """Vis hva som vil bli opprettet, endret og fjernet, og hvem som får beskjed. Ingenting blir gjort."""
    from app.provisioning import preview_in_full

    seen = asyncio.run(_preview(id_of(cohort)))
    if as_json:
        write_json(preview_in_full(seen))
        return
    counts = seen.found.counts
    write_line(
        f"Vil opprette {counts['create']}, endre {counts['change']} og fjerne {counts['withdraw']}; "
        f"{counts['unchanged']} er slik de skal være. Ingenting er gjort ennå."
    )
    _tell_kinds(seen)
    total = sum(told.total for told in seen.messages)
    write_line(
        f"{len(seen.messages)} personer får til sammen {total} meldinger (Microsofts egne regnet med)."
    )
    for told in seen.messages[:5]:
        write_line(
            f"  {told.name}: {told.invitations} innkallinger, {told.updates} endringer, "
            f"{told.microsoft} fra Microsoft"
        )
    if seen.guests:
        write_line(f"Inviteres som gjest: {', '.join(seen.guests)}.")
    for waiting in seen.without_account:
        write_line(f"Nås bare på e-post: {waiting.name} ({waiting.email}). {waiting.why}")
    for account in seen.account_problems:
        write_line(f"Se på kontoen: {account.name} ({account.email}). {account.why}")
    for caution in seen.cautions:
        write_line(f"Obs: {caution}")
    if seen.passed:
        write_line("Dette kan ikke klargjøres før det er rettet.")
        return
    if not seen.found.is_safe:
        write_line("Dette må godkjennes av en person: noe fjernes, eller mye endres.")
    write_line(f"Godkjenn med: kull provision {cohort} --checksum {seen.found.checksum}")


def _tell_kinds(seen: Preview) -> None:
    """Say of which kinds the numbers are made up."""
    from app.provisioning import counted

    for action, word in (("create", "Opprettes"), ("change", "Endres"), ("withdraw", "Fjernes")):
        said = [counted(kind, number) for kind, number in seen.found.by_kind(action).items()]
        if said:
            write_line(f"  {word}: {', '.join(said)}")


async def _preview(cohort_id: int) -> Preview:
    from app import provisioning
    from app.config import settings
    from app.db import unit_of_work
    from app.provisioning import surroundings
    from jobs import open_tenant
    from jobs.provision import ask_directory

    async with open_tenant(settings()) as tenant:
        await ask_directory(tenant, settings(), cohort_id)
    with unit_of_work() as session:
        return provisioning.preview_cohort(session, cohort_id, surroundings(settings()))


def provision(
    cohort: CohortName,
    *,
    checksum: Annotated[
        str | None, typer.Option(help="Fra forhåndsvisningen: gjør bare det den viste.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Klargjør kullet i Microsoft 365. Kan stoppes og startes igjen; ingenting lages to ganger."""
    from app.cli.runner import progress_bar

    cohort_id = id_of(cohort)
    with progress_bar(cohort_id, shown=not as_json) as tell:
        told = provision_now(cohort_id, checksum, tell)
    if as_json:
        write_json(told)
    else:
        write_line(_in_words(told))
    raise typer.Exit(DONE_IN_PART if told["waiting"] else 0)


def provision_now(cohort_id: int, checksum: str | None, tell: Callable[[], None]) -> dict[str, Any]:
    """Approve and work it here, or let a running service do it and follow."""
    from app.cli.runner import approve_and_follow
    from app.config import settings
    from app.errors import Conflict
    from jobs.runner import running_service, the_one_runner

    started = time.monotonic()
    try:
        with the_one_runner(settings()):
            run_id, unchanged, placed, requests = asyncio.run(_provision(cohort_id, checksum, tell))
    except Conflict:
        if not running_service(settings()).get("address"):
            raise
        run_id, unchanged, placed, requests = approve_and_follow(cohort_id, checksum, tell)
    return {
        "run_id": run_id,
        "placed": placed,
        "unchanged": unchanged,
        **_what_waits(cohort_id),
        "graph_requests": requests,
        "seconds": round(time.monotonic() - started, 2),
    }


async def _provision(
    cohort_id: int, checksum: str | None, tell: Callable[[], None]
) -> tuple[int | None, int, int, int]:
    from app.cli.runner import approve
    from app.config import settings
    from app.gc_tuning import settle_down
    from jobs import open_tenant
    from jobs.provision import ask_directory, settle_cohort

    settle_down()
    async with open_tenant(settings()) as tenant:
        await ask_directory(tenant, settings(), cohort_id)
        run_id, unchanged = approve(cohort_id, checksum)
        done = await settle_cohort(tenant, settings(), cohort_id, tell=tell)
        return run_id, unchanged, done.placed, done.graph_requests


def _what_waits(cohort_id: int) -> dict[str, Any]:
    from app.cli.runner import how_far

    progress = how_far(cohort_id)
    return {
        "waiting": progress.waiting,
        "problems": [
            {
                "key": problem.key,
                "problem": problem.problem,
                "next_step": problem.next_step,
                "next_try_at": problem.next_try_at and problem.next_try_at.isoformat(),
            }
            for problem in progress.problems
        ],
    }


def _in_words(told: dict[str, Any]) -> str:
    lines = [
        (
            f"{told['placed']} ting er lagt på plass, {told['unchanged']} var det fra før, {told['waiting']} venter "
            f"({told['graph_requests']} forespørsler på {told['seconds']:.1f} s)."
        )
    ]
    lines += [_waiting_line(waits) for waits in told["problems"][:10]]
    return "\n".join(lines)


def _waiting_line(waits: dict[str, Any]) -> str:
    from app.web import moment

    at = datetime.fromisoformat(waits["next_try_at"]) if waits["next_try_at"] else None
    again = f" Prøves igjen {moment(at)}." if at else ""
    return f"  Venter: {waits['problem']} {waits['next_step']}{again}"


def undo(
    cohort: CohortName,
    *,
    checksum: Checksum = None,
    as_json: Json = False,
) -> None:
    """Angre det siste døgnet: ta bort det ingen har rørt. Viser først hva som tas bort og hva som blir."""
    from app import provisioning
    from app.cli.drift import look_over
    from app.cli.runner import how_far, settle_now
    from app.config import settings
    from app.db import unit_of_work

    cohort_id = id_of(cohort)
    if checksum is None:
        look_over(cohort_id)
        with unit_of_work() as session:
            seen = provisioning.preview_undo(session, cohort_id, now=settings().clock())
    else:
        with unit_of_work() as session:
            seen = provisioning.undo(session, cohort_id, checksum=checksum, deed=deed())
        settle_now(cohort_id)
    if as_json:
        write_json(asdict(seen) | {"waiting": how_far(cohort_id).waiting})
    else:
        _write_undo(cohort, seen, done=checksum is not None)


def _of(team: str) -> str:
    return f" ({team})" if team else ""


def _write_undo(cohort: str, seen: UndoPreview, *, done: bool) -> None:
    write_line(f"{len(seen.removes)} ting {'er tatt' if done else 'vil bli tatt'} bort:")
    for one in seen.removes:
        write_line(f"  {one.name}{_of(one.team)}")
    write_line(f"{len(seen.leaves)} ting blir stående:")
    for one in seen.leaves:
        write_line(f"  {one.name}{_of(one.team)}: {one.why}")
    if seen.warning:
        write_line(seen.warning)
    if not done:
        write_line(f"Gjør det med: kull undo {cohort} --checksum {seen.checksum}")
