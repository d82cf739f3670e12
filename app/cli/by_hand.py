"""`kull by-hand`: what people place themselves, because the tenant does not let us."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.terminal.arguments import CohortName, deed, id_of
from app.cli.terminal.output import Json, write_json, write_line

if TYPE_CHECKING:
    from app.provisioning import Chosen, HandWork


def by_hand(
    cohort: CohortName,
    *,
    done: Annotated[str | None, typer.Option(metavar="NØKKEL", help="Merk denne som gjort.")] = None,
    link: Annotated[str | None, typer.Option(help="Lenken til det som ble laget.")] = None,
    everything: Annotated[
        bool, typer.Option("--all-done", help="Merk alt som ikke trenger lenke, som gjort.")
    ] = False,
    save_files: Annotated[Path | None, typer.Option(help="Legg filene i denne mappen.")] = None,
    as_json: Json = False,
) -> None:
    """Vis det som skal gjøres for hånd: navn, adresser og steg. Merk det som gjort etterpå."""
    from app.cli.runner import settle_now

    cohort_id = id_of(cohort)
    if done or everything:
        _mark(cohort_id, done, link)
        settle_now(cohort_id)
    how, waiting = _list(cohort_id)
    if save_files:
        _save(cohort_id, waiting, save_files)
    if as_json:
        write_json({"capabilities": list(map(asdict, how)), "by_hand": list(map(asdict, waiting))})
    else:
        _tell(how, waiting)


def _mark(cohort_id: int, key: str | None, link: str | None) -> None:
    from app.db import unit_of_work
    from app.provisioning import mark_all_done, mark_done

    with unit_of_work() as session:
        if key:
            mark_done(session, cohort_id, key=key, link=link, deed=deed())
        else:
            mark_all_done(session, cohort_id, deed=deed())


def _list(cohort_id: int) -> tuple[list[Chosen], list[HandWork]]:
    from app.config import settings
    from app.db import unit_of_work
    from app.provisioning import by_hand_list, chosen

    with unit_of_work() as session:
        return chosen(settings().modes), by_hand_list(session, cohort_id)


def _save(cohort_id: int, waiting: list[HandWork], folder: Path) -> None:
    from app.db import unit_of_work
    from app.provisioning import file_for

    with unit_of_work() as session:
        for work in waiting:
            if work.kind == "file":
                name, content = file_for(session, cohort_id, key=work.key)
                place = folder / str(work.team_id or "felles")
                place.mkdir(parents=True, exist_ok=True)
                (place / name).write_bytes(content)


def _tell(how: list[Chosen], waiting: list[HandWork]) -> None:
    for one in how:
        if one.mode == "off":
            write_line(f"Slått av: {one.capability}. {one.instead}")
    write_line(f"{len(waiting)} ting skal gjøres for hånd." if waiting else "Ingenting skal gjøres for hånd.")
    for work in waiting:
        write_line(f"\n{work.who}  [{work.key}]")
        for number, step in enumerate(work.steps, start=1):
            write_line(f"  {number}. {step}")
        for fact in work.facts:
            write_line(f"     {fact.label}: {fact.text.replace(chr(10), chr(10) + '       ')}")
