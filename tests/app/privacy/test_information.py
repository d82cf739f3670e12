"""The information to participants: read by everybody without signing in, and the same in the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.paths import ROOT
from support.service import ask

from app.privacy.information import INTRODUCTION, SECTIONS, as_markdown

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

FILE = ROOT / "docs" / "privacy" / "informasjon.md"


def test_a_stranger_reads_it_and_the_foot_of_the_page_leads_to_it(here: Path) -> None:
    async def read(client: httpx.AsyncClient) -> tuple[int, str]:
        answer = await client.get("/personvern")
        return answer.status_code, answer.text

    status, page = ask(read, as_role=None)
    assert (status, INTRODUCTION in page, '<a href="/personvern">Personvern</a>' in page) == (200, True, True)
    assert [one.heading for one in SECTIONS if f"<h2>{one.heading}</h2>" not in page] == []
    assert "skriv til laeringsnettverk@example.no" in page


def test_the_document_is_the_same_text() -> None:
    assert FILE.read_text() == as_markdown()


def test_it_says_what_the_regulation_asks_for() -> None:
    said = as_markdown().casefold()
    for word in (
        *("behandlingsansvarlig", "personvernombudet", "brukes det til"),
        *("artikkel 6", "samtykke", "hvem ser det", "eøs", "slettes", "rettet", "protestere", "datatilsynet"),
        *("kommer fra", "av en maskin alene", "ta et ja tilbake"),
    ):
        assert word in said, word
