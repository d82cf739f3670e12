"""Datoer: all that wait are confirmed at once but those on days people have off, which have a button each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from support.service import ask

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

PAGE = "/kull/1/datoer"
COPY = {
    "of": "torn-kull-3",
    "key": "helg",
    "name": "Helg",
    "owner": "Oss",
    "changes": {"meetings": {"samling-1": {"when": {"day": "09-19", "to": "09-20"}}}},
}
LEFT = "Disse er på en fridag og bekreftes én for én i tabellen under, om de ikke flyttes: Samling 1 ."


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


async def _begun(client: httpx.AsyncClient) -> None:
    await client.post("/api/programmes", json=COPY)
    new = {"programme": "helg", "start_year": 2026, "name": "Kull"}
    assert (await client.post("/api/cohorts", json=new)).status_code == 201


def test_all_at_once_leaves_a_weekend_and_says_so_and_its_own_button_confirms_it(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[str]:
        await _begun(client)
        pages = [await client.get(PAGE)]
        await client.post(f"{PAGE}/bekreft", data={"form_key": "1"})
        pages.append(await client.get(PAGE))
        (own,) = re.findall(r'action="(/kull/1/datoer/\d+/bekreft)"', pages[1].text)
        await client.post(own, data={"form_key": "2"})
        pages.append(await client.get(PAGE))
        return [page.text for page in pages]

    before, after, confirmed = ask(asked)
    assert ("Bekreft 1 dato" in before, "Bekreft 1 dato" in after) == (True, False)
    assert (LEFT in words(before), LEFT in words(after), LEFT in words(confirmed)) == (True, True, False)
    assert ("Bekreft dagen likevel" in after, "Bekreft dagen likevel" in confirmed) == (True, False)
    assert "Det er helg." in words(confirmed)
