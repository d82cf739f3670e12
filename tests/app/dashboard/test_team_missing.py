"""A team reads what it lacks, and what to do about it."""

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


def test_a_teams_page_says_what_is_missing_and_what_to_do(here: Path) -> None:
    small_cohort.started("torn-kull-3", 2026)
    with unit_of_work() as session:
        uid = session.exec(select(Team.uid).where(Team.name == "Kirurgi")).one()

    async def look(client: httpx.AsyncClient) -> str:
        return (await client.get(f"/team/{uid}")).text

    page = ask(look)
    said = re.findall(r"<strong>Teamet ([^<]+)</strong> ([^<]+)</li>", page)
    find = "Finn en som kan være med, og skriv det under «Meld endring i teamet»."
    assert said == [
        ("mangler leder.", find),
        ("mangler tillitsvalgt eller verneombud.", find),
        ("mangler måleansvarlig.", find),
        ("har 2 i teamet; 4–6 er anbefalt.", find),
        (
            "har 0 med grunnkurs i kvalitetsforbedring; minst 2 bør ha det.",
            "Meld noen på kurset. Har noen tatt det alt, så si fra til forbedringsenheten.",
        ),
        (
            "mangler forbedringsveileder.",
            "Forbedringsenheten finner en til dere. Hører dere ikke noe, så spør dem.",
        ),
    ]
