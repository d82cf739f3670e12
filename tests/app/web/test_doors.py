"""The service over HTTP: who may ask, what a refusal looks like, and the main job by API."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import col, select
from support.paths import ROOT
from support.service import HERE, ask

from app.audit import AuditRecord
from app.config import settings
from app.db import unit_of_work
from app.errors import Refused
from app.main import create_app

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

EXAMPLE = ROOT / "examples" / "torn-kull-3" / "enrolment.xlsx"
NEW = {"programme": "torn-kull-3", "start_year": 2026, "name": "Tørn kull 3"}


def test_the_main_job_by_api(here: Path) -> None:
    async def job(client: httpx.AsyncClient) -> None:
        made = await client.post("/api/cohorts", json=NEW)
        assert (made.status_code, made.headers["location"]) == (201, "/api/cohorts/1")
        sheet = {"workbook": ("enrolment.xlsx", EXAMPLE.read_bytes())}
        enrolled = (await client.post("/api/cohorts/1/enrolment", files=sheet)).json()
        assert (enrolled["teams_added"], enrolled["people"]) == (15, 95)
        seen = await _seen_with_people(client)
        run = await client.post("/api/cohorts/1/provision", json={"checksum": seen["checksum"]})
        assert (run.status_code, run.headers["location"]) == (202, "/api/cohorts/1/provision")
        progress = await _settled(client)
        assert (progress["waiting"], progress["problems"], progress["by_kind"]["channel"]) == (
            0,
            [],
            [15, 15],
        )
        assert _audited() == (
            progress["total"] - 17,
            [],
        )  # General and sixteen file areas are found, not made
        page = (await client.get("/kull/1")).text
        assert f"{progress['total']} av {progress['total']} ting er på plass i Microsoft 365." in page

    ask(job)


def _audited() -> tuple[int, list[str]]:
    """How many things the audit says were made, and which without Microsoft's request id."""
    with unit_of_work() as session:
        made = session.exec(select(AuditRecord).where(col(AuditRecord.act).like("% created"))).all()
        return len(made), [record.about for record in made if record.request_id is None]


async def _seen_with_people(client: httpx.AsyncClient) -> Any:
    """Look at the preview once the directory has been asked who has an account: until then it may change."""
    for _ in range(600):
        seen = (await client.get("/api/cohorts/1/preview")).json()
        if any(change["kind"] == "member" for change in seen["changes"]):
            return seen
        await asyncio.sleep(0.1)
    pytest.fail("nobody was looked up")


async def _settled(client: httpx.AsyncClient) -> Any:
    """Follow until everything wanted is there; members come once the directory has been asked."""
    for _ in range(600):
        progress = (await client.get("/api/cohorts/1/provision")).json()
        if progress["settled"] == progress["total"] and "member" in progress["by_kind"]:
            return progress
        await asyncio.sleep(0.1)
    pytest.fail("the cohort did not settle")


def test_an_old_checksum_is_refused_and_writes_nothing(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> httpx.Response:
        await client.post("/api/cohorts", json=NEW)
        refused = await client.post("/api/cohorts/1/provision", json={"checksum": "0123456789abcdef"})
        assert (await client.get("/api/cohorts/1/provision")).json()["total"] == 0
        return refused

    refused = ask(asked)
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json() == {
        "type": "urn:kull:changed-since-preview",
        "title": "Kan ikke gjøres nå",
        "status": 409,
        "detail": "Noe er endret siden forhåndsvisningen. Se over den på nytt før du godkjenner.",
    }


def test_a_program_tells_refusals_of_one_status_apart(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[tuple[int, str]]:
        await client.post("/api/cohorts", json=NEW)
        refused = [
            await client.post("/api/cohorts", json=NEW),
            await client.post("/api/cohorts/1/provision", json={"checksum": "0123456789abcdef"}),
            await client.post("/api/cohorts", json={"name": "Uten år"}),
            await client.get("/api/cohorts/2/preview"),
            await client.get("/api/nowhere"),
        ]
        return [(one.status_code, one.json()["type"]) for one in refused]

    assert ask(asked) == [
        (409, "urn:kull:cohort-name-taken"),
        (409, "urn:kull:changed-since-preview"),
        (422, "urn:kull:request-malformed"),
        (404, "urn:kull:no-such-cohort"),
        (404, "about:blank"),
    ]


def test_the_description_of_the_api_says_what_a_problems_type_is(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> httpx.Response:
        return await client.get("/api/openapi.json")

    refusal = ask(asked).json()["paths"]["/api/cohorts"]["post"]["responses"]["409"]
    assert refusal["content"]["application/problem+json"]["schema"]["properties"]["type"] == {
        "type": "string",
        "pattern": "^(about:blank|urn:kull:[a-z0-9-]+)$",
        "description": "Årsaken, for programmer: hver kode står i docs/errors.md.",
    }


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 204),
        ({"Origin": HERE}, 204),
        ({"Origin": HERE, "Sec-Fetch-Site": "same-origin"}, 204),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Host": "evil.example"}, 400),
    ],
)
def test_only_this_machine_and_this_site_may_change_anything(
    here: Path, headers: dict[str, str], status: int
) -> None:
    answer = ask(lambda client: client.post("/health/wake", headers=headers))
    assert answer.status_code == status


def test_every_answer_carries_the_strict_headers(here: Path) -> None:
    answer = ask(lambda client: client.get("/"))
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_no_cohorts_is_a_beginning(here: Path) -> None:
    assert "Ingen kull ennå." in ask(lambda client: client.get("/")).text


def test_the_service_refuses_to_start_in_live_mode(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KULL_TENANT", "live")
    settings.cache_clear()
    with pytest.raises(Refused, match="KULL_ENTRA_TENANT_ID mangler"):
        create_app()


def test_the_runner_works_in_the_same_embedded_sandbox_that_others_reach(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KULL_SANDBOX_URL", "")
    settings.cache_clear()
    assert (
        ask(lambda client: client.get("/api/cohorts")).json() == []
    )  # signed in as somebody the runner introduced
