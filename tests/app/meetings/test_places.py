"""A place that only alternates is chosen later, and everybody invited is told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.small_cohort import INVITED, begin, mail_in, work
from typer.testing import CliRunner

from app.cli import kull
from app.db import unit_of_work
from app.meetings import service as meetings

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket


def test_the_place_of_a_gathering_goes_out_to_all_once(here: Path, sandbox: SandboxOnASocket) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    before = {address: len(kinds) for address, kinds in mail_in(sandbox.address).items()}
    placed = ["meetings", "set-place", str(cohort_id), "samling-1", "--place", "Tromsø, UNN"]
    answer = CliRunner().invoke(kull, placed, catch_exceptions=False)
    assert answer.stdout == "Samling 1: 2026-09-16 kl. 00:00, Tromsø, UNN.\n"
    work(cohort_id)
    work(cohort_id)
    after = mail_in(sandbox.address)
    assert {address: after[address][before[address] :] for address in after} == {
        address: ["update"] for address in INVITED
    }
    with unit_of_work() as session:
        assert meetings.with_key(session, cohort_id=cohort_id, key="samling-1").place == "Tromsø, UNN"
