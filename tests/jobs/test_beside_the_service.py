"""`kull collect` beside a service that runs: the service looks, both tell of it, and nothing is taken in twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from support import small_cohort
from support.handing_in import channel_of, drop, look, standing
from support.service_process import serving

from app.config import settings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from support.sandbox_on_a_socket import SandboxOnASocket
    from support.terminal import Terminal

POSTER, REPORT = "05 Poster/Kirurgi.pdf", "03 Statusrapporter/Statusrapport 2.pdf"


def test_two_who_ask_at_once_while_the_service_runs_make_no_twin(
    here: Path, sandbox: SandboxOnASocket, kull: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    del kull.environment["KULL_NOW"]  # three processes go by one clock
    monkeypatch.delenv("KULL_NOW")
    settings.cache_clear()
    cohort_id = small_cohort.begin("torn-kull-3", settings().clock().year + 1)
    look(cohort_id)
    kirurgi = channel_of(cohort_id, "Kirurgi")
    with serving(kull):
        drop(sandbox.address, kirurgi, POSTER)
        drop(sandbox.address, kirurgi, REPORT)
        with ThreadPoolExecutor(2) as people:
            told = list(people.map(lambda _: kull.json("collect"), range(2)))
        assert {(one["unplaced"], tuple(one["problems"])) for one in told} == {(0, ())}
    assert standing(cohort_id, "Kirurgi") == [("statusrapport-2", "received", 1), ("poster", "received", 1)]
