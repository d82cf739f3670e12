"""The service signs the head of its audit when it starts and when it stops, and works on where it cannot."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from support.service import ask

from app.config import settings
from jobs.runner.anchor import try_to_anchor

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    import pytest


def anchors(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "audit-anchors.jsonl").read_text().splitlines()]


async def begin_cohort(client: httpx.AsyncClient) -> tuple[int, list[int]]:
    found = anchors(settings().audit_anchors.parent)
    made = await client.post(
        "/api/cohorts", json={"programme": "torn-kull-3", "start_year": 2027, "name": "Kull"}
    )
    return made.status_code, [one["position"] for one in found]


def test_v16_4_the_service_signs_the_log_when_it_starts_and_when_it_stops(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(begin_cohort) == (201, [0])
    first, last = anchors(here)
    assert (first["position"], last["position"] > 0, last["known_until"]) == (0, True, None)
    logged = [json.loads(line) for line in capsys.readouterr().err.splitlines() if "audit anchored" in line]
    assert [line["anchor"] for line in logged] == [first, last]


def test_a_key_that_is_away_stops_no_service_and_is_said(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(begin_cohort)
    settings().audit_key_file.unlink()
    assert try_to_anchor(settings()) is False
    assert len(anchors(here)) == 2
    assert "the audit was not anchored" in capsys.readouterr().err
    assert not settings().audit_key_file.exists()
