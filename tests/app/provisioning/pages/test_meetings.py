"""A meeting's page says whose turn it is to be host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from support.service import ask
from support.small_cohort import started

from app.db import unit_of_work
from app.meetings import service as meetings

if TYPE_CHECKING:
    from pathlib import Path

    import httpx


def test_a_meetings_page_says_who_the_host_is(here: Path) -> None:
    cohort_id = started("torn-kull-3", 2026)
    with unit_of_work() as session:
        meeting = meetings.with_key(session, cohort_id=cohort_id, key="samling-2")
        meeting.details = {**meeting.details, "host": "PHRK & OPIN"}
        address = f"/kull/{cohort_id}/moter/{meeting.id}"

    async def shown(client: httpx.AsyncClient) -> str:
        return (await client.get(address)).text

    assert re.findall(r"<p>Vertskap: <bdi[^>]*>(.*?)</bdi>", ask(shown)) == ["PHRK &amp; OPIN"]
