"""School holidays over HTTP: added together or not at all, corrected, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.service import ask

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

HERE = "/api/school-holidays"
WINTER = {
    "county": "Nordland",
    "name": "Vinterferie",
    "first_day": "2027-03-01",
    "last_day": "2027-03-05",
    "source": "nfk.no",
    "year": 2027,
}


def test_they_are_added_corrected_and_removed(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[Any]:
        added = await client.post(HERE, json={"holidays": [WINTER]})
        corrected = await client.put(f"{HERE}/1", json=WINTER | {"last_day": "2027-03-08"})
        removed = await client.delete(f"{HERE}/1")
        gone = await client.delete(f"{HERE}/1")
        left = await client.get(HERE)
        return [
            (added.status_code, added.json()),
            (corrected.status_code, corrected.json()),
            removed.status_code,
            (gone.status_code, gone.json()["type"]),
            left.json(),
        ]

    assert ask(asked) == [
        (201, {"added": [{"id": 1, **WINTER}], "stood": 0}),
        (200, {"id": 1, **WINTER, "last_day": "2027-03-08"}),
        204,
        (404, "urn:kull:no-such-school-holiday"),
        [],
    ]


def test_rows_that_are_wrong_are_named_by_number_and_none_is_stored(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> tuple[int, Any, Any]:
        wrong = [WINTER, WINTER | {"first_day": "1. mars"}, WINTER | {"county": " "}]
        answer = await client.post(HERE, json={"holidays": wrong})
        return answer.status_code, answer.json(), (await client.get(HERE)).json()

    status, said, stored = ask(asked)
    assert (status, said["type"], stored) == (422, "urn:kull:school-holidays-unreadable", [])
    assert said["problems"] == [
        {"line": 2, "text": "«1. mars» er ingen dato. Skriv den slik: 28.02.2028."},
        {
            "line": 3,
            "text": "En rad har fylke, ferie, første dag, siste dag, kilde, år, og alle må fylles ut.",
        },
    ]
