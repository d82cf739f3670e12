"""Hidden, activated, raised and closed, by terminal and over HTTP."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from support import small_cohort
from support.service import ask
from support.small_cohort import INVITED

from app.audit import Deed
from app.db import unit_of_work
from app.provisioning.lifecycle import hide

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.sandbox_on_a_socket import SandboxOnASocket
    from support.terminal import Terminal


def _hidden() -> int:
    cohort_id = small_cohort.started("torn-kull-3", 2026)
    with unit_of_work() as session:
        hide.hide_cohort(session, cohort_id, deed=Deed(actor="rhf", at=small_cohort.now()))
    small_cohort.provision(cohort_id)
    return cohort_id


def test_from_the_terminal_each_step_is_shown_before_it_is_taken(
    here: Path, sandbox: SandboxOnASocket, kull: Terminal
) -> None:
    _hidden()
    assert (small_cohort.seen_in(sandbox.address).members, small_cohort.mail_in(sandbox.address)) == ([], {})
    told = kull.run("cohorts", "activate", "1").stdout
    assert "Ingenting er gjort ennå." in told
    assert "Anne Aas: 7 innkallinger" in told
    checksum = kull.json("cohorts", "activate", "1")["checksum"]
    assert kull.json("cohorts", "activate", "1", "--checksum", checksum) == {"id": 1, "waiting": 0}
    assert sorted(small_cohort.seen_in(sandbox.address).members) == INVITED

    again = kull.run("cohorts", "activate", "1")
    assert (again.returncode, again.stderr) == (
        1,
        "Kullet er ikke skjult, så det er ingenting å aktivere.\n",
    )
    newest = kull.run("cohorts", "upgrade", "1")
    assert (newest.returncode, newest.stderr) == (1, "Kullet følger alt den nyeste versjonen (2).\n")

    checksum = kull.json("cohorts", "close", "1")["checksum"]
    assert kull.json("cohorts", "close", "1", "--checksum", checksum)["waiting"] == 0
    assert small_cohort.seen_in(sandbox.address).msteams == ["Kullet (2026–2027, avsluttet)"]
    assert kull.json("cohorts", "list")[0]["state"] == "closed"


def test_over_http_the_runner_does_what_was_approved(here: Path, sandbox: SandboxOnASocket) -> None:
    _hidden()

    async def job(client: httpx.AsyncClient) -> None:
        activation = (await client.get("/api/cohorts/1/activation")).json()
        refused = await client.post("/api/cohorts/1/activation", json={"checksum": "0"})
        assert refused.status_code == 409
        begun = await client.post("/api/cohorts/1/activation", json={"checksum": activation["checksum"]})
        assert (begun.status_code, begun.headers["location"]) == (202, "/api/cohorts/1/provision")
        await _settled(client)
        assert (await client.get("/api/cohorts/1/programme-version")).status_code == 409
        end = (await client.get("/api/cohorts/1/closing")).json()
        assert end["is_safe"] is False
        closed = await client.post("/api/cohorts/1/closing", json={"checksum": end["checksum"]})
        assert closed.status_code == 202
        await _settled(client)

    ask(job)
    census = small_cohort.seen_in(sandbox.address)
    assert (census.msteams, sorted(census.members)) == (["Kullet (2026–2027, avsluttet)"], INVITED)


async def _settled(client: httpx.AsyncClient) -> Any:
    for _ in range(300):
        progress = (await client.get("/api/cohorts/1/provision")).json()
        if progress["waiting"] == 0:
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it did not settle")
