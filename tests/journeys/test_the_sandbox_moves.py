"""Restarted with its sandbox at another port, the service reads on: nothing is missed, and nothing comes twice."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
from support.handing_in import channel_of, drop, standing
from support.service_process import serving, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.terminal import Terminal

HEADINGS = "Foretak;Prioritet;Team;Navn;E-post;Rolle"
TEAMS = ["UNN;1;Kirurgi;Anne Berg;anne@example.no;teamleder", "UNN;2;Medisin;Siv Li;siv@example.no;teamleder"]
FIRST, SECOND = "05 Poster/Kirurgi.pdf", "05 Poster/Medisin.pdf"


def _began(kull: Terminal) -> None:
    (kull.folder / "p.csv").write_text("\n".join([HEADINGS, *TEAMS]), encoding="utf-8")
    year = str(datetime.now(UTC).year + 2)
    kull.json("cohorts", "new", "--programme", "torn-kull-3", "--start-year", year, "--name", "Kullet")
    kull.json("enrol", "import", "1", "p.csv")
    assert kull.json("provision", "1")["waiting"] == 0


@contextmanager
def _visited(kull: Terminal) -> Iterator[tuple[httpx.Client, str]]:
    """Serve, and give the improvement unit's browser and the sandbox's address, as /_sandbox tells it."""
    with serving(kull) as (_, address), httpx.Client(base_url=address, timeout=60) as client:
        client.headers["Authorization"] = f"Bearer {kull.run('token').stdout.strip()}"
        led_to = client.get("/_sandbox").headers["location"]
        assert httpx.get(led_to).is_success
        yield client, led_to.removesuffix("/_sandbox")


def _see_on_the_page(kull: Terminal, client: httpx.Client, team: str) -> None:
    """Have the channels looked through now, and wait until a team's file is on the page of submissions."""
    assert kull.json("collect", "1")["problems"] == []
    until(lambda: team in client.get("/kull/1/innleveringer").text)


def test_a_file_dropped_after_a_restart_at_another_port_is_seen_on_the_page(
    here: Path, kull: Terminal
) -> None:
    for name in ("KULL_SANDBOX_URL", "KULL_NOW"):  # the services and the commands go by one clock
        del kull.environment[name]
    _began(kull)
    with _visited(kull) as (client, first):
        drop(first, channel_of(1, "Kirurgi"), FIRST, by="anne@example.no")
        _see_on_the_page(kull, client, "Kirurgi")
    port = int((here / "sandbox.port").read_text())
    with socket.create_server(("127.0.0.1", port)), _visited(kull) as (client, second):
        drop(second, channel_of(1, "Medisin"), SECOND, by="siv@example.no")
        _see_on_the_page(kull, client, "Medisin")
        page = client.get("/kull/1/innleveringer").text
        status = client.get("/teknisk-status").text
    assert first != second
    assert [standing(1, team) for team in ("Kirurgi", "Medisin")] == [[("poster", "received", 1)]] * 2
    assert ("Kirurgi" in page, "Vi får ikke lest" in page) == (True, False)
    assert (f"{second}/_sandbox" in status, "Vi får ikke lest" in status) == (True, False)
