"""The first lines of a request: what no browser sends is refused, whatever it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import REGISTRY
from support.service import ask

from app.web.http.heads import declared_bytes

if TYPE_CHECKING:
    from pathlib import Path

    import httpx


def test_v4_2_invented_methods_and_heads_that_are_too_long_are_refused_at_each_anonymous_door(
    here: Path,
) -> None:
    async def asked(client: httpx.AsyncClient) -> list[list[int]]:
        doors = (
            "/graph/notifications",
            "/sign-in",
            "/oppmote/x",
            "/health/ready",
            "/kalender/x.ics",
            "/nowhere",
        )
        return [
            [
                (await client.request("BREW" * 5000, door)).status_code,
                (await client.get(door, params={"next": "/" + "x" * 16_384})).status_code,
                (await client.get(door, headers={"X-Long": "x" * 16_384})).status_code,
            ]
            for door in doors
        ]

    assert ask(asked, as_role=None) == [[501, 414, 431]] * 6


def test_v16_2_a_method_and_a_path_that_are_invented_make_no_label(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> None:
        for number in range(3):
            await client.request(f"BREW{number}", f"/kaffe/{number}")

    ask(asked, as_role=None)
    labels = [
        sample.labels
        for metric in REGISTRY.collect()
        if metric.name == "kull_requests"
        for sample in metric.samples
    ]
    assert [one for one in labels if "BREW" in one["method"] or "kaffe" in one["route"]] == []
    assert {"method": "other", "route": "other", "status": "501"} in labels


def test_a_size_is_read_where_it_is_one() -> None:
    said = ({"content-length": "12"}, {"content-length": "-1"}, {"content-length": "mye"}, {})
    assert [declared_bytes(one) for one in said] == [12, 0, 0, 0]
