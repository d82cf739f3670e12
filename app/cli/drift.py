"""`kull drift`: what others have changed in Microsoft 365, and what a person decides about it."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, cast

import typer

from app.cli.terminal.arguments import CohortName, deed, id_of
from app.cli.terminal.output import Json, write_json, write_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.provisioning import Decision, Drift, Drifted

Keys = list[str] | None
CHOICES = {"put_back": "--put-back", "adopt": "--adopt", "let_go": "--let-go", "clear": "--clear"}


def drift(
    cohort: CohortName,
    *,
    put_back: Annotated[Keys, typer.Option(metavar="NØKKEL", help="Sett denne tilbake.")] = None,
    let_go: Annotated[Keys, typer.Option(metavar="NØKKEL", help="Slipp denne; den lages ikke igjen.")] = None,
    adopt: Annotated[Keys, typer.Option(metavar="NØKKEL", help="Ta over denne som den er blitt.")] = None,
    clear: Annotated[
        Keys, typer.Option(metavar="NØKKEL", help="Ferdig med den gamle mappen til denne.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Vis hva andre har endret i Microsoft 365 siden vi la det på plass. Endrer bare det du bestemmer."""
    cohort_id = id_of(cohort)
    decided = list(_decided(put_back=put_back, let_go=let_go, adopt=adopt, clear=clear))
    if decided:
        _decide(cohort_id, decided, as_json=as_json)
        return
    found = _look(cohort_id)
    if as_json:
        write_json({"drifted": [asdict(one) for one in found.drifted]})
    else:
        _tell(found)


def _decided(**keys: Keys) -> Iterator[tuple[str, Decision]]:
    yield from ((key, cast("Decision", decision)) for decision, named in keys.items() for key in named or ())


def _decide(cohort_id: int, decided: list[tuple[str, Decision]], *, as_json: bool) -> None:
    from app.cli.runner import how_far, settle_now
    from app.db import unit_of_work
    from app.provisioning import decide_about_drift

    with unit_of_work() as session:
        said = deed()
        concerned = [
            one
            for key, decision in decided
            for one in decide_about_drift(session, cohort_id, key=key, decision=decision, deed=said)
        ]
    settle_now(cohort_id)
    waiting = how_far(cohort_id).waiting
    if as_json:
        write_json(
            {
                "decided": [{"key": key, "decision": decision} for key, decision in decided],
                "concerned": concerned,
                "waiting": waiting,
            }
        )
    else:
        write_line(f"Bestemt for {len(concerned)} ting. {waiting} venter.")


def _look(cohort_id: int) -> Drift:
    from app.db import unit_of_work
    from app.provisioning import drift_of

    look_over(cohort_id)
    with unit_of_work() as session:
        return drift_of(session, cohort_id)


def look_over(cohort_id: int) -> None:
    """Look at what stands in Microsoft 365 now, and write down what was seen."""
    from app.config import settings
    from jobs import WallClock, open_tenant
    from jobs.provision import refresh_cohort

    async def looked() -> None:
        async with open_tenant(settings()) as tenant:
            await refresh_cohort(tenant, cohort_id, WallClock(settings().clock))

    asyncio.run(looked())


def _tell(found: Drift) -> None:
    count = len(found.drifted)
    write_line(f"{count} ting er endret utenfra." if count else "Ingenting er endret utenfra.")
    if found.unseen:
        write_line(f"{found.unseen} ting fikk vi ikke sett på denne gangen.")
    for one in found.drifted:
        more = f", og {one.below} ting som stod i den" if one.below else ""
        write_line(f"  {one.name}: {one.what}{more}  [{one.key}]")
        _tell_what_to_do(one)
    for noted in found.noted:
        write_line(f"  {noted.said}  [{noted.key}]")
        for step in noted.steps:
            write_line(f"    - {step}")
    for old in found.left_behind:
        address = old.web_url or "(ukjent)"
        write_line(
            f"  Kanalen {old.name} ble laget på nytt. Den gamle mappen står her: {address}  [{old.key}]"
        )
        write_line("    Når det dere trenger, er flyttet: --clear")


def _tell_what_to_do(one: Drifted) -> None:
    """Tell the steps in Microsoft 365 first: they bring back what was there."""
    if one.said:
        write_line(f"    {one.said}")
    if one.restore_until:
        write_line(f"    Gjenopprett i Microsoft 365 (går til og med {one.restore_until:%d.%m.%Y}):")
    for step in one.restore:
        write_line(f"    - {step}")
    if one.made_anew:
        write_line(f"    {one.made_anew} {one.old_folder or ''}".rstrip())
    if one.choices:
        write_line(f"    Velg: {', '.join(CHOICES[choice] for choice in one.choices)}")
