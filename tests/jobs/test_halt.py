"""The halt is looked for at most once a second, and each time while it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.audit import Deed
from app.config import settings
from app.db import migrate, unit_of_work
from app.halt import service as halt
from jobs.halt import HaltLight

if TYPE_CHECKING:
    from pathlib import Path

    from support.terminal import Terminal


def _deed() -> Deed:
    return Deed(actor="it@example.no", at=settings().clock())


def test_a_halt_is_known_within_a_second_and_its_end_at_once(here: Path) -> None:
    migrate()
    seconds = [10.0]
    light = HaltLight(now=lambda: seconds[0])
    seen = [light()]
    with unit_of_work() as session:
        halt.stop_writing(session, deed=_deed())
    for now in (10.9, 11.0):
        seconds[0] = now
        seen.append(light())
    with unit_of_work() as session:
        halt.resume_writing(session, deed=_deed())
    assert [*seen, light()] == [False, False, True, False]


def test_the_terminal_says_it_when_work_is_asked_for_and_the_doctor_fails(kull: Terminal) -> None:
    kull.run("cohorts", "new", "--programme", "torn-kull-3", "--start-year", "2026", "--name", "Kull")
    stopped = kull.run("stop", "--why", "Feil navn")
    refused = kull.run("provision", "1")
    ill = {one["name"]: one["ok"] for one in kull.json("doctor", exit_code=1)["checks"]}
    sentence = stopped.stdout.partition(" Tjenesten skriver")[0]
    assert sentence.endswith(
        "har stanset all skriving til Microsoft 365 (siden 01.04.2026 kl. 08.00). Begrunnelse: «Feil navn». "
        "Ingenting blir laget, endret eller sendt før noen slipper det løs."
    )
    assert (refused.returncode, refused.stderr.splitlines()[-1]) == (
        3,
        f"{sentence} Slipp løs med: kull go",
    )
    assert [name for name, is_ok in ill.items() if not is_ok] == ["halt"]
    assert kull.run("go").stdout == "Skrivingen er sluppet løs, og arbeidet går videre.\n"
    assert kull.run("go").stdout == "Ingenting var stanset.\n"
    assert kull.json("doctor")["ok"]
