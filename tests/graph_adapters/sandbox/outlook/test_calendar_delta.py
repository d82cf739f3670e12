"""Rounds of changes in a calendar: the first tells what is there, the next what became of it."""

import base64
import json
from typing import Any

from support.sandbox.tenant import ORGANISER, Client, live, new_event

EVENTS = f"/users/{ORGANISER}/events"
WINDOW = "startDateTime=2027-01-01T00:00:00Z&endDateTime=2027-02-01T00:00:00Z"
DELTA = f"/users/{ORGANISER}/calendarView/delta?{WINDOW}"
Rows = list[dict[str, Any]]


async def _made(ask: Client, number: int) -> list[str]:
    answers = [await ask.ask("POST", EVENTS, new_event(subject=f"Møte {n}")) for n in range(number)]
    return [answer.json()["id"] for answer in answers]


async def _page(ask: Client, link: str) -> dict[str, Any]:
    answer = await ask.http.get(link, headers={"Prefer": "odata.maxpagesize=5"})
    page: dict[str, Any] = answer.json()
    return page


async def _first(ask: Client) -> dict[str, Any]:
    page: dict[str, Any] = (await ask.ask("GET", DELTA, Prefer="odata.maxpagesize=5")).json()
    return page


async def _rest(ask: Client, page: dict[str, Any]) -> tuple[Rows, str]:
    """What is on the pages after this one, and the link to what comes later."""
    rows: Rows = []
    while "@odata.nextLink" in page:
        page = await _page(ask, page["@odata.nextLink"])
        rows += page["value"]
    return rows, page["@odata.deltaLink"]


def _removed(rows: Rows) -> list[str]:
    return [row["id"] for row in rows if "@removed" in row]


def test_a_first_round_tells_no_removal_on_any_of_its_pages() -> None:
    async def scenario(ask: Client) -> None:
        made = await _made(ask, 23)
        for event in made[::2]:
            assert (await ask.ask("POST", f"{EVENTS}/{event}/cancel", {})).status_code == 202
        page = await _first(ask)
        rest, _ = await _rest(ask, page)
        rows = page["value"] + rest
        assert [row["subject"] for row in rows] == [f"Møte {n}" for n in range(1, 23, 2)]

    live(scenario)


def test_what_is_deleted_between_the_pages_of_a_first_round_is_told_in_the_next() -> None:
    async def scenario(ask: Client) -> None:
        made = await _made(ask, 12)
        page = await _first(ask)
        for event in (made[0], made[11]):
            await ask.ask("DELETE", f"{EVENTS}/{event}")
        rest, later = await _rest(ask, page)
        assert _removed(page["value"] + rest) == []
        assert [row["subject"] for row in page["value"] + rest] == [f"Møte {n}" for n in range(11)]
        news = await _page(ask, later)
        assert sorted(_removed(news["value"])) == sorted([made[0], made[11]])
        assert (await _page(ask, news["@odata.deltaLink"]))["value"] == []

    live(scenario)


def test_what_is_changed_between_the_pages_of_a_round_is_told_in_the_next() -> None:
    async def scenario(ask: Client) -> None:
        made = await _made(ask, 7)
        page = await _first(ask)
        await ask.ask("PATCH", f"{EVENTS}/{made[6]}", {"subject": "Nytt"})
        rest, later = await _rest(ask, page)
        news = await _page(ask, later)
        assert [row["subject"] for row in rest + news["value"]] == ["Møte 5", "Nytt"]

    live(scenario)


def test_an_empty_first_round_is_followed_by_removals_too() -> None:
    async def scenario(ask: Client) -> None:
        page = await _first(ask)
        (made,) = await _made(ask, 1)
        page = await _page(ask, page["@odata.deltaLink"])
        assert [row["id"] for row in page["value"]] == [made]
        await ask.ask("DELETE", f"{EVENTS}/{made}")
        page = await _page(ask, page["@odata.deltaLink"])
        assert page["value"] == [{"id": made, "@removed": {"reason": "deleted"}}]

    live(scenario)


def test_the_days_taken_out_of_a_series_are_told_only_after_the_first_round() -> None:
    async def scenario(ask: Client) -> None:
        pattern = {"type": "weekly", "interval": 1, "daysOfWeek": ["monday"]}
        limits = {"type": "numbered", "startDate": "2027-01-18", "numberOfOccurrences": 2}
        new = new_event(recurrence={"pattern": pattern, "range": limits})
        series = (await ask.ask("POST", EVENTS, new)).json()["id"]
        await ask.ask("DELETE", f"{EVENTS}/OID.{series}.2027-01-18")
        page = await _first(ask)
        assert [row["type"] for row in page["value"]] == ["seriesMaster", "occurrence"]
        await ask.ask("DELETE", f"{EVENTS}/OID.{series}.2027-01-25")
        news = await _page(ask, page["@odata.deltaLink"])
        assert f"OID.{series}.2027-01-25" in _removed(news["value"])

    live(scenario)


def test_a_link_that_an_older_version_gave_out_is_read_on_from() -> None:
    async def scenario(ask: Client) -> None:
        made = await _made(ask, 2)
        known = (await _first(ask))["@odata.deltaLink"].rpartition("=")[2]
        whole = json.loads(base64.urlsafe_b64decode(known.replace("%3D", "=")))
        older = {name: whole[name] for name in ("start", "end", "since", "at")}
        text = base64.urlsafe_b64encode(json.dumps(older).encode()).decode()
        await ask.ask("DELETE", f"{EVENTS}/{made[0]}")
        page = (await ask.ask("GET", f"/users/{ORGANISER}/calendarView/delta?$deltatoken={text}")).json()
        assert page["value"] == [{"id": made[0], "@removed": {"reason": "deleted"}}]

    live(scenario)
