"""What a preview says of each kind adds up to what it says in all: on the page, to programs and in the terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from support.service import ask
from support.small_cohort import started
from typer.testing import CliRunner

from app.cli import kull as terminal
from app.web.language import COOKIE

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

ROW = re.compile(r'<tr><th scope="row">([^<]+)</th><td class="number">(\d+)</td></tr>')
TOTAL = re.compile(r"<li><span>[^<]+</span><strong>(\d+)</strong>")
HEADINGS = {
    "nb": ["Microsoft-team", "Kanaler", "Rapportbibliotek"],
    "nn": ["Microsoft-team", "Kanalar", "Rapportbibliotek"],
    "en": ["Microsoft teams", "Channels", "Report libraries"],
}


@pytest.fixture
def previewed(here: Path) -> list[str]:
    """The lines of the terminal's preview of a cohort nothing has been made of; the directory has been asked."""
    started("torn-kull-3", 2028)
    return CliRunner().invoke(terminal, ["preview", "1"], catch_exceptions=False).stdout.splitlines()


@pytest.mark.parametrize("language", list(HEADINGS))
def test_the_pages_table_adds_up_to_its_total_in_every_language(previewed: list[str], language: str) -> None:
    async def look(client: httpx.AsyncClient) -> str:
        return (await client.get("/kull/1/klargjoring", headers={"Cookie": f"{COOKIE}={language}"})).text

    page = ask(look)
    rows = ROW.findall(page)
    assert sum(int(number) for _, number in rows) == int(TOTAL.findall(page)[0])
    assert [heading for heading, _ in rows if heading in HEADINGS[language]] == HEADINGS[language]


def test_programs_are_told_the_same_counts_by_kind(previewed: list[str]) -> None:
    async def look(client: httpx.AsyncClient) -> dict[str, dict[str, int]]:
        seen = (await client.get("/api/cohorts/1/preview")).json()
        return {action: {**kinds, "": seen["counts"][action]} for action, kinds in seen["by_kind"].items()}

    told = ask(look)
    assert list(told) == ["create", "change", "withdraw", "unchanged"]
    totals = {action: kinds.pop("") for action, kinds in told.items()}
    assert {action: sum(kinds.values()) for action, kinds in told.items()} == totals
    assert told["create"]["library"] == 1


def test_the_terminal_names_every_kind_it_counts(previewed: list[str]) -> None:
    total = int(re.findall(r"Vil opprette (\d+)", previewed[0])[0])
    numbers = re.findall(r"(?:: |, )(\d+) ", previewed[1])
    assert previewed[1].startswith("  Opprettes: 1 Microsoft-team, 2 kanaler, ")
    assert "1 rapportbibliotek" in previewed[1]
    assert sum(map(int, numbers)) == total
