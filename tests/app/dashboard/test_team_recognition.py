"""A team's page says what the team can get, and calls its mentor as the programme does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlmodel import select
from support import small_cohort
from support.service import ask

from app.cohorts.models import Team
from app.db import unit_of_work

if TYPE_CHECKING:
    from pathlib import Path

    import httpx


def test_a_teams_page_tells_its_recognition_and_the_programmes_name_for_a_mentor(here: Path) -> None:
    cohort_id = small_cohort.started("torn-kull-3", 2026)
    small_cohort.enrol(cohort_id, small_cohort.TEAMS)
    with unit_of_work() as session:
        uid = session.exec(select(Team.uid)).first()

    async def seen(client: httpx.AsyncClient) -> str:
        return (await client.get(f"/team/{uid}")).text

    page = ask(seen)
    assert "Tildeling etter endt læringsnettverk" in page
    assert [re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<h2>(.*?)</h2>", page)][2:4] == [
        "Forbedringsveileder",
        "Dette kan teamet få",
    ]
