"""Skoleferier as a page: pasted, mended by line, corrected, removed; and where dates are shown, asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from support.service import ask

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

HERE = "/skoleferier"
WINTER = "Nordland;Vinterferie;01.03.2027;05.03.2027;nfk.no;2027"
NONE = "Ingen skoleferier er lagt inn, så ingen datoer er holdt opp mot dem."


def texts(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_rows_are_pasted_corrected_and_removed(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[str]:
        pages = [await client.get(HERE)]
        await client.post(HERE, data={"rows": WINTER, "form_key": "1"})
        pages.append(await client.get(HERE))
        corrected = {"county": "Nordland", "holiday": "Vinterferie", "source": "nfk.no", "year": "2027"}
        days = {"first_day": "2027-03-01", "last_day": "2027-03-08"}
        await client.post(f"{HERE}/1", data={**corrected, **days, "form_key": "2"})
        pages.append(await client.get(HERE))
        pages.append(await client.post(f"{HERE}/1", data={**corrected, "form_key": "3"}))
        await client.post(f"{HERE}/1/fjern", data={"form_key": "4"})
        pages.append(await client.get(HERE))
        return [texts(page.text) for page in pages]

    empty, pasted, corrected, refused, removed = ask(asked)
    assert NONE in empty
    assert "1 skoleferie er lagt inn." in pasted
    assert 'value="2027-03-08"' not in empty
    assert "8. mars 2027" in corrected or "08.03.2027" in corrected
    assert "En rad har fylke, ferie, første dag, siste dag, kilde, år, og alle må fylles ut." in refused
    assert NONE in removed


def test_a_wrong_line_is_named_what_was_pasted_stands_and_nothing_is_stored(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> tuple[int, str, str]:
        rows = f"{WINTER}\nNordland;Høstferie;04.10;08.10.2027;nfk.no;2027"
        answer = await client.post(HERE, data={"rows": rows, "form_key": "1"})
        return answer.status_code, answer.text, (await client.get(HERE)).text

    status, page, stored = ask(asked)
    assert status == 422
    assert '<a href="#rows">Linje 2: «04.10» er ingen dato. Skriv den slik: 28.02.2028.</a>' in page
    assert WINTER in page
    assert NONE in texts(stored)


def test_the_page_of_dates_asks_for_them_once_and_then_holds_the_dates_against_them(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[str]:
        new = {"programme": "torn-kull-3", "start_year": 2026, "name": "Kull"}
        await client.post("/api/cohorts", json=new)
        pages = [await client.get("/kull/1/datoer")]
        autumn = "Nordland;Høstferie;05.10.2026;09.10.2026;nfk.no;2026"
        await client.post(HERE, data={"rows": f"{WINTER}\n{autumn}", "form_key": "1"})
        pages.append(await client.get("/kull/1/datoer"))
        return [texts(page.text) for page in pages]

    before, after = ask(asked)
    missing = "Skoleferiene i skoleåret 2026–27 er ikke lagt inn, så datoene er ikke holdt opp mot dem."
    assert (before.count(missing), after.count(missing)) == (1, 0)
    assert "Det er vinterferie i Nordland (kilde: nfk.no 2027)." in after
