"""Nytt kull: the newest version is meant, and an earlier one can be chosen, on the page and by programs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from support.service import ask

from app.db import unit_of_work
from app.meetings import service as meetings

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

VERSION = re.compile(r"<p>(Du ser versjon [^<]+)</p>")
CHOICES = re.compile(r'<a href="([^"]+)">versjon (\d+)</a>')
MEETINGS = re.compile(r'<th scope="row" lang="nb">([^<]+)</th>')
FOLLOWS = "Et kull følger versjonen det starter med, til noen tar i bruk en nyere."


def _gatherings(cohort_id: int) -> list[str]:
    with unit_of_work() as session:
        return [one.key for one in meetings.of_cohort(session, cohort_id)]


def test_the_newest_is_shown_and_the_earlier_ones_are_a_click_away(here: Path) -> None:
    async def look(client: httpx.AsyncClient) -> tuple[str, str, str]:
        newest = await client.get("/nytt-kull?what=vestre-viken&start_year=2027&name=Lier")
        path = CHOICES.findall(newest.text)[1][0].replace("&amp;", "&")
        return newest.text, path, (await client.get(path)).text

    newest, path, first = ask(look)
    assert VERSION.findall(newest) == [f"Du ser versjon 3, den nyeste. {FOLLOWS}"]
    assert [number for _, number in CHOICES.findall(newest)] == ["2", "1"]
    assert path == "/nytt-kull?what=vestre-viken&start_year=2027&name=Lier&version=1"
    assert VERSION.findall(first) == [
        f"Du ser versjon 1, en tidligere versjon. Den nyeste er versjon 3. {FOLLOWS}"
    ]
    assert [MEETINGS.findall(page) for page in (newest, first)] == [
        ["Samling 1", "Samling 2", "Samling 3"],
        ["Samling 1", "Samling 2", "Samling 3", "Samling 4"],
    ]


def test_a_programme_with_one_version_says_nothing_of_versions(here: Path) -> None:
    async def look(client: httpx.AsyncClient) -> str:
        return (await client.get("/nytt-kull?what=unn-tavlemoter&start_year=2027")).text

    assert VERSION.findall(ask(look)) == []


def test_the_version_that_was_shown_is_the_one_that_is_started(here: Path) -> None:
    async def start(client: httpx.AsyncClient) -> str:
        typed = {
            "what": "vestre-viken",
            "start_year": "2027",
            "name": "Lier",
            "version": "1",
            "form_key": "1",
        }
        shown = (await client.get("/nytt-kull", params=typed)).text
        await client.post("/nytt-kull", data=typed)
        return shown

    assert '<input type="hidden" name="version" value="1">' in ask(start)
    assert _gatherings(1) == ["samling-1", "samling-2", "samling-3", "samling-4"]


def test_a_program_names_the_version_it_means(here: Path) -> None:
    async def start(client: httpx.AsyncClient) -> list[tuple[int, str]]:
        usual = {"start_year": 2027, "programme": "vestre-viken"}
        answers = [
            await client.post("/api/cohorts", json=usual | {"name": "Lier", "version": 1}),
            await client.post("/api/cohorts", json=usual | {"name": "Nyeste"}),
            await client.post("/api/cohorts", json=usual | {"name": "Ingen", "version": 4}),
            await client.post(
                "/api/cohorts", json={"start_year": 2028, "like": "Lier", "name": "Som", "version": 1}
            ),
        ]
        return [(one.status_code, one.json().get("detail", "")) for one in answers]

    assert ask(start) == [
        (201, ""),
        (201, ""),
        (404, "Programmet «vestre-viken» har ingen versjon 4."),
        (422, "Et kull som ligner et annet, har ingen versjon å velge."),
    ]
    assert [len(_gatherings(number)) for number in (1, 2)] == [4, 3]
