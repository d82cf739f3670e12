"""A cohort that runs, over HTTP: dates and places are set, deviations kept, and next year begun from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.service import ask

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

NEW = {"programme": "torn-kull-3", "start_year": 2026, "name": "Kull 3"}


def test_a_date_and_a_place_are_set(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[Any]:
        await client.post("/api/cohorts", json=NEW)
        return [
            await client.put("/api/meetings/1/time", json={"starts_at": "2026-04-20T13:00:00+02:00"}),
            await client.put(
                "/api/meetings/2/time",
                json={"starts_at": "2026-04-20T13:00:00+02:00", "ends_at": "2026-04-20T15:00:00+02:00"},
            ),
            await client.put("/api/meetings/4/place", json={"place": "Tromsø"}),
            await client.put("/api/meetings/4/time", json={"starts_at": "2026-09-16T09:00:00+02:00"}),
            await client.put("/api/meetings/99/place", json={"place": "Tromsø"}),
        ]

    first, second, placed, whole_day, nowhere = ask(asked)
    assert [one.json()["ends_at"] for one in (first, second)] == [
        "2026-04-20T14:00:00+02:00",
        "2026-04-20T15:00:00+02:00",
    ]
    assert placed.json()["place"] == "Tromsø"
    assert (whole_day.status_code, whole_day.json()["detail"]) == (
        422,
        "Samling 1 varer hele dagen. Skriv når møtet slutter, eller la det begynne 00:00.",
    )
    assert (nowhere.status_code, nowhere.json()["detail"]) == (404, "Det finnes ikke noe møte 99.")


def test_a_deviation_is_kept_with_who_when_and_why_or_refused_with_where(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[httpx.Response]:
        await client.post("/api/cohorts", json=NEW)
        good = {"changes": {"meetings": {"samling-1": {"theme": "Vårt tema"}}}, "why": "Erfaring"}
        bad = {"changes": {"meetings": {"samling-1": {"when": {"week": 54}}}}, "why": "Erfaring"}
        return [
            await client.post("/api/cohorts/1/deviations", json=good),
            await client.post("/api/cohorts/1/deviations", json=bad),
            await client.post("/api/cohorts/1/deviations", json={**good, "team": "Ukjent"}),
            await client.get("/api/cohorts/1/deviations"),
        ]

    made, bad, nobody, listed = ask(asked)
    assert (made.status_code, made.json()["stays"]) == (201, [])
    assert bad.json()["problems"] == [
        {"path": "meetings[3].when.week", "level": "error", "text": "Tallet kan være høyst 53."}
    ]
    assert (nobody.status_code, nobody.json()["detail"]) == (
        404,
        "Kullet har ikke noe team som heter «Ukjent».",
    )
    assert [{name: one[name] for name in ("team", "changes", "by", "why")} for one in listed.json()] == [
        {
            "team": None,
            "changes": {"meetings": {"samling-1": {"theme": "Vårt tema"}}},
            "by": "Frida Forbedring",
            "why": "Erfaring",
        }
    ]


def test_a_cohort_is_taken_over_and_next_years_begun_from_it(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[httpx.Response]:
        await client.post("/api/cohorts", json=NEW)
        like = {"like": "Kull 3", "start_year": 2027, "name": "Kull 4"}
        return [
            await client.post("/api/cohorts/1/taken-over", json={"meetings": ["samling-1"]}),
            await client.post("/api/cohorts", json=like),
            await client.post("/api/cohorts", json={**NEW, **like}),
        ]

    followed, anew, both = ask(asked)
    assert followed.json() == {"taken_over": ["samling-1"]}
    assert (anew.status_code, anew.json()["programme"]) == (201, "torn-kull-3")
    assert (both.status_code, both.json()["detail"]) == (
        422,
        "Velg enten et program eller et kull å ligne på.",
    )
