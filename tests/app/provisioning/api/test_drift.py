"""Endret utenfra by terminal and over HTTP."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select
from support import small_cohort, tenant_census
from support.service import ask

from app.db import unit_of_work
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.sandbox_on_a_socket import SandboxOnASocket
    from support.terminal import Terminal


def _folder() -> TenantObject:
    with unit_of_work() as session:
        rows = session.exec(select(TenantObject).where(TenantObject.kind == "folder")).all()
        row = next(
            row for row in rows if row.parent_key is not None and row.parent_key.endswith("channel/files")
        )
        session.expunge(row)
    return row


def _noted() -> list[dict[str, Any]]:
    """The values that the last look wrote down, each once; none of what stands as we made it."""
    with unit_of_work() as session:
        seen = session.exec(select(TenantObject.seen).where(col(TenantObject.seen).is_not(None))).all()
    return [dict(one) for one in {tuple((row or {})["value"].items()) for row in seen}]


def _remove(sandbox: SandboxOnASocket, folder: TenantObject) -> None:
    drive, _, item = (folder.external_id or "").partition("/")
    tenant = tenant_census.Tenant(sandbox.address)
    tenant.http.delete(f"{sandbox.address}/v1.0/drives/{drive}/items/{item}").raise_for_status()
    tenant.close()


def test_a_folder_deleted_by_hand_is_told_of_and_put_back_from_the_terminal(
    here: Path, sandbox: SandboxOnASocket, kull: Terminal
) -> None:
    small_cohort.begin("torn-kull-3", 2026)
    before, folder = small_cohort.seen_in(sandbox.address), _folder()
    _remove(sandbox, folder)
    found = kull.json("drift", "1")["drifted"]
    assert [(one["key"], one["kind"], one["what"], one["seen"]) for one in found] == [
        (folder.key, "folder", "borte", None)
    ]
    told = kull.run("drift", "1").stdout
    assert f"mappen {(folder.wanted or {})['name']}: borte" in told
    assert "Velg: --put-back, --let-go" in told

    done = kull.json("drift", "1", "--put-back", folder.key)
    assert (folder.key in done["concerned"], done["waiting"]) == (True, 0)
    assert small_cohort.seen_in(sandbox.address) == before
    assert kull.json("drift", "1") == {"drifted": []}
    assert _noted() == [{}]
    refused = kull.run("drift", "1", "--adopt", folder.key)
    assert (refused.returncode, refused.stderr) == (
        1,
        "Denne er ikke endret utenfra, så det er ingenting å bestemme.\n",
    )


def test_the_same_over_http_where_the_runner_looks_when_asked(here: Path, sandbox: SandboxOnASocket) -> None:
    small_cohort.begin("torn-kull-3", 2026)
    before, folder = small_cohort.seen_in(sandbox.address), _folder()
    _remove(sandbox, folder)

    async def job(client: httpx.AsyncClient) -> None:
        never = (await client.get("/api/cohorts/1/drift")).json()
        assert (never["looked_at"], never["drifted"]) == (None, [])
        asked = await client.post("/api/cohorts/1/drift")
        assert asked.status_code == 202
        seen = await _until(client, lambda drift: drift["looked_at"])
        assert [(one["key"], one["choices"]) for one in seen["drifted"]] == [
            (folder.key, ["put_back", "let_go"])
        ]
        choice = {"key": folder.key, "decision": "put_back"}
        decided = await client.post("/api/cohorts/1/drift/decisions", json=choice)
        assert (decided.status_code, folder.key in decided.json()["concerned"]) == (200, True)
        again = await client.post("/api/cohorts/1/drift/decisions", json=choice)
        assert (again.status_code, again.json()["title"]) == (409, "Kan ikke gjøres nå")
        for _ in range(1200):  # two minutes: only a service that hangs meets them
            progress = (await client.get("/api/cohorts/1/provision")).json()
            if progress["waiting"] == 0:
                return
            await asyncio.sleep(0.1)

    ask(job)
    assert small_cohort.seen_in(sandbox.address) == before


async def _until(client: httpx.AsyncClient, ready: Any) -> Any:
    for _ in range(1200):
        drift = (await client.get("/api/cohorts/1/drift")).json()
        if ready(drift):
            return drift
        await asyncio.sleep(0.1)
    raise AssertionError("nobody looked")
