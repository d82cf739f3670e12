"""What a programme asks stands where people say yes: on Nytt kull, on Påmelding, and in its empty workbook."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from support import small_cohort
from support.service import ask

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

DEADLINE = "Påmeldingsfristen er søndag 1. mars 2026 (uke 9)."
REPLY = "Svar om plass kommer senest onsdag 18. mars 2026 (uke 12)."
HOURS = "Leder, prosjektleder, teamleder og fagansvarlig: møtene alene er om lag 58 timer"
AMOUNT = "Tildeling etter endt læringsnettverk (25 000 kroner)"


def _words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page).replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_days_and_the_hours_stand_where_people_say_yes(here: Path) -> None:
    cohort_id = small_cohort.started("torn-kull-3", 2026)

    async def seen(client: httpx.AsyncClient) -> tuple[list[str], bytes]:
        addresses = (
            "/nytt-kull?what=torn-kull-3&start_year=2026",
            f"/kull/{cohort_id}/pamelding",
            "/program/torn-kull-3",
        )
        pages = [(await client.get(address)).text for address in addresses]
        return pages, (await client.get(f"/kull/{cohort_id}/pamelding/mal")).content

    pages, book = ask(seen)
    found = [[text in _words(page) for text in (DEADLINE, REPLY, HOURS, AMOUNT)] for page in pages]
    assert found == [[True, True, True, False], [True, True, True, False], [False, False, True, True]]
    rows = list(load_workbook(BytesIO(book))["Forklaring"].iter_rows(values_only=True))
    assert rows[-6:-2] == [
        ("Påmelding", "Påmeldingsfristen er søndag 01.03.2026."),
        ("Påmelding", "Svar om plass kommer senest onsdag 18.03.2026."),
        ("Påmelding", "Påmeldingen er bindende."),
        ("Tid for hver", f"{HOURS}."),
    ]
