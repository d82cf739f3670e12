"""A Microsoft Team that IT made is worked in, and stays IT's."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest
from support import small_cohort, tenant_census

from app.audit import Deed
from app.config import settings
from app.db import unit_of_work
from app.errors import Conflict, Invalid
from app.provisioning.drift.report import drift_of
from app.provisioning.lifecycle import start as starting
from jobs.clock import WallClock
from jobs.provision.refresh import refresh_cohort
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

LINK = "https://teams.microsoft.com/l/team/19%3aabc/conversations?groupId={}&tenantId=t"


def _made_by_it(address: str) -> str:
    """Make a group and a Team on it, as somebody else's app."""
    tenant = tenant_census.Tenant(address)
    owner = f"https://graph.microsoft.com/v1.0/users/{tenant.all('/users')[0]['id']}"
    group = {
        "displayName": "IT sitt team",
        "mailNickname": "it-team",
        "mailEnabled": True,
        "securityEnabled": False,
        "groupTypes": ["Unified"],
        "owners@odata.bind": [owner],
        "members@odata.bind": [owner],
    }
    made = tenant.http.post(f"{address}/v1.0/groups", json=group).json()["id"]
    tenant.http.put(f"{address}/v1.0/groups/{made}/team", json={}).raise_for_status()
    tenant.close()
    return str(made)


def _adopt(cohort_id: int, link: str) -> str:
    with unit_of_work() as session:
        return starting.adopt_msteam(
            session, cohort_id, link=link, deed=Deed(actor="rhf", at=small_cohort.now())
        )


async def _drifted(cohort_id: int) -> list[str]:
    async with open_tenant(settings()) as tenant:
        await refresh_cohort(tenant, cohort_id, WallClock(settings().clock))
    with unit_of_work() as session:
        return [one.key for one in drift_of(session, cohort_id).drifted]


def test_a_team_that_it_made_keeps_its_name_and_gets_our_channels(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    msteam = _made_by_it(sandbox.address)
    cohort_id = small_cohort.started("torn-kull-3", 2026)
    assert _adopt(cohort_id, LINK.format(msteam)) == msteam
    small_cohort.provision(cohort_id)
    answer = httpx.get(
        f"{sandbox.address}/_sandbox/tables/group", headers={"accept": "application/json"}
    ).json()
    assert [group["displayName"] for group in answer["value"]] == ["IT sitt team"]
    channels = sorted(channel["displayName"] for channel in sandbox.state.by("channel", "team", msteam))
    assert channels == ["General", "Kirurgi", "Medisin"]
    assert asyncio.run(_drifted(cohort_id)) == []
    before = sandbox.writes()
    small_cohort.provision(cohort_id)
    assert sandbox.writes() == before


def test_a_cohort_that_has_a_team_does_not_change_it(here: Path) -> None:
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    with pytest.raises(Conflict, match="har alt et Microsoft-team"):
        _adopt(cohort_id, LINK.format("00000000-0000-4000-8000-000000000000"))


def test_a_link_without_a_team_in_it_is_refused(here: Path) -> None:
    cohort_id = small_cohort.started("torn-kull-3", 2026)
    with pytest.raises(Invalid, match="groupId="):
        _adopt(cohort_id, "https://teams.microsoft.com/l/channel/19%3aabc")
