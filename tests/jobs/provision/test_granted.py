"""What was refused is tried again at once when our token carries other permissions, and when a person provisions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
from sqlmodel import col, select
from support import small_cohort
from support.handing_in import look

from app.config import settings
from app.db import unit_of_work
from app.health import UnreadableSource
from app.provisioning.ledger.models import TenantObject
from graph_adapters.sandbox.engine.faults import Fault, rules
from jobs.permissions import granted_in
from jobs.provision.settle import settle_everything
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket


def _settle() -> None:
    async def settled() -> None:
        async with open_tenant(settings()) as tenant:
            await settle_everything(tenant, settings())

    asyncio.run(settled())


def _waiting() -> int:
    with unit_of_work() as session:
        return len(session.exec(select(TenantObject).where(col(TenantObject.cause) == "person")).all())


def _refused(sandbox: SandboxOnASocket) -> int:
    """Begin a cohort whose plans are refused; return its number once they are let in and wait their time."""
    rules(sandbox.state).append(Fault(operation="plan.create", status=403, times=0))
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    _settle()
    rules(sandbox.state).clear()
    assert _waiting() == 2
    return cohort_id


def _grant(sandbox: SandboxOnASocket, roles: list[str]) -> None:
    httpx.patch(f"{sandbox.address}/_sandbox/settings", json={"roles": roles}).raise_for_status()


def _granted(sandbox: SandboxOnASocket) -> list[str]:
    async def asked() -> list[str]:
        async with open_tenant(settings()) as tenant:
            return sorted(granted_in(await tenant.connection.token()))

    return asyncio.run(asked())


def test_a_new_permission_has_what_was_refused_tried_at_once(here: Path, sandbox: SandboxOnASocket) -> None:
    cohort_id = _refused(sandbox)
    rules(sandbox.state).append(Fault(operation="driveItem.delta", status=403, times=0))
    look(cohort_id)
    rules(sandbox.state).clear()
    _settle()
    assert _waiting() == 2
    _grant(sandbox, [*_granted(sandbox), "Reports.Read.All"])
    _settle()
    with unit_of_work() as session:
        library = session.exec(select(UnreadableSource)).one()
        tried_at_once = library.next_try_at <= settings().clock()
    assert (_waiting(), tried_at_once) == (0, True)


def test_provisioning_again_has_what_was_refused_tried_at_once(here: Path, sandbox: SandboxOnASocket) -> None:
    cohort_id = _refused(sandbox)
    small_cohort.provision(cohort_id)
    assert _waiting() == 0
